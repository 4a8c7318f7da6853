import { inTime } from "../../lib/in-time.js";
import { announce } from "../../lib/announce.js";
import { happened } from "../../lib/event-words.js";
import { get, patch, post, Refused } from "../../lib/http.js";
import { outboxOf } from "../../lib/outbox.js";
import { socket } from "../../lib/socket.js";
import { stickerInWords } from "../../lib/stickers.js";
import { threads } from "../../lib/threads.js";
import { fill } from "../../lib/words.js";
import { MessageStore } from "../../models/message-store.js";
import { ReadPointer } from "../../models/read-pointer.js";
import { Receipts } from "../../models/receipts.js";
import { toast } from "../toast-list.js";
import { followQuotes } from "./quotes.js";
import { isBlocked } from "./blocking.js";
import { listen } from "./marks.js";
import { edit } from "./tools/edit.js";
import { eachPart } from "./composer/index.js";
import "./chat-composer.js";
import "./message-list.js";
import "./pin-bar.js";
import "./typing-line.js";

// <chat-conversation data-thread="12" data-version="57" …>: one open conversation. It listens first, asks what changed
// since its version, drops what it has; the same way after sleep, a lost connection, a gap.
//
// Fires "lost" where the thread is not there for this person any more, "stale" where the page must be fetched anew.
const GAP = 200;
const PAGES = 4;
const FACES = 5;

class ChatConversation extends HTMLElement {
  #stops = [];
  #asking = false;
  #askAgain = false;
  #gapTimer = 0;

  connectedCallback() {
    const app = this.closest("chat-app").dataset;
    this.me = app.me;
    this.thread = this.dataset.thread;
    this.words = { ...app, line: this.dataset.line };
    this.list = this.querySelector("message-list");
    this.pins = this.querySelector("pin-bar");
    this.typing = this.querySelector("typing-line");
    this.composer = this.querySelector("chat-composer");
    if (this.querySelector("recipient-clock")) inTime(() => import("./recipient-clock.js"));
    this.store = new MessageStore(Number(this.dataset.version));
    for (const row of this.querySelectorAll("[data-id][data-version]")) this.store.hold(row.dataset.id, Number(row.dataset.version));
    this.receipts = this.#receipts();
    this.pointer = new ReadPointer(Number(this.dataset.readSeq), {
      post: (seq) => this.#tellRead(seq),
      isLooking: () => document.visibilityState === "visible" && document.hasFocus(),
    });
    this.outbox = outboxOf(this.me);
    this.#listen();
    this.list.addEventListener("seen", ({ detail }) => this.pointer.saw(detail.seq));
    this.list.open({
      thread: this.thread,
      me: this.me,
      readSeq: Number(this.dataset.readSeq),
      unread: Number(this.dataset.unread),
      atEnd: "atEnd" in this.dataset,
      jump: this.dataset.jump,
      words: this.words,
    });
    // A moment after the page stands, as what is to be read comes first.
    inTime(() => import("./message-tools.js")).then(async ({ MessageTools, looks }) => {
      await looks;
      if (this.isConnected) new MessageTools(this.list.list, this);
    });
    this.marks = listen(this.list.list, this);
    this.composer?.open({ me: this.me, thread: this.thread });
    for (const item of this.outbox.of(this.thread)) this.#showWaiting(item);
    this.#showState();
    threads.received(this.thread, Number(this.dataset.lastSeq));
    if ("marked" in this.dataset) this.#unmark();
    this.catchUp();
  }

  disconnectedCallback() {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#gapTimer);
    this.pointer.stop();
  }

  // Head, details and members were fetched anew.
  renew() {
    this.pins.renew();
    this.receipts = this.#receipts();
    this.#showState();
    this.#renewBeginning();
  }

