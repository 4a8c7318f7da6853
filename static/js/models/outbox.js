// Messages on their way: kept until the server has them, sent in order per thread, tried again until they get through,
// by one page of all that are open.
//
//   add(thread, body) → item {clientId, thread, body, at, state}      body: {text, …}, as the API takes it; state: "sending", "failed" (refused, with `why`)
//   "change" event with {item, message?}: message is the server's once it is sent; item.state "gone" once discarded
//
// `post(item)` sends one; it throws what lib/http.js throws. `storage` survives a reload and is the same for all pages:
// load(), put(item), remove(clientId). `others` are this person's other pages: tell(news), and onTold, which is set here.
// `alone(thread, work)` runs `work(hold)` while no other page works at this thread; `hold.lost` says that one does now.
// What a page does not hear of, because it sleeps or dies, it finds in the storage: that alone counts.
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
const TRIES_OF_A_BROKEN_SERVER = 4;

export class Outbox extends EventTarget {
  #items = [];
  #working = new Set();
  #wakers = new Set();

  constructor({ post, storage, makeId, sleep = wait, alone = withoutOthers, others = nobody }) {
    super();
    Object.assign(this, { post, storage, makeId, sleep, alone, others });
    this.#items = storage.load().sort(byTime);
    others.onTold = (news) => this.#told(news);
  }

  of(thread) {
    return this.#items.filter((item) => item.thread === thread);
  }

  get isEmpty() {
    return this.#items.length === 0;
  }

  add(thread, body) {
    const item = { clientId: this.makeId(), thread, body, at: this.#nextMoment(thread), state: "sending" };
    this.#items.push(item);
    this.#write(item);
    this.#work(thread);
    return item;
  }

  // After a reload, and whenever there is reason to believe that the way is free again.
  flush() {
    this.#readAgain();
    for (const wake of this.#wakers) wake();
    for (const thread of new Set(this.#items.map((item) => item.thread))) this.#work(thread);
  }

  retry(clientId) {
    const item = this.#find(clientId);
    if (!item) return;
    // They were told how many people it reaches, and want it.
    if (item.code === "confirm_all") item.body = { ...item.body, confirm_all: true };
    item.state = "sending";
    this.#write(item);
    this.#work(item.thread);
  }

  discard(clientId) {
    if (!this.#find(clientId)) return;
    this.storage.remove(clientId);
    this.others.tell({ clientId });
    this.#forget(clientId);
  }

  // The message came back by the socket, before or instead of the answer. Every page hears of it by its own.
  settle(clientId, message) {
    if (!this.#find(clientId)) return;
    this.storage.remove(clientId);
    this.#forget(clientId, message);
  }

  async #work(thread) {
    if (this.#working.has(thread)) return;
    this.#working.add(thread);
    let hold;
    try {
      await this.alone(thread, (given) => this.#sendAll(thread, (hold = given)));
    } finally {
      this.#working.delete(thread);
    }
    if (hold?.lost && this.#next(thread)) this.#work(thread);
  }

  // Another page may have sent or added something while this one waited for its turn.
  async #sendAll(thread, hold) {
    for (let item; !hold.lost && (this.#readAgain(), (item = this.#next(thread))); ) await this.#send(item, hold);
  }

  async #send(item, hold) {
    for (let pause = FIRST_WAIT, tries = 1; !hold.lost && this.#items.includes(item) && item.state === "sending"; tries += 1) {
      try {
        const message = await this.post(item);
        this.others.tell({ clientId: item.clientId, message });
        return this.settle(item.clientId, message);
      } catch (problem) {
        if (!this.#isWorthAnotherTry(problem, tries)) return this.#fail(item, problem);
        await this.#rest(problem.retryAfter * 1000 || pause * (0.7 + Math.random() * 0.6));
        pause = Math.min(pause * 2, LONGEST_WAIT);
      }
    }
  }

  // Without a connection, signed out, paused, too fast: it goes out later. Refused: a person has to look at it.
  #isWorthAnotherTry({ status }, tries) {
    if (!status || status === 401 || status === 429 || status === 503) return true;
    return status >= 500 && tries < TRIES_OF_A_BROKEN_SERVER;
  }

  async #rest(milliseconds) {
    let wake;
    const woken = new Promise((resolve) => (wake = resolve));
    this.#wakers.add(wake);
    await Promise.race([this.sleep(milliseconds), woken]);
    this.#wakers.delete(wake);
  }

  #fail(item, problem) {
    if (!this.#find(item.clientId)) return;
    item.state = "failed";
    item.why = problem.text || "";
    item.code = problem.code || "";
    this.#write(item);
  }

  #find(clientId) {
    return this.#items.find((item) => item.clientId === clientId);
  }

  #next(thread) {
    return this.#items.find((item) => item.thread === thread && item.state === "sending");
  }

  // Later than all that waits there, whatever the clock says: the time is the order.
  #nextMoment(thread) {
    const last = this.of(thread).at(-1);
    return new Date(Math.max(Date.now(), last ? Date.parse(last.at) + 1 : 0)).toISOString();
  }

  #write(item) {
    this.storage.put(item);
    this.others.tell({ clientId: item.clientId, item });
    this.#changed(item);
  }

  #told({ clientId, item, message }) {
    if (item) this.#take(item);
    else this.#forget(clientId, message);
  }

  #readAgain() {
    const kept = this.storage.load();
    const ids = new Set(kept.map(({ clientId }) => clientId));
    for (const { clientId } of this.#items.filter((item) => !ids.has(item.clientId))) this.#forget(clientId);
    for (const item of kept) this.#take(item);
  }

  #take(item) {
    const known = this.#find(item.clientId);
    if (known?.state === item.state) return;
    if (known) Object.assign(known, item);
    else this.#items = [...this.#items, item].sort(byTime);
    this.#changed(known ?? item);
    if (item.state === "sending") this.#work(item.thread);
  }

  #forget(clientId, message) {
    const item = this.#find(clientId);
    if (!item) return;
    this.#items = this.#items.filter((each) => each !== item);
    this.#changed(message ? item : { ...item, state: "gone" }, message);
  }

  #changed(item, message) {
    this.dispatchEvent(new CustomEvent("change", { detail: { item, message } }));
  }
}

const byTime = (one, other) => one.at.localeCompare(other.at) || one.clientId.localeCompare(other.clientId);
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const withoutOthers = (thread, work) => work({ lost: false });
const nobody = { tell() {} };
