import { elementsOf, load } from "../lib/fragment.js";
import { icon } from "../lib/icon.js";
import { word } from "../lib/words.js";

// Who reacted to a post or comment, in a dialog; `link` leads to the same list as a page.
export async function showWhoReacted(link) {
  const found = elementsOf(await load(link.href));
  const dialog = Object.assign(document.createElement("dialog"), { className: "dialog" });
  const title = Object.assign(document.createElement("h2"), { textContent: word("who_reacted"), id: "who-reacted" });
  dialog.setAttribute("aria-labelledby", title.id);
  const close = Object.assign(document.createElement("button"), { type: "button", className: "icon-button" });
  close.setAttribute("aria-label", word("close"));
  close.append(icon("close"));
  close.addEventListener("click", () => dialog.close());
  const box = part("div", "dialog__box");
  const head = part("header", "dialog__head");
  const body = part("div", "dialog__body stack");
  head.append(title, close);
  body.append(...found);
  box.append(head, body);
  dialog.append(box);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

const part = (name, className) => Object.assign(document.createElement(name), { className });
