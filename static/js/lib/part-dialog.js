import { icon } from "./icon.js";
import { word } from "./words.js";

// A part of a page over the page, in a dialog of its own that goes when it is closed; focus returns to `link`, or to the menu
// in which it stood.
export function showPart(title, nodes, link) {
  const opener = link.closest(".menu details")?.querySelector("summary") ?? link;
  const around = opener.closest("[data-post]"); // the opener itself may be drawn anew meanwhile
  const dialog = part("dialog", "dialog");
  const id = `part-${Date.now()}`;
  const heading = Object.assign(document.createElement("h2"), { textContent: title, id });
  dialog.setAttribute("aria-labelledby", id);
  const close = Object.assign(part("button", "icon-button"), { type: "button" });
  close.setAttribute("aria-label", word("close"));
  close.append(icon("close"));
  close.addEventListener("click", () => dialog.close());
  const [box, head, body] = [part("div", "dialog__box"), part("header", "dialog__head"), part("div", "dialog__body stack")];
  head.append(heading, close);
  body.append(...nodes);
  box.append(head, body);
  dialog.append(box);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    const href = opener.getAttribute("href");
    const now = opener.isConnected || !href ? opener : around?.querySelector(`a[href="${CSS.escape(href)}"]`);
    (now?.checkVisibility() ? now : around)?.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body };
}

const part = (name, className) => Object.assign(document.createElement(name), { className });
