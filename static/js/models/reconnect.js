// How long to wait before the next attempt. After a server went away everybody comes back at once: so each waits a
// random part of ten seconds. What concerns this socket alone (it was slow, its session was looked at) is quick.
const MOST = 10_000;
const ALONE = 1_000;

export class Reconnect {
  #attempts = 0;

  constructor(random = Math.random) {
    this.random = random;
  }

  succeeded() {
    this.#attempts = 0;
  }

  // Milliseconds, never the same for two browsers.
  next({ alone = false } = {}) {
    const most = alone && this.#attempts === 0 ? ALONE : MOST;
    this.#attempts += 1;
    return Math.round(this.random() * most);
  }
}
