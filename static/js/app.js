// Every page starts here. Elements register themselves; a page's own scripts come by its template's `scripts` block.
import "./elements/drop-menu.js";
import "./elements/theme-switch.js";
import "./elements/toast-list.js";
import "./elements/auto-grow.js";
import "./elements/dialog-opener.js";
import "./elements/offline-banner.js";
import "./elements/connection-state.js";
import "./elements/chat/chat-unread.js";
import "./elements/notification-bell.js";
import "./elements/shortcut-keys.js";
import { inTime } from "./lib/in-time.js";
import { registerWorker } from "./lib/worker.js";
import { whenThere } from "./lib/when-there.js";

registerWorker();
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  import("./elements/install-hint.js").then(({ offerInstall }) => offerInstall(event));
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-emoji-source]");
  if (button) import("./lib/emoji-into.js").then(({ emojiInto }) => emojiInto(button));
});
whenThere("[data-switcher]", () => inTime(() => import("./lib/ways.js")));
// Whoever signs out takes along what this device keeps of them.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[action$='/accounts/logout/']") || !document.querySelector("chat-unread")) return;
  event.preventDefault();
  const { me } = document.querySelector("chat-unread").dataset;
  import("./lib/signing-out.js").then(({ signOut }) => signOut(event.target, me), () => event.target.submit());
});
whenThere("[data-relative]", () => inTime(() => import("./elements/relative-time.js")));
whenThere("follow-button", () => inTime(() => import("./elements/follow-button.js")));
whenThere("group-live", () => inTime(() => import("./elements/group-live.js")));
// Faces that show who is here, and statuses that end: for pages that have some.
whenThere("[data-live], [data-status-of]", () => inTime(() => import("./lib/live-faces.js")));
