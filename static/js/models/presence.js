// "active" while the page is seen, "away" once it has been hidden for a moment; said again before the server forgets.
const FORGOTTEN_AFTER = 60_000;
const SAY_AGAIN = FORGOTTEN_AFTER - 10_000;
const HIDDEN_FOR = 5_000;

export class Presence {
  #said = "";
  #saidAt = 0;
  #hiddenAt = null;

  constructor(now = Date.now) {
    this.now = now;
  }

  // A new connection knows nothing of what was said on the last one.
  forget() {
    this.#said = "";
  }

  // The state to tell the server now, or null if there is nothing new.
  next(visible) {
    const now = this.now();
    this.#hiddenAt = visible ? null : this.#hiddenAt ?? now;
    const state = visible || now - this.#hiddenAt < HIDDEN_FOR ? "active" : "away";
    if (state === this.#said && now - this.#saidAt < SAY_AGAIN) return null;
    [this.#said, this.#saidAt] = [state, now];
    return state;
  }
}
