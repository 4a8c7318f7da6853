import { elementsOf, load } from "../lib/fragment.js";
import "./notification-list.js";

// The bell's list beside the page, on a wide screen. Read only when it is asked for; <notification-bell> opens it.
const URL = "/notifications/?panel=1";
let panel = null;

export async function togglePanel(link) {
  if (panel) return close({ focus: true });
  const html = await load(URL);
  panel = document.createElement("notification-list");
  panel.className = "bell__panel";
  panel.id = "bell-panel";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", link.querySelector(".nav__label").textContent);
  panel.dataset.source = URL;
  panel.append(...elementsOf(html));
  link.setAttribute("aria-expanded", "true");
  document.body.append(panel);
  panel.focus();
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("keydown", pressed);
}

function close({ focus = false } = {}) {
  panel.remove();
  panel = null;
  document.removeEventListener("pointerdown", elsewhere);
  document.removeEventListener("keydown", pressed);
  const link = document.querySelector("[data-nav=bell]");
  link.removeAttribute("aria-expanded");
  if (focus) link.focus();
}

function elsewhere(event) {
  if (!panel.contains(event.target) && !event.target.closest("[data-nav=bell]")) close();
}

function pressed(event) {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close({ focus: true });
}
