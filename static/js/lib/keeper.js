import { bounded, MOST_THREADS, withNews } from "../models/kept-thread.js";
import { fragment } from "./fragment.js";
import { get } from "./http.js";
import { forgetKept, keptOf } from "./kept.js";
// Kept ready for when the network is not there.
import "./kept-parts.js";
import { socket } from "./socket.js";
import { threads } from "./threads.js";

// Keeps the last conversations on this device while there is a connection (lib/kept.js): those on top of the list, those
// that are opened, and what comes in for them. Each signed-in page does it when it has nothing else to do.
const GATHER = 1_000;
const SETTLE = 3_000;
const BREATH = 150; // between two conversations that are fetched
let keeper = null;

export async function keepWhatComes(me) {
  if (keeper) return;
  const kept = await keptOf(me).catch(() => null); // a browser that keeps nothing shows nothing without a network
  if (kept) keeper = new Keeper(kept);
  tellWorker();
}

// The worker keeps one page for Work Chat without a network, in this person's language and of this build.
async function tellWorker() {
  if (!navigator.serviceWorker) return;
  const { active } = await navigator.serviceWorker.ready;
  const script = document.querySelector("script[type=module]").getAttribute("src");
  active?.postMessage({ type: "keep-chat", language: document.documentElement.lang, script });
}

class Keeper {
  #news = new Map();
  #wanted = new Set();
  #timers = new Map();
  #fetching = false;

  constructor(kept) {
    this.kept = kept;
    for (const type of ["chat.message_sent", "chat.message_edited", "chat.message_deleted", "chat.message_changed"]) {
      socket.on(type, ({ data, html }) => this.#heard(data, html));
    }
    socket.on("chat.thread_changed", ({ data }) => this.#renew(data.id));
    socket.on("chat.thread_left", ({ data }) => this.drop(data.id));
    socket.on("chat.thread_read", ({ data }) => data.person.id === kept.me && this.#read(data));
    socket.on("state", ({ state }) => state === "signed-out" && forgetKept());
    threads.addEventListener("stale", ({ detail }) => this.#stale(detail));
    this.#watchPage();
    if (threads.isKnown) this.#stale({ stale: threads.index.ids, gone: [] });
  }

  drop(id) {
    this.#wanted.delete(id);
    return this.kept.drop(id);
  }

  #watchPage() {
    const app = document.querySelector("chat-app");
    const list = app?.querySelector("thread-list:not([data-archived]) .threads__list");
    if (!list) return;
    const look = () => this.#soon("list", SETTLE, () => this.#keepList(app, list));
    new MutationObserver(look).observe(list, { childList: true, subtree: true, attributes: true, characterData: true });
    document.addEventListener("kept-gone", ({ detail }) => this.drop(detail.thread));
    new MutationObserver(() => this.#opened(app)).observe(app, { childList: true });
    look();
    this.#opened(app);
  }

  async #keepList(app, list) {
    const rows = [...list.querySelectorAll(".thread-row")].slice(0, MOST_THREADS);
    await this.kept.putList(rows.map((row) => row.outerHTML).join(""));
    const known = new Map((await this.kept.threads()).map((thread) => [thread.id, thread]));
    for (const { dataset } of rows) {
      if ((known.get(dataset.thread)?.version ?? -1) < Number(dataset.version)) this.#want(dataset.thread);
    }
  }

  async #opened(app) {
    const id = app.querySelector("chat-conversation")?.dataset.thread;
    if (!id || id === this.opened) return;
    this.opened = id;
    if (await this.kept.thread(id)) await this.kept.change(id, (thread) => ({ ...thread, at: Date.now() }));
    else this.#want(id);
  }

  // Numbers of this person's threads came anew: what is kept and behind is fetched, what is gone goes.
  async #stale({ stale, gone }) {
    for (const id of gone) await this.drop(id);
    const kept = await this.kept.threads();
    for (const { id, version } of kept) {
      const now = threads.index.get(id);
      if (!now && threads.isKnown) await this.drop(id);
      else if (now && stale.includes(id) && version < now.version) this.#want(id);
    }
  }

  #heard(data, html) {
    if (!html) return;
    const news = this.#news.get(data.thread) ?? this.#news.set(data.thread, []).get(data.thread);
    news.push(messageOf(data, html));
    this.#soon("news", GATHER, () => this.#write());
  }

  async #write() {
    const all = [...this.#news];
    this.#news.clear();
    for (const [id, news] of all) {
      await this.kept.change(id, (thread) => ({ ...withNews(thread, news), at: Date.now() }));
    }
  }

  #read({ thread, seq }) {
    return this.kept.change(thread, (known) => ({ ...known, readSeq: Math.max(known.readSeq, seq) }));
  }

  #renew(id) {
    this.#soon(`renew-${id}`, SETTLE, async () => (await this.kept.thread(id)) && this.#want(id));
  }

  async #want(id) {
    this.#wanted.add(id);
    if (this.#fetching) return;
    this.#fetching = true;
    for (const next of this.#wanted) {
      this.#wanted.delete(next);
      await this.#fetch(next);
      await new Promise((done) => setTimeout(done, BREATH));
    }
    this.#fetching = false;
  }

  async #fetch(id) {
    try {
      // In this order: of the version that the frame says, no message is missing.
      const parts = await fragment(`/chat/${id}/conversation/`);
      const { results } = await get(`/api/v1/threads/${id}/messages?limit=50&html=1`);
      const before = await this.kept.thread(id);
      await this.kept.put(record(id, parts, results, before?.at));
    } catch (problem) {
      if (problem.status === 404) await this.drop(id);
      // Without a connection (TypeError) it is asked for again at the next catch-up.
      else if (!(problem instanceof TypeError)) console.warn("A conversation could not be kept on this device:", problem.status ?? problem);
    }
  }

  #soon(name, wait, work) {
    if (this.#timers.has(name)) return;
    this.#timers.set(name, setTimeout(() => (this.#timers.delete(name), work()), wait));
  }
}

// The frame of a conversation as the server shows it, and the last messages beside it.
function record(id, parts, results, at) {
  const conversation = parts.querySelector("chat-conversation");
  const { version, readSeq } = conversation.dataset;
  for (const row of conversation.querySelectorAll(".messages > [data-seq]")) row.remove();
  const holder = document.createElement("div");
  holder.append(parts);
  return {
    id,
    html: holder.innerHTML,
    version: Number(version),
    ahead: [],
    readSeq: Number(readSeq),
    at: at ?? Date.now(),
    messages: bounded(results.map((message) => messageOf(message, message.html))),
  };
}

// The fragment, and what the list writes in its row without one.
const messageOf = ({ id, seq, version, author, kind, sticker, detail, created_at, deleted_at }, html) => ({
  id, seq, version, author, kind, sticker, detail, created_at, deleted_at, html,
});
