import { remember } from "./recents.js";

// Ctrl or ⌘ with K, or the search icon: to a person, group, conversation or page.
const openSwitcher = (opener) => import("../elements/quick-switcher.js").then(({ openSwitcher: open }) => open(opener), () => location.assign(opener.href));
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
  const place = { kind: room === "people" ? "person" : "group", label: document.title.replace(/^\(\d+\+?\) /, "").split(" · ")[0], link: location.pathname };
  remember(place);
}
