// What this page knows of one thread: which version it has without a gap, and the version of each message it holds.
export class MessageStore {
  #known = new Map();
  #ahead = new Set();

  constructor(version = 0) {
    this.version = version;
  }

  // A message that the page was opened with.
  hold(id, version) {
    this.#known.set(id, version);
  }

  // Something that came by socket, answer or catch-up. `fresh`: show it. `gap`: something before it is missing, ask.
  take({ id, version }) {
    const fresh = (this.#known.get(id) ?? -1) < version;
    if (fresh) this.#known.set(id, version);
    return { fresh, gap: this.moved(version) };
  }

  // The thread reached `version`; true if one between is missing.
  moved(version) {
    if (version <= this.version) return false;
    this.#ahead.add(version);
    while (this.#ahead.delete(this.version + 1)) this.version += 1;
    return this.#ahead.size > 0;
  }

  // Everything up to `version` has been taken.
  caughtUp(version) {
    if (version > this.version) this.version = version;
    for (const seen of this.#ahead) if (seen <= this.version) this.#ahead.delete(seen);
    while (this.#ahead.delete(this.version + 1)) this.version += 1;
    return this.#ahead.size > 0;
  }
}
