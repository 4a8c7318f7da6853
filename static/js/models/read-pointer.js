// How far this person has read, told to the server at most every half second and only while somebody looks.
const PAUSE = 500;

export class ReadPointer {
  #seen = 0;
  #timer = 0;
  #busy = false;

  // `post(seq)` tells the server; `isLooking()` says whether the person has the page before them.
  constructor(told, { post, isLooking }) {
    this.told = told;
    Object.assign(this, { post, isLooking });
  }

  // A message is on the screen: that counts for all before it.
  saw(seq) {
    if (seq > this.#seen) this.#seen = seq;
    this.look();
  }

  // Another device told the server already.
  heard(seq) {
    if (seq > this.told) this.told = seq;
  }

  // Also when the person comes back to the page.
  look() {
    if (this.#seen <= this.told || this.#timer || this.#busy || !this.isLooking()) return;
    this.#timer = setTimeout(() => this.#tell(), PAUSE);
  }

  async #tell() {
    this.#timer = 0;
    const seq = this.#seen;
    if (seq <= this.told || !this.isLooking()) return;
    this.#busy = true;
    const told = await this.post(seq).then(() => true, () => false);
    this.#busy = false;
    if (told) this.heard(seq);
    else this.#seen = Math.max(this.#seen, seq);
    if (told) this.look();
  }

  // Whoever leaves has read what they saw: it is told now.
  stop() {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#tell();
  }
}
