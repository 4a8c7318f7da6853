import { get } from "../../lib/http.js";
import { fill } from "../../lib/words.js";

// <thread-find>: the open conversation searched in place. Enter and the arrows go from hit to hit, the newest first.
const PAUSE = 220;
const MANY = 1_000;

class ThreadFind extends HTMLElement {
  #timer = 0;
  #asking = null;
  #hits = [];
  #next = null;
  #count = 0;
  #at = -1;

  connectedCallback() {
    this.field = this.querySelector("input");
    this.line = this.querySelector(".thread-find__count");
    this.field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (step) this.#step(Number(step));
      if (event.target.closest("[data-leave]")) this.close();
    });
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    mark([]);
  }

  open() {
    this.hidden = false;
    this.field.focus();
    this.field.select();
  }

  close() {
    this.hidden = true;
    this.field.value = "";
    this.#show([], null, 0);
    this.closest("chat-conversation").querySelector("[data-find]")?.focus();
  }

  #pressed(event) {
    if (event.key === "Escape") event.stopPropagation(), this.close();
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || event.target !== this.field) return;
    event.preventDefault();
    this.#step(step);
  }

  async #ask() {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const text = this.field.value.trim();
    if (!text) return this.#show([], null, 0);
    try {
      const { results, next, count } = await this.#fetch("", this.#asking.signal);
      this.#show(results, next, count);
      if (results.length) this.#go(0);
    } catch (problem) {
      if (problem.name !== "AbortError") this.closest("chat-conversation").complain(problem);
    }
  }

  #fetch(cursor, signal) {
    const query = new URLSearchParams({ q: this.field.value.trim(), limit: 50 });
    if (cursor) query.set("cursor", cursor);
    return get(`/api/v1/threads/${this.closest("chat-conversation").thread}/search?${query}`, { signal });
  }

  #show(hits, next, count) {
    [this.#hits, this.#next, this.#count, this.#at] = [hits, next, count, -1];
    this.line.textContent = this.field.value.trim() && !hits.length ? this.dataset.none : "";
    for (const button of this.querySelectorAll("[data-step]")) button.disabled = hits.length < 2;
    mark([]);
  }

  async #step(by) {
    if (!this.#hits.length) return;
    if (this.#at + by === this.#hits.length && this.#next) {
      const { results, next } = await this.#fetch(this.#next);
      this.#hits.push(...results);
      this.#next = next;
    }
    this.#go((this.#at + by + this.#hits.length) % this.#hits.length);
  }

  async #go(at) {
    this.#at = at;
    const { id, text, marks } = this.#hits[at];
    this.line.textContent = fill(this.#count < MANY ? this.dataset.of : this.dataset.many, { at: at + 1, count: this.#count });
    const row = await this.closest("chat-conversation").list.jump(id);
    const letters = [...text];
    if (row) mark(rangesOf(row, marks.map(([start, length]) => letters.slice(start, start + length).join(""))));
  }
}

// Where the words stand in the bubble.
function rangesOf(row, words) {
  const ranges = [];
  const walker = document.createTreeWalker(row.querySelector(".message__main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".bubble__quote, .message__author")) continue;
    for (const word of new Set(words)) {
      for (let at = node.data.indexOf(word); word && at >= 0; at = node.data.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

// Painted by the browser, so that the message itself stays as it is; without that the glow of the jump alone shows it.
function mark(ranges) {
  if (!CSS.highlights) return;
  if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  else CSS.highlights.delete("found");
}

customElements.define("thread-find", ThreadFind);
