import { ask, get, patch } from "../../lib/http.js";
import { showing } from "../../models/showing.js";
import { countReaction, isBlocked } from "./blocking.js";

// Reactions, cards and code on the bubbles of one conversation: a tap on a chip shows or takes back one's own at once, and
// puts it back as it was if the server refuses.
const NAMED = 20;

export class Reactions {
  constructor(conversation) {
    this.conversation = conversation;
  }

  async toggle(row, emoji, url) {
    const { id } = row.dataset;
    if (!id || "deleted" in row.dataset) return;
    const on = !showing(chipOf(row, emoji) ?? { dataset: { by: "" } }).includes(this.conversation.me);
    this.#draw(row, emoji, on, url);
    try {
      const path = `/api/v1/messages/${id}/reactions/${encodeURIComponent(emoji)}?html=1`;
      this.conversation.take(await ask(on ? "PUT" : "DELETE", path));
    } catch (problem) {
      const now = this.conversation.list.find(id);
      if (now) this.#draw(now, emoji, !on);
      this.conversation.complain(problem);
    }
  }

  async showWho(row) {
    const { showWho } = await import("./who-reacted.js");
    await showWho(row, this.conversation);
  }

  #draw(row, emoji, on, url) {
    const { me } = this.conversation;
    let chip = chipOf(row, emoji);
    if (!chip && !on) return;
    chip ??= makeChip(row, emoji, url);
    const by = showing(chip).filter((one) => one !== me);
    if (on) by.push(me);
    chip.dataset.by = by.join(" ");
    chip.ariaPressed = String(on);
    countReaction(chip);
    chip.removeAttribute("title");
    if (!by.length) (chip.parentElement.children.length > 1 ? chip : chip.parentElement).remove();
    this.conversation.list.keepUp();
  }

  copy(button) {
    const code = button.previousElementSibling.textContent.trimEnd();
    return navigator.clipboard.writeText(code).then(() => this.#said(button), (problem) => this.conversation.complain(problem));
  }

  #said(button) {
    const before = button.textContent;
    button.textContent = this.conversation.words.copied;
    setTimeout(() => (button.textContent = before), 1_500);
  }

  async changeCard(form) {
    const what = Object.fromEntries([...new FormData(form).keys()].map((name) => [name, true]));
    try {
      this.conversation.take(await patch(`${form.getAttribute("action").replace(/\/$/, "")}?html=1`, what));
    } catch (problem) {
      this.conversation.complain(problem);
    }
  }

  async name(chip) {
    if (chip.title || !chip.isConnected) return;
    const { id } = chip.closest(".message").dataset;
    const found = await get(`/api/v1/messages/${id}/reactions?emoji=${encodeURIComponent(chip.dataset.react)}&limit=${NAMED}`).catch(() => null);
    const seen = found?.results.filter(({ person }) => !isBlocked(person.id));
    if (found) chip.title = seen.map(({ person }) => person.name).join(", ") + (found.next ? " …" : "");
  }
}

const chipOf = (row, emoji) => row.querySelector(`[data-react="${CSS.escape(emoji)}"]`);

function makeChip(row, emoji, url) {
  const chip = Object.assign(document.createElement("button"), { type: "button" });
  Object.assign(chip.dataset, { react: emoji, by: "" });
  const sign = Object.assign(document.createElement("span"), { className: "bubble-reactions__emoji", textContent: emoji });
  if (url) sign.replaceChildren(Object.assign(new Image(20, 20), { className: "emoji-picture", src: url, alt: emoji, title: emoji }));
  chip.append(sign, " ", document.createElement("span"));
  let chips = row.querySelector(".bubble-reactions");
  if (!chips) {
    chips = Object.assign(document.createElement("span"), { className: "bubble-reactions" });
    const main = row.querySelector(".message__main");
    main.insertBefore(chips, main.querySelector(":scope > .message__tools, :scope > .message__state"));
  }
  chips.append(chip);
  return chip;
}
