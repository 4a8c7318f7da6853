// Whether the other side still lives. A dead connection says nothing, so silence is answered with a ping,
// and a ping that is not answered in time is the end.
const QUIET = 25_000;
const PATIENCE = 8_000;

export class Heartbeat {
  #heard;
  #asked = 0;

  constructor(now = Date.now) {
    this.now = now;
    this.#heard = now();
  }

  // Anything at all came in.
  heard() {
    this.#heard = this.now();
    this.#asked = 0;
  }

  asked() {
    this.#asked = this.now();
  }

  // "fine", "ask" (send a ping now) or "dead".
  look() {
    if (this.#asked) return this.now() - this.#asked > PATIENCE ? "dead" : "fine";
    return this.now() - this.#heard > QUIET ? "ask" : "fine";
  }
}
