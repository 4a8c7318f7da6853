import { post } from "../../lib/http.js";
import { fragment } from "../../lib/fragment.js";
import { toast } from "../toast-list.js";

// <thread-search data-url="/chat/find/">: while something stands in the field, what is found stands in place of the list.
// Fires "open-thread" {thread}.
const PAUSE = 160;

class ThreadSearch extends HTMLElement {
  #timer = 0;
  #asking = null;
  #isBehind = false; // what is shown is not yet what was typed
  #takeFirst = false;

  connectedCallback() {
    this.field = this.querySelector("input");
    this.found = this.querySelector(".threads__found");
    this.field.addEventListener("input", () => this.#typed());
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.found.addEventListener("click", (event) => this.#clicked(event));
    if (this.field.value) this.#typed(); // before this was there
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#takeFirst = false;
    if (!this.field.value.trim()) return this.#close();
    this.#isBehind = true;
    this.#timer = setTimeout(() => this.#ask(this.field.value.trim()), PAUSE);
  }

  async #ask(text) {
    this.#asking?.abort();
    this.#asking = new AbortController();
    try {
      const parts = await fragment(`${this.dataset.url}?q=${encodeURIComponent(text)}`, { signal: this.#asking.signal });
      this.found.replaceChildren(parts);
      this.found.hidden = false;
      this.parentElement.classList.add("is-searching");
      this.#isBehind = false;
      if (this.#takeFirst) this.#first();
    } catch (problem) {
      if (problem.name !== "AbortError") toast(this.closest("chat-app").dataset.offline, { kind: "error" });
    }
  }

  // Enter before the answer came means the first of that answer, not of an older one.
  #first() {
    this.#takeFirst = this.#isBehind;
    if (!this.#isBehind) this.found.querySelector(".thread-row__link")?.click();
  }

  #close() {
    this.#asking?.abort();
    this.#isBehind = this.#takeFirst = false;
    this.found.hidden = true;
    this.found.replaceChildren();
    this.parentElement.classList.remove("is-searching");
  }

  #leave() {
    this.field.value = "";
    this.#close();
  }

  #pressed(event) {
    const stops = [this.field, ...this.found.querySelectorAll(".thread-row__link")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && stops[at + step]) event.preventDefault(), stops[at + step].focus();
    if (event.key === "Enter" && at === 0) event.preventDefault(), this.#first();
    if (event.key === "Escape") this.#leave(), this.field.focus();
  }

  async #clicked(event) {
    const person = event.target.closest("[data-talk-to]")?.dataset.talkTo;
    if (event.target.closest("a")) setTimeout(() => this.#leave());
    if (!person) return;
    try {
      const { id } = await post("/api/v1/threads", { people: [person] });
      this.#leave();
      this.dispatchEvent(new CustomEvent("open-thread", { detail: { thread: id }, bubbles: true }));
    } catch (problem) {
      toast(problem.text || this.closest("chat-app").dataset.offline, { kind: "error" });
    }
  }
}

customElements.define("thread-search", ThreadSearch);
