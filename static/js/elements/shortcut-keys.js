import { openDialog } from "./dialog-opener.js";

// ? help · / search · g then h, g, c, p, n goes to a room · j and k walk through [data-steps] (posts) · n starts a new one · z undoes
// (what the last notice offers).
// Nothing happens while someone writes, and every key can be found behind `?`.
const WAIT = 1200;
let before = "";

const writing = (target) => target.closest("input, textarea, select, [contenteditable=true], dialog");

function step(by) {
  const stops = [...document.querySelectorAll("[data-steps]")];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

// The page's own field, or the way to everything.
function search() {
  const field = document.querySelector("[data-search], main input[type=search]");
  if (field) field.focus();
  else document.querySelector("[data-switcher]")?.click();
}

const keys = {
  "?": () => openDialog("shortcuts"),
  "/": search,
  n: () => document.querySelector("[data-new]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  z: () => [...document.querySelectorAll("toast-list :not(.is-leaving) > .button")].at(-1)?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const room = before === "g" && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  before = !before && event.key === "g" ? "g" : "";
  if (before) setTimeout(() => (before = ""), WAIT);
  const run = room ? () => room.click() : before ? null : keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});

for (const opener of document.querySelectorAll("[data-opens=shortcuts]")) opener.hidden = !document.getElementById("shortcuts");
