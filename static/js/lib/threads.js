import { ThreadIndex } from "../models/thread-index.js";
import { get } from "./http.js";
import { socket } from "./socket.js";

// All threads of this person in numbers, on every page: asked for at each catch-up, moved on by events between.
// Fires "count" when the number of unread messages may be another, "stale" with the ids whose rows are out of date, and
// "kept" {thread} when this person pinned, muted, archived or marked one.
const SOON = 400;

class Threads extends EventTarget {
  index = null;
  isKnown = false; // the server has told all of them; before, the index holds what events brought
  #timer = 0;
  #received = new Map();
  #told = new Map();
  #blocked = null; // whom this person blocked

  start(me) {
    if (this.index) return;
    this.index = new ThreadIndex(me);
    socket.on("catch-up", () => (this.#tellReceived(), this.refresh()));
    socket.on("chat.message_sent", ({ data }) => this.#sent(data));
    for (const type of ["chat.message_edited", "chat.message_deleted", "chat.message_changed"]) {
      socket.on(type, ({ data }) => this.index.changed(data.thread, data.version));
    }
    for (const type of ["chat.thread_created", "chat.thread_changed"]) {
      socket.on(type, ({ data }) => this.#threadChanged(data));
    }
    socket.on("chat.thread_left", ({ data }) => this.#left(data.id));
    socket.on("chat.thread_read", ({ data }) => this.#readElsewhere(data));
    socket.on("chat.block_changed", () => ((this.#blocked = null), this.#soon()));
    socket.on("chat.thread_kept", ({ data: { thread, ...kept } }) => this.keep(thread, kept));
  }

  async refresh() {
    const asked = performance.now();
    const answer = await get("/api/v1/threads/versions").catch(() => null);
    if (!answer) return;
    const { stale, gone } = this.index.replace(answer.results, asked);
    this.isKnown = true;
    this.#fire("count");
    if (stale.length || gone.length) this.#fire("stale", { stale, gone });
  }

  // What the server answered when this page told it how far somebody read.
  read(id, pointer) {
    this.index.read(id, pointer);
    this.#fire("count");
  }

  // How this person keeps a thread: pinned, muted_until, archived, marked_unread.
  keep(id, kept) {
    this.index.keep(id, kept);
    this.#fire("count");
    this.#fire("kept", { thread: id });
  }

  // This device has all messages of a thread up to `seq`: whoever wrote them is told.
  received(thread, seq) {
    if (!seq || seq <= this.#told.get(thread)) return;
    if (!this.#received.size) setTimeout(() => this.#tellReceived(), SOON / 2);
    this.#received.set(thread, Math.max(seq, this.#received.get(thread) ?? 0));
  }

  #tellReceived() {
    for (const [thread, seq] of this.#received) {
      if (!socket.send({ type: "received", thread, seq })) return; // it is told once there is a connection
      this.#received.delete(thread);
      this.#told.set(thread, seq);
    }
  }

  #sent(data) {
    if (data.author.id !== this.index.me) this.received(data.thread, data.seq);
    if (this.index.sent(data, this.#blocked?.has(data.author.id))) this.#fire("count");
    if (this.#blocked) return;
    this.#blocked = new Set(); // what was counted before they are known is counted anew
    get("/api/v1/chat/preferences").then(({ blocked }) => ((this.#blocked = new Set(blocked)), blocked.length && this.#soon()), () => (this.#blocked = null));
  }

  #threadChanged(data) {
    if (this.index.get(data.id)) this.index.changed(data.id, data.version);
    else this.#soon();
  }

  #left(id) {
    this.index.remove(id);
    this.#fire("count");
    this.#fire("stale", { stale: [], gone: [id] });
  }

  #readElsewhere({ thread, person, seq }) {
    if (person.id === this.index.me && !this.index.hasRead(thread, seq)) this.#soon();
  }

  // How many are unread after that, the server counts.
  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), SOON);
  }

  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export const threads = new Threads();
