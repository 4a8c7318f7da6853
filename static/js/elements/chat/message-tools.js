// The small bar of what one can do with a message. One for the whole list: it goes where the pointer, the focus or a long
// press is. A tap shows the time and the bar, another one hides them.
//
//   new MessageTools(list, {me, run})       run(tool, row): "copy", "edit", "remove"
const LONG = 450;
const hovers = matchMedia("(hover: hover)");

export class MessageTools {
  #timer = 0;

  constructor(list, { me, run }) {
    Object.assign(this, { list, me, run });
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
    const mine = row.dataset.author === this.me;
    for (const button of this.bar.querySelectorAll("[data-tool=edit], [data-tool=remove]")) button.hidden = !mine;
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
    const tool = { Enter: "", e: "edit", c: "copy", Delete: "remove" }[event.key];
    if (tool === undefined || (event.ctrlKey && tool) || event.metaKey) return;
    event.preventDefault();
    if (!tool) return this.bar.querySelector("button:not([hidden])").focus();
    const button = this.bar.querySelector(`[data-tool=${tool}]`);
    if (row.contains(this.bar) && !button.hidden) this.run(tool, row);
  }

  #clicked(event) {
    const tool = event.target.closest("[data-tool]")?.dataset.tool;
    const row = this.bar.closest(".message");
    if (!tool || !row) return;
    this.close();
    this.run(tool, row);
  }
}

const rowOf = (event) => event.target.closest?.(".message");
