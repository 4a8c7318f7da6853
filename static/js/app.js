// Every page starts here. Elements register themselves; a page's own scripts come by its template's `scripts` block.
import "./elements/drop-menu.js";
import "./elements/theme-switch.js";
import "./elements/relative-time.js";
import "./elements/toast-list.js";
import "./elements/auto-grow.js";
import "./elements/dialog-opener.js";
import "./elements/offline-banner.js";
import "./elements/connection-state.js";
import "./elements/chat/chat-unread.js";
import "./elements/notification-bell.js";
import "./elements/install-hint.js";
import "./elements/shortcut-keys.js";
import { registerWorker } from "./lib/worker.js";
import { whenThere } from "./lib/when-there.js";

registerWorker();
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-emoji-source]");
  if (button) import("./lib/emoji-into.js").then(({ emojiInto }) => emojiInto(button));
});
// Ctrl or ⌘ with K, or the search icon: to a person, group, conversation or page.
const openSwitcher = (opener) => import("./elements/quick-switcher.js").then(({ openSwitcher: open }) => open(opener), () => location.assign(opener.href));
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-switcher]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSwitcher(opener);
});
document.addEventListener("keydown", (event) => {
  const opener = document.querySelector("[data-switcher]");
  if (!opener || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  openSwitcher(opener);
});
const [, room] = /^\/(people|groups)\/\d+\/$/.exec(location.pathname) ?? [];
if (room) {
  const place = { kind: room === "people" ? "person" : "group", label: document.title.split(" · ")[0], link: location.pathname };
  import("./lib/recents.js").then(({ remember }) => remember(place));
}
// Whoever signs out takes along what this device keeps of them.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[action$='/accounts/logout/']") || !document.querySelector("chat-unread")) return;
  event.preventDefault();
  const { me } = document.querySelector("chat-unread").dataset;
  import("./lib/signing-out.js").then(({ signOut }) => signOut(event.target, me), () => event.target.submit());
});
whenThere("follow-button", () => import("./elements/follow-button.js"));
whenThere("group-live", () => import("./elements/group-live.js"));
// Faces that show who is here, and statuses that end: for pages that have some.
whenThere("[data-live], [data-status-of]", () => import("./lib/live-faces.js"));
