// What one can do with a message: a small bar with the nearest things and a menu with the others. One for the whole list:
// it goes where the pointer or the focus is. Under a finger a long press opens all of it as a sheet from below, a tap shows
// the time, and a pull to the right answers.
//
//   new MessageTools(list, conversation)       what there is stands in tools/index.js
import "../drop-menu.js";
import { loadStyle } from "../../lib/style.js";
import { openDialog } from "../dialog-opener.js";
import { pullToAnswer } from "./pull.js";
import { TOOLS } from "./tools/index.js";
import { reactFrom } from "./tools/react.js";

export const looks = loadStyle(new URL("../../../css/chat-tools.css", import.meta.url));

const LONG = 450;
const EDGE = 8;
const BESIDE = 4;
const LINES = 64; // beside a long message it stands at its beginning
const hovers = matchMedia("(hover: hover)");

export class MessageTools {
  #timer = 0;

  constructor(list, conversation) {
    Object.assign(this, { list, conversation });
    this.bar = document.getElementById("message-tools").content.firstElementChild.cloneNode(true);
    this.bar.addEventListener("click", (event) => this.#clicked(event, this.bar.closest(".message")));
    this.bar.querySelector("details").addEventListener("toggle", () => this.#place());
    list.addEventListener("scroll", () => this.bar.querySelector("details[open]") && this.#place(), { passive: true });
    this.sheet = document.getElementById("message-sheet");
    new ResizeObserver(() => this.#stand()).observe(this.bar); // its looks may come later, and it grows where one reacts
    list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.#goTo(rowOf(event)));
    list.addEventListener("focusin", (event) => this.#goTo(rowOf(event)));
    list.addEventListener("click", (event) => this.#tapped(event));
    list.addEventListener("pointerdown", (event) => this.#held(event));
    for (const end of ["pointerup", "pointercancel", "pointermove"]) list.addEventListener(end, (event) => this.#letGo(event));
    list.addEventListener("contextmenu", (event) => !hovers.matches && rowOf(event) && event.preventDefault());
    list.addEventListener("keydown", (event) => this.#pressed(event));
    pullToAnswer(list, (row) => this.#run("reply", row));
    // The pointer or the focus may have come before us.
    this.#goTo(list.querySelector(".message:hover") ?? document.activeElement.closest(".messages .message"));
  }

  close() {
    this.list.querySelector(".message.is-open")?.classList.remove("is-open");
  }

  #goTo(row) {
    if (!row?.dataset.seq || "deleted" in row.dataset || row.contains(this.bar)) return;
    if (this.bar.querySelector("details[open]") && this.bar.isConnected) return;
    for (const tool of TOOLS) {
      const fits = this.#fits(tool, row);
      for (const button of this.bar.querySelectorAll(`[data-tool=${tool.name}]`)) {
        button.hidden = !fits;
        tool.dress?.(button, row);
      }
    }
    this.bar.classList.remove("is-reacting");
    row.querySelector(".message__main").append(this.bar);
    this.#stand();
  }

  // Beside the bubble, towards the middle; where there is no room, over its corner. Under a finger it stands below it.
  #stand() {
    const row = this.bar.closest(".message");
    if (!row || !hovers.matches) return;
    const [frame, said, bar] = [row, sayingOf(row), this.bar].map((part) => part.getBoundingClientRect());
    const toEnd = row.matches(".message--mine") === (getComputedStyle(row).direction === "rtl");
    const free = toEnd ? frame.right - said.right : said.left - frame.left;
    const fits = free >= bar.width + BESIDE;
    const x = toEnd ? Math.min(said.right + BESIDE, frame.right - bar.width) : Math.max(said.left - BESIDE - bar.width, frame.left);
    const y = fits ? said.top + (Math.min(said.height, LINES) - bar.height) / 2 : said.top - bar.height / 2;
    this.bar.style.setProperty("--tools-x", `${x - frame.left}px`);
    this.bar.style.setProperty("--tools-y", `${y - frame.top}px`);
  }

  // Over the window, not in the list: what the list cuts off at its edge would be out of reach.
  #place() {
    const panel = this.bar.querySelector(".menu__panel");
    const button = this.bar.querySelector("summary").getBoundingClientRect();
    const within = (at, size, most) => Math.max(EDGE, Math.min(at, most - size - EDGE));
    panel.style.setProperty("--menu-x", `${within(button.right - panel.offsetWidth, panel.offsetWidth, innerWidth)}px`);
    panel.style.setProperty("--menu-y", `${within(button.bottom, panel.offsetHeight, innerHeight)}px`);
  }

  // Everything of the menu in a sheet: copies, so that the bar stays whole wherever it goes meanwhile.
  #openSheet(row) {
    if (!row?.dataset.seq || "deleted" in row.dataset) return;
    this.#goTo(row);
    if (!row.contains(this.bar)) return;
    const isClosed = "closed" in this.conversation.dataset;
    const items = [...this.bar.querySelector(".menu__panel").children].map((item) => item.cloneNode(true));
    this.sheet.querySelector(".message-sheet__items").replaceChildren(...(isClosed ? [] : [this.bar.querySelector(".react-row").cloneNode(true)]), ...items);
    this.sheet.onclick = (event) => {
      if (reactFrom(event, row, this.conversation, () => this.sheet.close())) return;
      if (!event.target.closest("[data-tool]")) return;
      this.sheet.close();
      this.#clicked(event, row);
    };
    openDialog(this.sheet.id);
  }

  #open(row) {
    const open = this.list.querySelector(".message.is-open");
    open?.classList.remove("is-open");
    if (!row || row === open) return;
    this.#goTo(row);
    row.classList.add("is-open");
    this.bar.scrollIntoView({ block: "nearest" });
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
      this.#openSheet(row);
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
    if (event.key === "Escape" && this.bar.contains(document.activeElement)) return this.bar.classList.remove("is-reacting"), row.focus();
    if (event.target !== row) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Enter") return event.preventDefault(), this.#first()?.focus();
    const tool = TOOLS.find(({ key }) => key === event.key);
    if (!tool || !row.contains(this.bar) || !this.#fits(tool, row)) return;
    event.preventDefault();
    tool.run(row, this.conversation);
  }

  #first() {
    return [...this.bar.querySelectorAll("button, summary")].find((each) => each.checkVisibility());
  }

  #run(name, row) {
    const tool = TOOLS.find((each) => each.name === name);
    if (row.dataset.seq && !("deleted" in row.dataset) && this.#fits(tool, row)) tool.run(row, this.conversation);
  }

  #fits(tool, row) {
    return tool.fits(row, this.conversation.me, this.conversation);
  }

  #clicked(event, row) {
    if (reactFrom(event, row, this.conversation)) return this.close();
    if (event.target.closest("summary") && !hovers.matches) return event.preventDefault(), this.#openSheet(row);
    const button = event.target.closest("[data-tool]");
    if (!button || !row) return;
    this.close();
    TOOLS.find((tool) => tool.name === button.dataset.tool).run(row, this.conversation, button);
  }
}

const sayingOf = (row) => row.querySelector(".bubble, .message__files") ?? row;
const rowOf = (event) => event.target.closest?.(".message");
