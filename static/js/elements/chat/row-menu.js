// What one can do with a conversation in the list: one menu for all rows, at its button or where a finger rests.
//
//   new RowMenu(list).open(row, button)      list.kept(thread, kept) is told what the server made of it
import { patch, post } from "../../lib/http.js";
import { threads } from "../../lib/threads.js";
import { swallowClick } from "../../lib/swallow-click.js";
import { toast } from "../toast-list.js";

const GAP = 4;
const phone = matchMedia("(width < 720px)");

export class RowMenu {
  constructor(list) {
    this.list = list;
    this.panel = document.getElementById("thread-menu");
    this.panel.addEventListener("click", (event) => this.#chosen(event));
    this.panel.addEventListener("keydown", (event) => this.#pressed(event));
    this.name = this.panel.querySelector("[data-name]");
  }

  open(row, button) {
    this.close();
    [this.row, this.button] = [row, button];
    this.name.textContent = row.querySelector("b").textContent;
    const is = {
      pinned: "pinned" in row.dataset,
      muted: "muted" in row.dataset,
      archived: "archived" in row.dataset,
      unread: Number(row.dataset.unread) > 0 || "marked" in row.dataset,
    };
    for (const item of this.panel.querySelectorAll("button")) {
      item.hidden = item.dataset.when ? !is[item.dataset.when] : item.dataset.unless ? is[item.dataset.unless] : false;
    }
    row.classList.add("is-open");
    this.panel.showPopover();
    this.panel.classList.toggle("menu__panel--sheet", phone.matches);
    if (!phone.matches) this.#place(button);
    this.#items()[0].focus({ preventScroll: true });
    // Ours and not the browser's: that one closes what opened under a resting finger as soon as it lifts.
    document.addEventListener("pointerdown", this.#elsewhere, { capture: true });
  }

  close() {
    if (!this.panel.matches(":popover-open")) return;
    document.removeEventListener("pointerdown", this.#elsewhere, { capture: true });
    this.row.classList.remove("is-open");
    this.panel.hidePopover();
  }

  #elsewhere = (event) => {
    if (this.panel.contains(event.target)) return;
    this.close();
    if (phone.matches) swallowClick();
  };

  #place(button) {
    const { left, right, bottom, top } = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.panel;
    const below = bottom + GAP + height < innerHeight ? bottom + GAP : Math.max(GAP, top - GAP - height);
    const start = getComputedStyle(this.panel).direction === "rtl" ? innerWidth - right : left;
    this.panel.style.setProperty("--y", `${below}px`);
    this.panel.style.setProperty("--x", `${Math.max(GAP, Math.min(start, innerWidth - width - GAP))}px`);
  }

  #items() {
    return [...this.panel.querySelectorAll("button")].filter((item) => !item.hidden);
  }

  #pressed(event) {
    if (event.key === "Escape") return event.stopPropagation(), this.close(), this.button.focus();
    if (event.key === "Tab") return this.close();
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = this.#items();
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  }

  async #chosen(event) {
    const item = event.target.closest("button");
    if (!item) return;
    const { thread, lastSeq } = this.row.dataset;
    this.close();
    if (item.dataset.do === "open") return this.row.querySelector("a").click();
    try {
      if (item.dataset.do === "read") threads.read(thread, await post(`/api/v1/threads/${thread}/read`, { seq: Number(lastSeq) }));
      else threads.keep(thread, await patch(`/api/v1/threads/${thread}/mine`, JSON.parse(item.dataset.keep)));
      if (item.dataset.do === "read") threads.keep(thread, { marked_unread: false });
    } catch (problem) {
      toast(problem.text || this.list.words.offline, { kind: "error" });
    }
  }
}
