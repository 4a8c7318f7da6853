import { messageLine } from "../../../lib/message-line.js";

// The bar above the field with what is answered. Escape or its cross leaves it.
let bar = null;
let quoted = null;

export const reply = {
  name: "reply",
  goesWithAll: true, // a sticker answers as well

  open(composer) {
    bar = composer.querySelector(".reply-bar");
    quoted = null;
    bar.querySelector("[data-leave]").addEventListener("click", () => (leave(), composer.focus()));
    composer.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || bar.hidden) return;
      event.stopPropagation();
      leave();
      composer.focus();
    });
    composer.answer = (row) => {
      if (composer.classList.contains("is-editing")) composer.stopEditing();
      quoted = row.dataset.id;
      bar.querySelector("[data-author]").textContent = row.querySelector(".message__author").firstChild.textContent.trim();
      bar.querySelector("[data-text]").textContent = messageLine(row, composer.closest("chat-app").dataset);
      bar.hidden = false;
      composer.focus();
    };
  },

  take: () => (quoted ? { reply_to: quoted } : null),

  clear: () => leave(),

  showWaiting(row, body) {
    const source = body.reply_to && document.getElementById(`message-${body.reply_to}`);
    if (!source) return;
    const quote = Object.assign(document.createElement("span"), { className: "bubble__quote" });
    const author = Object.assign(document.createElement("b"), { textContent: source.querySelector(".message__author").firstChild.textContent.trim() });
    const text = Object.assign(document.createElement("span"), { textContent: messageLine(source, source.closest("chat-app").dataset) });
    quote.append(author, text);
    row.querySelector(".bubble").prepend(quote);
  },
};

function leave() {
  quoted = null;
  bar.hidden = true;
}
