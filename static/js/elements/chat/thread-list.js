import { happened } from "../../lib/event-words.js";
import { fragment } from "../../lib/fragment.js";
import { socket } from "../../lib/socket.js";
import { isBlocked } from "./blocking.js";
import { stickerInWords } from "../../lib/stickers.js";
import { swallowClick } from "../../lib/swallow-click.js";
import { threads } from "../../lib/threads.js";
import { counted, word } from "../../lib/words.js";
import { isMuted } from "../../models/thread-index.js";

// <thread-list data-url="/chat/rows/">: this person's threads, newest first, live. A row the page cannot write by itself
// (a new thread, another name, something missed) is fetched as the server shows it.
const FEW = 3;
const LONG = 450; // milliseconds a finger rests on a row

class ThreadList extends HTMLElement {
  #stops = [];
  #fetching = new Map();

  connectedCallback() {
    this.list = this.querySelector(".threads__list");
    this.me = this.closest("chat-app").dataset.me;
    this.words = this.closest("chat-app").dataset;
    this.archived = "archived" in this.dataset;
    const listen = (type, handle) => this.#stops.push(socket.on(type, handle));
    listen("chat.message_sent", ({ data, html }) => this.said(data, html));
    listen("chat.message_edited", ({ data, html }) => this.#changed(data, html));
    listen("chat.message_deleted", ({ data, html }) => this.#changed(data, html));
    listen("chat.message_changed", ({ data, html }) => this.#changed(data, html));
    listen("chat.thread_created", ({ data }) => this.#renew(data.id));
    listen("chat.thread_changed", ({ data }) => this.#renew(data.id));
    listen("content.draft_changed", ({ data }) => this.#drafted(data.place));
    listen("content.file_prepared", ({ data }) => this.#renewWaiting(data.id));
    threads.addEventListener("count", this.#count);
    threads.addEventListener("stale", this.#stale);
    threads.addEventListener("kept", this.#kept);
    this.list.addEventListener("click", (event) => this.#asked(event));
    this.list.addEventListener("contextmenu", (event) => this.#asked(event));
    this.list.addEventListener("pointerdown", (event) => this.#held(event));
    for (const end of ["pointerup", "pointercancel", "pointermove"]) this.list.addEventListener(end, (event) => this.#letGo(event));
    this.list.addEventListener("click", (event) => event.target.closest(".threads__more button") && this.#more());
    this.list.addEventListener("keydown", (event) => this.#pressed(event));
    this.nearEnd = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#more(), {
      root: this.list,
      rootMargin: "0px 0px 400px",
    });
    this.#watchEnd();
    this.mark(this.dataset.thread);
    // The numbers may have been asked for before this list was there to hear of them.
    if (threads.index) this.#stale({ detail: { stale: threads.index.ids, gone: [] } }), this.#count();
  }

  disconnectedCallback() {
    for (const stop of this.#stops) stop();
    threads.removeEventListener("count", this.#count);
    threads.removeEventListener("stale", this.#stale);
    threads.removeEventListener("kept", this.#kept);
    this.nearEnd.disconnect();
  }

  // Which thread is open.
  mark(thread) {
    const left = this.opened;
    this.opened = thread;
    if (left !== thread && this.#row(left)?.querySelector("[data-draft]")) this.#renew(left);
    for (const link of this.list.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    this.#row(thread)?.querySelector("a").setAttribute("aria-current", "page");
  }

  // Where somebody comes back from.
  focusRow(thread) {
    this.#row(thread)?.querySelector("a").focus({ preventScroll: true });
  }

  #row(thread) {
    return thread ? this.list.querySelector(`.thread-row[data-thread="${CSS.escape(thread)}"]`) : null;
  }

  // Somebody said something: its row shows it, on top.
  said(data, html) {
    const row = this.#row(data.thread);
    const stays = this.archived && data.kind === "event";
    if (!row) return this.archived || this.#renew(data.thread);
    if (this.archived && !stays) return row.remove(), this.#empty();
    if (Number(row.dataset.version) >= data.version) return;
    Object.assign(row.dataset, { version: data.version, lastSeq: data.seq, at: data.created_at });
    this.#preview(row, data, html);
    const time = document.createElement("time");
    Object.assign(time, { dateTime: data.created_at });
    time.dataset.relative = "";
    row.querySelector("time").replaceWith(time);
    this.#place(row);
  }

  #changed(data, html) {
    const row = this.#row(data.thread);
    if (!row || Number(row.dataset.version) >= data.version) return;
    row.dataset.version = data.version;
    if (Number(row.dataset.lastSeq) === data.seq) this.#preview(row, data, html);
  }

  #preview(row, data, html) {
    if (data.kind === "event") return (row.querySelector("[data-last]").textContent = happened(data, this.me));
    const who = row.dataset.kind === "notes" ? "" : data.author.id === this.me ? this.words.you : row.dataset.kind === "group" ? data.author.name.split(" ")[0] : "";
    const said = data.sticker ? stickerInWords(this.words, data) : plain(html, data.text) || withoutText(data);
    const isFolded = row.dataset.kind === "group" && isBlocked(data.author.id);
    const text = data.deleted_at ? this.words.removed : isFolded ? this.words.blockedMessage : said;
    row.querySelector("[data-last]").textContent = who && !data.deleted_at ? `${who}: ${text}` : text;
  }

  // To where it belongs, pinned ones on top and each by its time; the row that has the focus keeps it.
  #place(row) {
    const rows = [...this.list.querySelectorAll(".thread-row")].filter((each) => each !== row);
    const older = rows.find((each) => this.#isBefore(row, each));
    const next = older ?? this.list.querySelector(".threads__more");
    if (row.nextElementSibling === next && row.isConnected) return;
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    if (next) next.before(row);
    else this.list.append(row);
    focused?.focus({ preventScroll: true });
  }

  #isBefore(row, other) {
    const pinned = "pinned" in row.dataset;
    if (pinned !== "pinned" in other.dataset) return pinned;
    return new Date(other.dataset.at) <= new Date(row.dataset.at);
  }

  #count = () => {
    for (const row of this.list.querySelectorAll(".thread-row")) {
      const known = threads.index.get(row.dataset.thread);
      if (known) this.#keep(row, known);
      const unread = known?.unread;
      if (unread) threads.received(row.dataset.thread, Number(row.dataset.lastSeq)); // its last message stands here
      if (unread === undefined || Number(row.dataset.unread) === unread) continue;
      row.dataset.unread = unread;
      row.querySelector(".count").dataset.count = unread;
      row.querySelector("[data-number]").textContent = unread > 99 ? "99+" : unread;
    }
  };

  #stale = ({ detail: { stale, gone } }) => {
    for (const thread of gone) this.#row(thread)?.remove();
    const here = stale.filter((thread) => Boolean(threads.index.get(thread).archived) === this.archived);
    const behind = here.filter((thread) => Number(this.#row(thread)?.dataset.version ?? -1) < threads.index.get(thread).version);
    const shown = behind.filter((thread) => this.#row(thread));
    if (shown.length === behind.length && behind.length <= FEW) for (const thread of behind) this.#renew(thread);
    else if (behind.length) this.#reload();
    this.#empty();
  };

  // How this person keeps a thread, shown on its row.
  #keep(row, known) {
    const was = "pinned" in row.dataset;
    for (const [name, is] of [["pinned", known.pinned], ["marked", known.marked_unread], ["archived", known.archived], ["muted", isMuted(known)]]) {
      if (is === undefined || is === name in row.dataset) continue;
      if (is) row.dataset[name] = "";
      else delete row.dataset[name];
    }
    if (known.archived !== undefined && known.archived !== this.archived) row.remove(), this.#empty();
    else if (was !== "pinned" in row.dataset) this.#place(row);
  }

  #kept = ({ detail: { thread } }) => {
    const known = threads.index.get(thread);
    if (known && Boolean(known.archived) === this.archived && !this.#row(thread)) this.#renew(thread);
  };

  // A draft of one's own; while its thread is open here, the field itself shows it.
  #drafted(place) {
    const [kind, thread] = place.split(":");
    if (kind === "thread" && this.#row(thread)) this.#renew(thread);
  }

  #renewWaiting(file) {
    const row = this.list.querySelector(`[data-waits="${CSS.escape(file)}"]`)?.closest(".thread-row");
    if (row) this.#renew(row.dataset.thread);
    for (const thread of this.#fetching.keys()) this.#fetching.set(thread, true); // these may not know it yet
  }

  #asked(event) {
    const row = event.target.closest(".thread-row");
    if (!row || (event.type === "click" && !event.target.closest("[data-row-menu]"))) return;
    event.preventDefault();
    clearTimeout(this.holding);
    this.#openMenu(row);
  }

  async #openMenu(row) {
    const { RowMenu } = await import("./row-menu.js");
    this.menu ??= new RowMenu(this);
    this.menu.open(row, row.querySelector("[data-row-menu]"));
  }

  // A long press opens the menu; where it brings the system's own first, `contextmenu` does.
  #held(event) {
    const row = event.target.closest(".thread-row");
    if (event.pointerType === "mouse" || !row) return;
    this.start = [event.clientX, event.clientY];
    this.holding = setTimeout(() => {
      navigator.vibrate?.(10);
      swallowClick();
      this.#openMenu(row);
    }, LONG);
  }

  #letGo(event) {
    const rests = event.type === "pointermove" && this.start && Math.hypot(event.clientX - this.start[0], event.clientY - this.start[1]) < 8;
    if (!rests) clearTimeout(this.holding);
  }

  async #renew(thread) {
    if (this.#fetching.has(thread)) return this.#fetching.set(thread, true);
    this.#fetching.set(thread, false);
    const parts = await fragment(`/chat/${thread}/row/`).catch(() => null);
    const again = this.#fetching.get(thread);
    this.#fetching.delete(thread);
    if (parts) this.#take(parts.querySelector(".thread-row"));
    if (again) this.#renew(thread);
  }

  #take(row) {
    const before = this.#row(row.dataset.thread);
    // An event overtook it: what it was asked for, such as a draft that is gone, is not shown yet.
    if (before && Number(before.dataset.version) > Number(row.dataset.version)) return this.#renew(row.dataset.thread);
    if (this.archived !== "archived" in row.dataset) return before?.remove(), this.#empty();
    if (before) before.replaceWith(row);
    this.#place(row);
    if (row.dataset.thread === this.opened) this.mark(this.opened);
    this.#count();
    this.#empty();
  }

  async #reload() {
    const parts = await fragment(this.dataset.url).catch(() => null);
    for (const row of parts?.querySelectorAll(".thread-row") ?? []) this.#take(row);
  }

  async #more() {
    const more = this.list.querySelector(".threads__more");
    if (!more || more.dataset.busy) return;
    more.dataset.busy = "yes";
    const parts = await fragment(`${this.dataset.url}${this.archived ? "&" : "?"}cursor=${encodeURIComponent(more.dataset.next)}`).catch(() => null);
    delete more.dataset.busy;
    if (!parts) return;
    for (const row of parts.querySelectorAll(".thread-row")) if (this.#row(row.dataset.thread)) row.remove();
    more.replaceWith(parts);
    this.#watchEnd();
    this.#count();
  }

  #watchEnd() {
    this.nearEnd.disconnect();
    const more = this.list.querySelector(".threads__more");
    if (more) this.nearEnd.observe(more);
  }

  #empty() {
    this.querySelector(".threads__empty").hidden = Boolean(this.list.querySelector(".thread-row"));
  }

  #pressed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    const links = [...this.list.querySelectorAll(".thread-row__link")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

// The same as chat/words.py says of it.
function withoutText({ kind, files }) {
  if (kind === "voice") return word("voice_note");
  if (!files.length) return "";
  if (files.every((file) => file.kind === "picture")) return counted("pictures", files.length);
  return files.length === 1 ? files[0].name : counted("files", files.length);
}

// A message in one line, without its markup.
function plain(html, text) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const part of holder.content.querySelectorAll(".bubble__edited, .bubble--quote, .bubble__quote")) part.remove();
  return (holder.content.querySelector(".bubble")?.textContent ?? text).replace(/\s+/g, " ").trim().slice(0, 120);
}

customElements.define("thread-list", ThreadList);
