import { get } from "../../lib/http.js";
import { arrange, parse, ROW } from "./arranging.js";

// <message-list><ol class="messages">…</ol>chips</message-list>: the bubbles of one conversation. It puts each message in
// its place, draws the unread line, loads what is further up and down, and keeps the reader's place.
//
// Fires "seen" {seq} when a message has come on the screen.
const PAGE = 50;
const NEAR = 600;
const AT_END = 48;

export class MessageList extends HTMLElement {
  #loading = { before: false, after: false };
  #unseen = 0;
  #follows = true;
  #size = "";
  #unreadCount = 0;
  #lineReached = false;
  #lineAfter = null; // the last that was read, while what comes after it is not loaded: by a link one may come far below it

  // Called by <chat-conversation> once it knows who reads and where they are.
  open({ thread, me, readSeq, unread, atEnd, jump, words }) {
    Object.assign(this, { thread, me, atEnd, words });
    this.list = this.querySelector(".messages");
    this.olderMark = this.list.querySelector(".messages__older");
    this.seen = new IntersectionObserver((entries) => this.#cameIntoView(entries), { root: this.list, rootMargin: "0px 0px -16px" });
    for (const row of this.#rows()) arrange(row, this);
    if (unread) [this.#lineAfter, this.#unreadCount] = [readSeq, unread];
    this.#settleLine();
    if (jump && this.find(jump)) this.#pointAt(this.find(jump));
    else this.#goToStart();
    this.list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.resizing = new ResizeObserver(() => this.#follows && this.toEnd());
    this.resizing.observe(this.list);
    this.addEventListener("click", (event) => this.#clicked(event));
    for (const row of this.#rows()) this.seen.observe(row);
    this.#scrolled();
  }

  disconnectedCallback() {
    this.seen?.disconnect();
    this.resizing?.disconnect();
  }

  get first() {
    return Number(this.#rows()[0]?.dataset.seq ?? 0);
  }

  get last() {
    return Number(this.#rows().at(-1)?.dataset.seq ?? 0);
  }

  lastOf(author) {
    return this.#rows().findLast((row) => row.matches(".message") && row.dataset.author === author && !("deleted" in row.dataset));
  }

  find(id) {
    return this.list.querySelector(`[data-seq][data-id="${CSS.escape(id)}"]`);
  }

  // A message as the server rendered it. Returns its row, or null where its place is not loaded.
  put(html) {
    const row = parse(html);
    const seq = Number(row.dataset.seq);
    const before = this.find(row.dataset.id);
    if (before) return this.#replace(before, row);
    if (!this.atEnd && seq > this.last) {
      if (this.#isNews(row)) this.#count(1);
      return null;
    }
    if (seq < this.first && !this.olderMark.hidden) return null;
    const waiting = row.dataset.clientId && this.#waiting(row.dataset.clientId);
    const isNew = seq > this.last;
    this.#keepingPlace(() => {
      if (waiting && isNew && !waiting.previousElementSibling?.matches(".message--sending, .message--failed")) waiting.replaceWith(row);
      else {
        waiting?.remove();
        this.#insert(row, seq);
      }
      arrange(row, this);
      if (isNew && this.#isNews(row)) this.#arrived(row);
    });
    this.seen.observe(row);
    return row;
  }

  // A message that is still on its way: text only, until the server's own row takes its place.
  putWaiting(row) {
    this.list.append(row);
    arrange(row, this);
    this.toEnd();
  }

  removeWaiting(clientId) {
    const row = this.#waiting(clientId);
    const after = row?.nextElementSibling;
    row?.remove();
    if (after?.matches(ROW)) arrange(after, this);
    else if (this.list.lastElementChild?.matches(ROW)) arrange(this.list.lastElementChild, this);
  }

  // Something below the last bubble grew.
  keepUp() {
    if (this.#follows) this.toEnd();
  }

  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#follows = true;
  }

  // The end of the conversation, loaded anew where what is loaded does not reach it.
  async toLatest() {
    if (!this.atEnd && !(await this.#reload())) return;
    this.#count(0);
    this.toEnd();
    this.#scrolled();
  }

  // To a message, with its neighbours where it is not loaded. Its row, or null where it is not there for this person.
  async jump(id) {
    const row = this.find(id) ?? ((await this.#reload(`around=${encodeURIComponent(id)}&`)) ? this.find(id) : null);
    if (row) this.#pointAt(row);
    return row;
  }

  #pointAt(row) {
    this.#follows = false;
    const box = row.getBoundingClientRect();
    const frame = this.list.getBoundingClientRect();
    this.list.scrollTop += box.top - frame.top - Math.max(0, (frame.height - box.height) / 2);
    this.#follows = this.#isAtEnd();
    row.classList.remove("message--highlight");
    void row.offsetWidth; // so that a second jump glows again
    row.classList.add("message--highlight");
    row.addEventListener("animationend", () => row.classList.remove("message--highlight"), { once: true });
    row.tabIndex = -1;
  }

  // Bubbles by keyboard: up and down from one to the next.
  step(by) {
    const rows = [...this.list.querySelectorAll(".message")];
    const at = rows.indexOf(document.activeElement?.closest(".message"));
    const next = at < 0 ? rows.at(-1) : rows[at + by];
    if (!next) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  #rows() {
    return [...this.list.querySelectorAll(":scope > [data-seq]")];
  }

  #isNews(row) {
    return row.dataset.author !== this.me && row.matches(".message");
  }

  #waiting(clientId) {
    return this.list.querySelector(`.message:not([data-seq])[data-client-id="${CSS.escape(clientId)}"]`);
  }

  #insert(row, seq) {
    const rows = this.#rows();
    let at = rows.length;
    while (at > 0 && Number(rows[at - 1].dataset.seq) > seq) at -= 1;
    if (at > 0) rows[at - 1].after(row);
    else (this.list.querySelector(".beginning") ?? this.olderMark).after(row);
  }

  #replace(before, row) {
    if (Number(before.dataset.version) >= Number(row.dataset.version)) return before;
    this.#keepingPlace(() => {
      const hadFocus = before.contains(document.activeElement);
      this.seen.unobserve(before);
      before.replaceWith(row);
      arrange(row, this);
      if (hadFocus) (row.tabIndex = -1), row.focus({ preventScroll: true });
    });
    this.seen.observe(row);
    return row;
  }

  #firstUnread(readSeq) {
    return this.#rows().find((row) => Number(row.dataset.seq) > readSeq && this.#isNews(row));
  }

  #drawLine(row, unread) {
    this.list.querySelector(".unread-line")?.remove();
    if (!row) return;
    const line = Object.assign(document.createElement("li"), { className: "unread-line" });
    line.append(Object.assign(document.createElement("span"), { textContent: this.words.line }));
    row.before(line);
    [this.#unreadCount, this.#lineReached] = [unread, false];
    arrange(row, this);
  }

  // The line stands before the first unread one, as soon as that is loaded.
  #settleLine() {
    if (this.#lineAfter === null || (this.first > this.#lineAfter + 1 && !this.olderMark.hidden)) return;
    const after = this.#lineAfter;
    this.#lineAfter = null;
    this.#drawLine(this.#firstUnread(after), this.#unreadCount);
  }

  async #toLine() {
    if (this.#lineAfter !== null) {
      const { results } = await get(`/api/v1/threads/${this.thread}/messages?after=${this.#lineAfter}&limit=1`).catch(() => ({ results: [] }));
      if (!results.length || !(await this.#reload(`around=${results[0].id}&`))) return;
    }
    this.#goToStart();
    this.#scrolled();
  }

  #goToStart() {
    const line = this.list.querySelector(".unread-line");
    if (!line) return this.toEnd();
    this.list.scrollTop = line.offsetTop - this.list.offsetTop - this.list.clientHeight / 4;
    this.#follows = this.#isAtEnd();
  }

  // Somebody else said something. Whoever is not looking finds a line before it when they come back.
  #arrived(row) {
    const looking = document.visibilityState === "visible" && document.hasFocus();
    if (!looking && this.#lineReached) this.#drawLine(row, 1);
    else if (!looking && !this.list.querySelector(".unread-line")) this.#drawLine(row, 1);
    else if (this.list.querySelector(".unread-line")) this.#unreadCount += 1;
    if (!this.#follows) this.#count(this.#unseen + 1);
  }

  #keepingPlace(change) {
    const follows = this.#follows;
    change();
    if (follows) this.toEnd();
  }

  #isAtEnd() {
    return this.atEnd && this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < AT_END;
  }

  #scrolled() {
    // A list that became narrower or lower is off its end without anybody's wish: the details opened beside it.
    const size = `${this.list.clientWidth} ${this.list.clientHeight}`;
    if (this.#follows && size !== this.#size) this.toEnd();
    else this.#follows = this.#isAtEnd();
    this.#size = size;
    if (this.#follows) this.#count(0);
    if (this.list.scrollTop < NEAR && !this.olderMark.hidden) this.#load("before");
    const below = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight;
    if (!this.atEnd && below < NEAR) this.#load("after");
    this.#chip("latest", !this.atEnd || below > this.list.clientHeight / 2, this.#unseen);
    const line = this.list.querySelector(".unread-line");
    const top = this.list.getBoundingClientRect().top;
    if (line && line.getBoundingClientRect().bottom > top) this.#lineReached = true;
    this.#chip("unread", this.#lineAfter !== null || (Boolean(line) && !this.#lineReached), this.#unreadCount);
  }

  #chip(name, shown, number) {
    const chip = this.querySelector(`[data-chip=${name}]`);
    chip.parentElement.hidden = !shown;
    const count = chip.querySelector("[data-number], .count");
    count.textContent = number || "";
    if (count.matches(".count")) count.dataset.count = number;
  }

  #count(unseen) {
    this.#unseen = unseen;
    this.#chip("latest", !this.querySelector("[data-chip=latest]").parentElement.hidden || unseen > 0, unseen);
  }

  #clicked(event) {
    const chip = event.target.closest("[data-chip]")?.dataset.chip;
    if (chip === "latest") this.toLatest();
    if (chip === "unread") this.#toLine();
    if (event.target.closest("[data-load-again]")) {
      event.target.closest(".messages__broken").remove();
      this.#scrolled();
    }
  }

  #cameIntoView(entries) {
    const seqs = entries.filter((entry) => entry.isIntersecting).map(({ target }) => Number(target.dataset.seq));
    if (seqs.length) this.dispatchEvent(new CustomEvent("seen", { detail: { seq: Math.max(...seqs) } }));
  }

