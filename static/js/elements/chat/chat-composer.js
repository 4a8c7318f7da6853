import { fill } from "../../lib/words.js";
import { DraftsSync } from "../../lib/drafts-sync.js";
import { outboxOf } from "../../lib/outbox.js";
import { socket } from "../../lib/socket.js";
import { eachPart, PARTS } from "./composer/index.js";
import { confirmed, meansMany } from "./composer/everybody.js";

// <chat-composer>: one growing field. Enter sends, Shift+Enter breaks the line, Escape leaves a change, Arrow up in the
// empty field changes one's last message. What is typed is kept on this device until it is sent.
//
// What a message has beside its text comes from the parts in composer/index.js.
//
// Fires "say" {text, …fields of the parts}, "change-message" {id, text}, "edit-last".
const TYPING_AGAIN = 3_000;

class ChatComposer extends HTMLElement {
  #editing = null;
  #goesWhenReady = false;
  #toldTyping = 0;

  // Called by <chat-conversation>, which stands around it and comes to life first.
  open({ me, thread }) {
    Object.assign(this, { me, thread });
    this.drafts = new DraftsSync(me);
    this.form = this.querySelector("form");
    this.field = this.querySelector("textarea");
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.#send()));
    this.field.addEventListener("keydown", (event) => this.#pressed(event));
    this.field.addEventListener("input", () => this.#typed());
    this.querySelector("[data-cancel]").addEventListener("click", () => this.stopEditing());
    eachPart((part) => this.isConnected && part.open?.(this));
    this.drafts.open(this.field, `thread:${thread}`, { isPaused: () => this.#editing !== null });
    this.#fit();
  }

  disconnectedCallback() {
    this.drafts?.stop();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  edit(id, text) {
    this.#editing = { id };
    this.#note(true);
    this.field.value = text;
    this.#fit();
    this.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  stopEditing() {
    this.#editing = null;
    this.#note(false);
    this.#complain("");
    this.field.value = this.drafts.textOf(this.field);
    this.#fit();
    this.focus();
  }

  // Something that could not be sent or changed comes back into the field, before what is there.
  giveBack(text, why) {
    this.field.value = [text, this.field.value].filter(Boolean).join("\n");
    this.#keep();
    this.#fit();
    this.#complain(why);
  }

  complain(why) {
    this.#complain(why);
  }

  // Something without a text of its own: a sticker.
  say(fields) {
    const parts = PARTS.filter((part) => part.goesWithAll);
    this.#fire("say", Object.assign({ text: "", ...fields }, ...parts.map((part) => part.take() ?? {})));
    for (const part of parts) part.clear();
  }

  // The same into another conversation than the one shown now: what took its time to be ready.
  sayIn(thread, fields) {
    if (this.isConnected && thread === this.thread) this.say(fields);
    else outboxOf(this.me).add(thread, { text: "", ...fields });
  }

  // A part has something to send, or has not any more.
  partChanged() {
    this.#fit();
    if (this.#goesWhenReady) this.#send();
  }

  // Sent by hand while a part is on its way: it goes by itself once all are there, unless one of them fails.
  #holds(withParts) {
    const isBusy = withParts && PARTS.some((part) => part.isBusy?.());
    const hasFailed = withParts && PARTS.some((part) => part.hasFailed?.());
    this.#goesWhenReady = isBusy && !hasFailed;
    this.classList.toggle("is-holding", this.#goesWhenReady);
    if (hasFailed) this.#complain(this.dataset.oneFailed);
    return isBusy || hasFailed;
  }

  // What would go out now: the text and the fields of the parts; null where there is nothing, or something stands in the way.
  gather() {
    const text = this.field.value.trim();
    if (!this.#editing && PARTS.some((part) => part.isBusy?.() || part.hasFailed?.())) return null;
    const fields = this.#editing ? {} : Object.assign({}, ...PARTS.map((part) => part.take?.() ?? {}));
    if (!text && !fields.files && !fields.sticker) return null;
    const most = Number(this.dataset.most);
    const isTooLong = text.length > most;
    this.#complain(isTooLong ? fill(this.dataset.tooLong, { most }) : "");
    return isTooLong ? null : { text: PARTS.reduce((words, part) => part.write?.(words) ?? words, text), ...fields };
  }

  // It is on its way, now or later: the field is free for the next.
  sent() {
    this.field.value = "";
    this.drafts.forget(this.field);
    this.#toldTyping = 0;
    for (const part of PARTS) part.clear?.();
    this.#fit();
    this.focus();
  }

  #send({ sure = false } = {}) {
    if (this.#holds(!this.#editing)) return;
    const said = this.gather();
    if (!said) return;
    if (this.#editing) return this.#fire("change-message", { id: this.#editing.id, text: said.text });
    if (meansMany(said.text, this.querySelector("mention-box"))) {
      if (!sure) return confirmed().then((yes) => yes && this.#send({ sure: true }));
      said.confirm_all = true;
    }
    this.#fire("say", said);
    this.sent();
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.#editing) {
      event.stopPropagation();
      this.stopEditing();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      event.preventDefault();
      this.#fire("edit-last");
    }
  }

  #typed() {
    this.#complain("");
    this.#fit();
    if (this.#editing) return;
    if (!this.field.value.trim()) return this.#stoppedTyping();
    if (Date.now() - this.#toldTyping < TYPING_AGAIN) return;
    if (socket.send({ type: "typing", place: `thread:${this.thread}` })) this.#toldTyping = Date.now();
  }

  #stoppedTyping() {
    if (this.#toldTyping) socket.send({ type: "typing", place: `thread:${this.thread}`, stopped: true });
    this.#toldTyping = 0;
  }

  #keep() {
    this.drafts.keep(this.field);
  }

  #fit() {
    this.form.querySelector(":scope > .icon-button--primary").setAttribute("aria-disabled", !this.#hasSomething());
    this.field.dispatchEvent(new Event("fit", { bubbles: true }));
  }

  #hasSomething() {
    if (PARTS.some((part) => part.isBusy?.())) return true;
    return Boolean(this.field.value.trim()) || PARTS.some((part) => part.take?.()?.files);
  }

  #note(shown) {
    this.querySelector(".chat-composer__note").hidden = !shown;
    this.classList.toggle("is-editing", shown);
  }

  #complain(why) {
    const line = this.querySelector(".chat-composer__error");
    line.textContent = why;
    line.hidden = !why;
  }

  #fire(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

customElements.define("chat-composer", ChatComposer);
