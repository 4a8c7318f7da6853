import { post } from "../../lib/http.js";
import { fragment } from "../../lib/fragment.js";
import { messageLine } from "../../lib/message-line.js";
import { uuid } from "../../lib/uuid.js";
import { fill } from "../../lib/words.js";
import { openDialog } from "../dialog-opener.js";
import { toast } from "../toast-list.js";

// <forward-dialog data-url="/chat/targets/"> in a dialog: where a message shall go, to one or several conversations and people.
const PAUSE = 160;

class ForwardDialog extends HTMLElement {
  #chosen = new Map();
  #timer = 0;
  #asking = null;
  #clientId = "";

  connectedCallback() {
    this.dialog = this.closest("dialog");
    this.field = this.querySelector("input");
    this.list = this.querySelector(".picker__list");
    this.go = this.querySelector("[data-go]");
    this.field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.addEventListener("click", (event) => this.#toggle(event.target.closest("[data-target]")));
    this.go.addEventListener("click", () => this.#send());
    this.addEventListener("keydown", (event) => this.#pressed(event));
  }

  start(row, conversation) {
    Object.assign(this, { message: row.dataset.id, conversation });
    this.#clientId = uuid();
    this.#chosen.clear();
    this.field.value = "";
    this.querySelector("[data-what]").textContent = messageLine(row, conversation.words);
    this.querySelector("[data-outside-text]").textContent = fill(this.dataset.outside, { name: conversation.dataset.title });
    this.#complain("");
    this.#write();
    this.#ask();
    openDialog(this.dialog.id);
  }

  async #ask() {
    this.#asking?.abort();
    this.#asking = new AbortController();
    try {
      const parts = await fragment(`${this.dataset.url}?q=${encodeURIComponent(this.field.value.trim())}`, { signal: this.#asking.signal });
      this.list.replaceChildren(parts);
      this.#write();
    } catch (problem) {
      if (problem.name !== "AbortError") this.#complain(this.conversation.words.offline);
    }
  }

  #toggle(button) {
    if (!button) return;
    const { target, name } = button.dataset;
    if (!this.#chosen.delete(target)) this.#chosen.set(target, name);
    this.#write();
  }

  #write() {
    for (const button of this.list.querySelectorAll("[data-target]")) button.setAttribute("aria-pressed", this.#chosen.has(button.dataset.target));
    this.querySelector(".picker__chosen").replaceChildren(...[...this.#chosen].map(([target, name]) => chip(target, name)));
    const here = `threads:${this.conversation.thread}`;
    this.querySelector(".forward__outside").hidden = ![...this.#chosen.keys()].some((target) => target !== here);
    this.go.disabled = !this.#chosen.size;
  }

  #pressed(event) {
    const stops = [this.field, ...this.list.querySelectorAll("[data-target]")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && at >= 0 && stops[at + step]) event.preventDefault(), stops[at + step].focus();
    if (event.key !== "Enter" || event.target !== this.field) return;
    event.preventDefault();
    if (this.field.value.trim()) this.#toggle(stops[1]);
    else if (this.#chosen.size) this.#send();
  }

  async #send() {
    this.go.disabled = true;
    const body = { client_id: this.#clientId, threads: [], people: [] };
    for (const target of this.#chosen.keys()) {
      const [kind, id] = target.split(":");
      body[kind].push(id);
    }
    try {
      const { results } = await post(`/api/v1/messages/${this.message}/forward?html=1`, body);
      for (const message of results) if (message.thread === this.conversation.thread) this.conversation.take(message);
      this.dialog.close();
      toast(this.conversation.words.wasForwarded);
    } catch (problem) {
      this.#complain(problem.text || this.conversation.words.offline);
    } finally {
      this.go.disabled = !this.#chosen.size;
    }
  }

  #complain(why) {
    const line = this.querySelector(".form-error");
    line.textContent = why;
    line.hidden = !why;
  }
}

function chip(target, name) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: `${name} ×` });
  Object.assign(button.dataset, { target, name });
  item.append(button);
  return item;
}

customElements.define("forward-dialog", ForwardDialog);