  async #load(side) {
    if (this.#loading[side] || this.list.querySelector(`.messages__broken[data-side=${side}]`)) return;
    this.#loading[side] = true;
    const from = side === "before" ? `before=${this.first}` : `after=${this.last}`;
    try {
      const { results, next } = await get(`/api/v1/threads/${this.thread}/messages?${from}&limit=${PAGE}&html=1`);
      if (side === "before") this.#addOlder(results, next);
      else this.#addNewer(results, next);
    } catch {
      this.#broken(side);
    } finally {
      this.#loading[side] = false;
    }
    if (this.isConnected) this.#scrolled();
  }

  #addOlder(messages, next) {
    const fromEnd = this.list.scrollHeight - this.list.scrollTop;
    const first = this.#rows()[0];
    const beginning = this.list.querySelector(".beginning");
    for (const { html, id } of messages) {
      if (this.find(id)) continue;
      const row = parse(html);
      beginning.after(row);
      arrange(row, this);
      this.seen.observe(row);
    }
    if (first) arrange(first, this);
    this.olderMark.hidden = !next;
    beginning.hidden = Boolean(next);
    this.#settleLine();
    this.list.scrollTop = this.list.scrollHeight - fromEnd;
  }

  #addNewer(messages, next) {
    const top = this.list.scrollTop;
    for (const { html, id } of messages) {
      if (this.find(id)) continue;
      const row = parse(html);
      this.#insert(row, Number(row.dataset.seq));
      arrange(row, this);
      this.seen.observe(row);
    }
    this.atEnd = !next;
    this.list.scrollTop = top;
  }

  // The newest messages in place of what is loaded, or those at `where`.
  async #reload(where = "") {
    let answer;
    try {
      answer = await get(`/api/v1/threads/${this.thread}/messages?${where}limit=${PAGE}&html=1`);
    } catch (problem) {
      if (problem.status !== 404) this.#broken("after");
      return false;
    }
    for (const row of this.list.querySelectorAll("[data-seq], .day, .unread-line")) row.remove();
    this.atEnd = !answer.newer;
    this.#addOlder(answer.results, answer.next);
    return true;
  }

  #broken(side) {
    const row = document.getElementById("messages-broken").content.firstElementChild.cloneNode(true);
    row.dataset.side = side;
    if (side === "before") this.olderMark.after(row);
    else this.list.append(row);
  }
}

customElements.define("message-list", MessageList);