  #renewBeginning() {
    const beginning = this.querySelector(".beginning");
    const face = this.parentElement.querySelector(".details__who > :is(.tile, .avatar)");
    if (face) beginning.firstElementChild.replaceWith(face.cloneNode(true));
    beginning.querySelector("b").textContent = this.dataset.title;
  }

  focusComposer() {
    this.composer?.focus();
  }

  // Everything since the version this page has.
  async catchUp() {
    if (this.#asking) return (this.#askAgain = true);
    this.#asking = true;
    try {
      for (let page = 0, more = true; more && this.isConnected; page += 1) {
        if (page === PAGES) return this.#fire("stale");
        const answer = await get(`/api/v1/threads/${this.thread}/changes?since=${this.store.version}&limit=100&html=1`);
        const before = this.store.version;
        for (const message of answer.messages) this.take(message);
        this.store.caughtUp(answer.version);
        // A name, a picture or members changed.
        if (answer.version - before > answer.messages.length || answer.messages.some(({ kind }) => kind === "event")) this.#fire("about");
        more = answer.more;
      }
    } catch (problem) {
      if (problem.status === 404) this.#fire("lost");
      if (problem.status === 400) this.#fire("stale");
    } finally {
      this.#asking = false;
    }
    if (this.#askAgain && this.isConnected) {
      this.#askAgain = false;
      this.catchUp();
    }
  }

  #listen() {
    const mine = (type, handle) =>
      this.#stops.push(socket.on(type, ({ data, html }) => (data.thread ?? data.id) === this.thread && handle({ ...data, html })));
    mine("chat.message_sent", (message) => this.take(message));
    mine("chat.message_edited", (message) => this.take(message));
    mine("chat.message_deleted", (message) => this.take(message));
    mine("chat.message_changed", (message) => this.take(message));
    mine("chat.pins_changed", ({ version }) => (this.#moved(this.store.moved(version)), this.pins.renew()));
    mine("chat.thread_changed", ({ version }) => (this.#moved(this.store.moved(version)), this.#fire("about")));
    mine("chat.thread_left", () => this.#fire("lost"));
    mine("chat.thread_read", ({ person, seq }) => this.#read(person, seq));
    mine("chat.message_delivered", ({ person, seq }) => this.receipts.delivered(person.id, seq) && this.#showState());
    this.#stops.push(socket.on("chat.receipts_changed", ({ data }) => (data.person === this.me || this.faces.has(data.person)) && this.#fire("about")));
    this.#stops.push(socket.on("realtime.typing_started", ({ data }) => data.place === `thread:${this.thread}` && this.typing.started(data.person)));
    this.#stops.push(socket.on("realtime.typing_stopped", ({ data }) => data.place === `thread:${this.thread}` && this.typing.stopped(data.person.id)));
    this.#stops.push(socket.on("catch-up", () => this.catchUp()));
    this.#on(this.outbox, "change", ({ detail }) => this.#outboxChanged(detail));
    this.#on(window, "focus", () => this.pointer.look());
    this.#on(document, "visibilitychange", () => this.pointer.look());
    this.addEventListener("say", ({ detail }) => this.#say(detail));
    this.addEventListener("change-message", ({ detail }) => this.#change(detail));
    this.addEventListener("edit-last", () => this.#editLast());
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #on(target, type, listener) {
    target.addEventListener(type, listener);
    this.#stops.push(() => target.removeEventListener(type, listener));
  }

  // A message as an answer, an event or a catch-up brings it.
  take(message) {
    const { fresh, gap } = this.store.take(message);
    if (fresh && message.html) {
      const isNew = !this.list.find(message.id) && message.seq > this.list.last;
      const row = this.list.put(message.html);
      if (row && (message.edited_at || message.deleted_at)) followQuotes(this.list, row, this.words);
      if ((message.edited_at || message.deleted_at) && this.pins.has(message.id)) this.pins.renew();
      if (message.client_id && message.author.id === this.me) this.outbox.settle(message.client_id, message);
      if (message.kind === "event") this.#happened(message, isNew);
      else if (message.author.id !== this.me) this.#heard(message, isNew);
      this.#showState();
    }
    this.#moved(gap);
  }

  #happened(message, isNew) {
    this.receipts.passed(message.seq);
    threads.received(this.thread, message.seq);
    if (isNew) announce(happened(message, this.me));
  }

  #heard(message, isNew) {
    const { author, seq, sticker } = message;
    const text = sticker ? stickerInWords(this.words, message) : message.text;
    this.typing.stopped(author.id);
    this.receipts.wrote(author.id, seq);
    threads.received(this.thread, seq);
    if (isNew && text && !isBlocked(author.id)) announce(`${author.name}: ${text.slice(0, 200)}`);
  }

  // One between is missing: it may only have been overtaken, so ask a moment later.
  #moved(gap) {
    clearTimeout(this.#gapTimer);
    if (gap) this.#gapTimer = setTimeout(() => this.catchUp(), GAP);
  }

  #read(person, seq) {
    if (person.id === this.me) this.pointer.heard(seq);
    else if (this.receipts.read(person.id, seq)) this.#showState();
  }

  async #tellRead(seq) {
    threads.read(this.thread, await post(`/api/v1/threads/${this.thread}/read`, { seq }));
  }

  // Opened is read: on all devices.
  async #unmark() {
    delete this.dataset.marked;
    const kept = await patch(`/api/v1/threads/${this.thread}/mine`, { marked_unread: false }).catch(() => null);
    if (kept) threads.keep(this.thread, kept);
  }

  #receipts() {
    const faces = this.parentElement.querySelector("template[data-faces]")?.content.children ?? [];
    this.faces = new Map([...faces].map((face) => [face.dataset.member, face]));
    return new Receipts(
      [...faces].map(({ dataset }) => ({
        id: dataset.member,
        name: dataset.name,
        joined: Number(dataset.joined),
        read: Number(dataset.read),
        delivered: Number(dataset.delivered),
      })),
    );
  }

  // ---- saying something

  async #say(body) {
    this.outbox.add(this.thread, body);
    await this.list.toLatest();
  }

  #outboxChanged({ item, message }) {
    if (item.thread !== this.thread) return;
    if (message) this.take(message);
    else if (item.state === "gone") this.list.removeWaiting(item.clientId);
    else this.#showWaiting(item);
    this.#showState();
  }

  #showWaiting(item) {
    this.list.removeWaiting(item.clientId);
    const row = document.getElementById("pending-message").content.firstElementChild.cloneNode(true);
    Object.assign(row.dataset, { clientId: item.clientId, author: this.me, at: item.at });
    this.#showBody(row, item.body);
    row.classList.toggle("message--sending", item.state === "sending");
    row.classList.toggle("message--failed", item.state === "failed");
    if (item.state === "failed") {
      const line = document.getElementById("message-failed").content.firstElementChild.cloneNode(true);
      if (item.why) line.querySelector("[data-why]").textContent = item.why;
      row.querySelector(".message__main").append(line);
    }
    this.list.putWaiting(row);
  }

  #showBody(row, body) {
    row.querySelector(".bubble").textContent = body.text;
    row.querySelector(".bubble").hidden = !body.text;
    eachPart((part) => part.showWaiting?.(row, body));
  }

  // My last message alone tells how far it got.
  #showState() {
    this.querySelector(".message__state:not([data-state=failed])")?.remove();
    const waiting = this.querySelectorAll(".message--sending");
    const row = waiting.length ? [...waiting].at(-1) : this.list.lastOf(this.me);
    if (!row || (this.dataset.kind === "notes" && !waiting.length)) return;
    const { state, by } = waiting.length ? { state: "sending", by: [] } : this.receipts.stateOf(Number(row.dataset.seq));
    const line = document.getElementById("message-state").content.firstElementChild.cloneNode(true);
    line.dataset.state = state;
    const names = by.map(({ name }) => name).join(", ");
    line.querySelector(".visually-hidden").textContent = names ? fill(this.dataset.seenBy, { names }) : this.dataset[state];
    if (names) line.title = fill(this.dataset.seenBy, { names });
    for (const { id } of by.slice(0, FACES)) {
      line.querySelector(".faces").append(...[...this.faces.get(id).children].map((face) => face.cloneNode(true)));
    }
    if (by.length > FACES) line.querySelector(".faces").append(`+${by.length - FACES}`);
    row.querySelector(".message__main").append(line);
    this.list.keepUp();
  }

  // ---- changing and removing

  #editLast() {
    const row = this.list.lastOf(this.me);
    if (row) edit.run(row, this);
  }

  async #change({ id, text }) {
    try {
      this.take(await patch(`/api/v1/messages/${id}?html=1`, { text }));
      this.composer.stopEditing();
    } catch (problem) {
      this.composer.complain(problem instanceof Refused ? problem.text : this.words.offline);
    }
  }

  complain(problem) {
    toast(problem instanceof Refused ? problem.text : this.words.offline, { kind: "error" });
  }

  #clicked(event) {
    const clientId = event.target.closest(".message")?.dataset.clientId;
    if (event.target.closest("[data-retry]")) this.outbox.retry(clientId);
    const forwarded = event.target.closest("[data-source]")?.dataset.source;
    if (forwarded) this.#toSource(forwarded);
    if (event.target.closest("[data-find]")) this.#find();
    if (event.target.closest("[data-discard]")) this.outbox.discard(clientId);
  }

  async #find() {
    await import("./thread-find.js");
    this.querySelector("thread-find").open();
  }

  // Where it was said first, for who may see that.
  async #toSource(id) {
    try {
      const { thread, id: source } = await get(`/api/v1/messages/${id}/source`);
      this.dispatchEvent(new CustomEvent("open-thread", { detail: { thread, message: source }, bubbles: true }));
    } catch (problem) {
      if (problem.status === 404) toast(this.words.noSource);
      else this.complain(problem);
    }
  }

  #pressed(event) {
    if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && event.shiftKey) return event.preventDefault(), this.#find();
    if (event.defaultPrevented || !event.target.closest(".messages") || event.target.closest("a, button, textarea")) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.list.step(step);
  }

  #fire(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true }));
  }
}

customElements.define("chat-conversation", ChatConversation);
