import { post } from "../../lib/http.js";
import { fragment } from "../../lib/fragment.js";
import { uuid } from "../../lib/uuid.js";
import { openDialog } from "../dialog-opener.js";

// <people-picker data-url="/chat/people/" [data-beside="12"]> in a dialog: choose one or several colleagues. Without
// data-beside it starts a conversation with them, with it they are added to that one.
// Fires "open-thread" {thread} when a conversation was started.
const PAUSE = 160;

class PeoplePicker extends HTMLElement {
  #chosen = new Map();
  #timer = 0;
  #asking = null;
  #clientId = uuid();
  #isBehind = false; // what is shown is not yet what was typed
  #takeFirst = false;

  connectedCallback() {
    this.dialog = this.closest("dialog");
    this.field = this.querySelector(".search-box input");
    this.list = this.querySelector(".picker__list");
    this.go = this.querySelector("[data-go]");
    this.field.addEventListener("input", () => this.#typed());
    this.list.addEventListener("click", (event) => event.target.closest("[data-notes]") && this.#finish([event.target.closest("[data-notes]").dataset.notes]));
    this.list.addEventListener("click", (event) => this.#toggle(event.target.closest("[data-person]")?.dataset));
    this.querySelector(".picker__chosen").addEventListener("click", (event) => this.#toggle(event.target.closest("[data-person]")?.dataset));
    this.go.addEventListener("click", () => this.#finish());
    this.addEventListener("keydown", (event) => this.#pressed(event));
    // `toggle` tells of opening and closing, whoever did it.
    if (this.dialog.open) this.#comeLate();
    this.dialog.addEventListener("toggle", ({ newState }) => (newState === "open" ? this.#start() : this.#chosen.clear()));
  }

  // With somebody chosen already.
  startWith(person, name) {
    openDialog(this.dialog.id);
    this.#start();
    this.#toggle({ person, name });
  }

  // Somebody may be typing already.
  #comeLate() {
    const typed = this.field.value;
    this.#start();
    this.field.value = typed;
    if (typed) this.#typed();
  }

  #start() {
    if (this.started && this.dialog.open && this.#chosen.size) return;
    this.started = true;
    this.#chosen.clear();
    this.#clientId = uuid();
    this.field.value = "";
    this.#complain("");
    const name = this.querySelector("[data-name-field] input");
    if (name) name.value = "";
    this.#write();
    this.#ask();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#isBehind = true;
    this.#takeFirst = false;
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const query = new URLSearchParams({ q: this.field.value.trim() });
    if (this.dataset.beside) query.set("beside", this.dataset.beside);
    try {
      this.list.replaceChildren(await fragment(`${this.dataset.url}?${query}`, { signal: this.#asking.signal }));
      this.#isBehind = false;
      this.#write();
      if (this.#takeFirst) this.#first();
    } catch (problem) {
      if (problem.name !== "AbortError") this.#complain(document.querySelector("chat-app").dataset.offline);
    }
  }

  #toggle(person) {
    if (!person?.person) return;
    if (!this.#chosen.delete(person.person)) this.#chosen.set(person.person, person.name);
    this.field.select();
    this.#write();
  }

  #write() {
    for (const button of this.list.querySelectorAll("[data-person]")) button.setAttribute("aria-pressed", this.#chosen.has(button.dataset.person));
    this.querySelector(".picker__chosen").replaceChildren(...[...this.#chosen].map(([id, name]) => chip(id, name)));
    const nameField = this.querySelector("[data-name-field]");
    if (nameField) nameField.hidden = this.#chosen.size < 2;
    this.go.disabled = !this.#chosen.size;
  }

  #pressed(event) {
    const stops = [this.field, ...this.list.querySelectorAll("[data-notes], [data-person]")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && at >= 0 && stops[at + step]) event.preventDefault(), stops[at + step].focus();
    if (event.key !== "Enter" || at > 0 || event.target.matches("button")) return;
    event.preventDefault();
    if (at === 0 && this.field.value.trim()) this.#first();
    else if (this.#chosen.size) this.#finish();
  }

  // Enter before the answer came means the first of that answer, not of an older one.
  #first() {
    this.#takeFirst = this.#isBehind;
    const first = this.list.querySelector("[data-person]");
    if (this.#isBehind || !first) return;
    this.#toggle(first.dataset);
    this.field.value = "";
    this.#ask();
  }

  async #finish(people = [...this.#chosen.keys()]) {
    this.go.disabled = true;
    this.go.setAttribute("aria-busy", "true");
    try {
      if (this.dataset.beside) await post(`/api/v1/threads/${this.dataset.beside}/members`, { people });
      else await this.#startThread(people);
      this.dialog.close();
    } catch (problem) {
      this.#complain(problem.text || document.querySelector("chat-app").dataset.offline);
    } finally {
      this.go.removeAttribute("aria-busy");
      this.go.disabled = !this.#chosen.size;
    }
  }

  async #startThread(people) {
    const name = people.length > 1 ? this.querySelector("[data-name-field] input").value : "";
    const history = document.getElementById("new-thread-history").checked ? "all" : "joined";
    const { id } = await post("/api/v1/threads", { people, name, history, client_id: this.#clientId });
    this.dispatchEvent(new CustomEvent("open-thread", { detail: { thread: id }, bubbles: true }));
  }

  #complain(why) {
    const line = this.querySelector(".form-error");
    line.textContent = why;
    line.hidden = !why;
  }
}

function chip(person, name) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: `${name} ×` });
  Object.assign(button.dataset, { person, name });
  item.append(button);
  return item;
}

customElements.define("people-picker", PeoplePicker);
