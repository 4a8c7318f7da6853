// The small bar of what one can do with a message. One for the whole list: it goes where the pointer, the focus or a long
// press is. A tap shows the time and the bar, another one hides them.
//
//   new MessageTools(list, conversation)       what there is stands in tools/index.js
import "../drop-menu.js";
import { TOOLS } from "./tools/index.js";

const LONG = 450;
const hovers = matchMedia("(hover: hover)");

export class MessageTools {
  #timer = 0;

  constructor(list, conversation) {
    Object.assign(this, { list, conversation });
    this.bar = document.getElementById("message-tools").content.firstElementChild.cloneNode(true);
    this.bar.addEventListener("click", (event) => this.#clicked(event));
    list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.#goTo(rowOf(event)));
    list.addEventListener("focusin", (event) => this.#goTo(rowOf(event)));
    list.addEventListener("click", (event) => this.#tapped(event));
    list.addEventListener("pointerdown", (event) => this.#held(event));
    for (const end of ["pointerup", "pointercancel", "pointermove"]) list.addEventListener(end, (event) => this.#letGo(event));
    list.addEventListener("keydown", (event) => this.#pressed(event));
  }

  close() {
    this.list.querySelector(".message.is-open")?.classList.remove("is-open");
  }

  #goTo(row) {
    if (!row?.dataset.seq || "deleted" in row.dataset || row.contains(this.bar)) return;
    if (this.bar.querySelector("details[open]") && this.bar.isConnected) return;
    for (const tool of TOOLS) {
      const fits = this.#fits(tool, row);
      for (const button of this.bar.querySelectorAll(`[data-tool=${tool.name}]`)) button.hidden = !fits;
    }
    row.querySelector(".message__main").append(this.bar);
  }

  #open(row) {
    const open = this.list.querySelector(".message.is-open");
    open?.classList.remove("is-open");
    if (!row || row === open) return;
    this.#goTo(row);
    row.classList.add("is-open");
  }

  #tapped(event) {
    if (event.target.closest("a, button, .message__tools") || !getSelection().isCollapsed) return;
    if (hovers.matches) return;
    this.#open(rowOf(event));
  }

  #held(event) {
    const row = rowOf(event);
    if (!row || event.pointerType === "mouse" || event.target.closest("a, button")) return;
    this.start = [event.clientX, event.clientY];
    this.#timer = setTimeout(() => {
      this.#open(row);
      navigator.vibrate?.(10);
    }, LONG);
  }

  #letGo(event) {
    const moved = event.type === "pointermove" && this.start && Math.hypot(event.clientX - this.start[0], event.clientY - this.start[1]) < 8;
    if (!moved) clearTimeout(this.#timer);
  }

  #pressed(event) {
    const row = rowOf(event);
    if (!row) return;
    if (event.key === "Escape" && this.bar.contains(document.activeElement)) return row.focus();
    if (event.target !== row) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Enter") return event.preventDefault(), this.bar.querySelector("button:not([hidden]), summary").focus();
    const tool = TOOLS.find(({ key }) => key === event.key);
    if (!tool || !row.contains(this.bar) || !this.#fits(tool, row)) return;
    event.preventDefault();
    tool.run(row, this.conversation);
  }

  #fits(tool, row) {
    return tool.fits(row, this.conversation.me, this.conversation);
  }

  #clicked(event) {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    const row = this.bar.closest(".message");
    if (!name || !row) return;
    this.close();
    TOOLS.find((tool) => tool.name === name).run(row, this.conversation);
  }
}

const rowOf = (event) => event.target.closest?.(".message");
