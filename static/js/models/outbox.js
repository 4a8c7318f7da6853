// Messages on their way: kept until the server has them, sent in order per thread, tried again until they get through.
//
//   add(thread, body) → item {clientId, thread, body, at, state}      body: {text, …}, as the API takes it; state: "sending", "failed" (refused, with `why`)
//   "change" event with {item, message?}: message is the server's once it is sent; item.state "gone" once discarded
//
// `post(item)` sends one; it throws what lib/http.js throws. `storage` survives a reload: load() and save(items).
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
const TRIES_OF_A_BROKEN_SERVER = 4;

export class Outbox extends EventTarget {
  #items = [];
  #working = new Set();
  #wakers = new Set();

  constructor({ post, storage, sleep = wait, makeId }) {
    super();
    Object.assign(this, { post, storage, sleep, makeId });
    this.#items = storage.load().map(fromBefore).filter((item) => item?.clientId && item.thread && item.body);
  }

  of(thread) {
    return this.#items.filter((item) => item.thread === thread);
  }

  get isEmpty() {
    return this.#items.length === 0;
  }

  add(thread, body) {
    const item = { clientId: this.makeId(), thread, body, at: new Date().toISOString(), state: "sending" };
    this.#items.push(item);
    this.#changed(item);
    this.#work(thread);
    return item;
  }

  // After a reload, and whenever there is reason to believe that the way is free again.
  flush() {
    for (const wake of this.#wakers) wake();
    for (const thread of new Set(this.#items.map((item) => item.thread))) this.#work(thread);
  }

  retry(clientId) {
    const item = this.#find(clientId);
    if (!item) return;
    item.state = "sending";
    this.#changed(item);
    this.#work(item.thread);
  }

  discard(clientId) {
    const item = this.#find(clientId);
    if (item) this.#remove(item, { ...item, state: "gone" });
  }

  // The message came back by the socket, before or instead of the answer.
  settle(clientId, message) {
    const item = this.#find(clientId);
    if (item) this.#remove(item, item, message);
  }

  async #work(thread) {
    if (this.#working.has(thread)) return;
    this.#working.add(thread);
    try {
      let item;
      while ((item = this.#items.find((each) => each.thread === thread && each.state === "sending"))) {
        await this.#send(item);
      }
    } finally {
      this.#working.delete(thread);
    }
  }

  async #send(item) {
    for (let pause = FIRST_WAIT, tries = 1; this.#items.includes(item) && item.state === "sending"; tries += 1) {
      try {
        const message = await this.post(item);
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
    item.state = "failed";
    item.why = problem.text || "";
    this.#changed(item);
  }

  #find(clientId) {
    return this.#items.find((item) => item.clientId === clientId);
  }

  #remove(item, told, message) {
    this.#items = this.#items.filter((each) => each !== item);
    this.#changed(told, message);
  }

  #changed(item, message) {
    this.storage.save(this.#items);
    this.dispatchEvent(new CustomEvent("change", { detail: { item, message } }));
  }
}

// An item that waits since a version of this page that sent words only.
const fromBefore = (item) => (typeof item?.text === "string" ? { ...item, body: { text: item.text } } : item);
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
