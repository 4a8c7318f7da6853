// Notices that the machine slept: a clock that ticks every few seconds suddenly finds minutes gone.
// Browsers slow the clocks of hidden pages down to one tick a minute, which is no sleep.
const HIDDEN_TICK = 60_000;

export class Sleep {
  #last;

  constructor(tick, now = Date.now) {
    this.now = now;
    this.longest = HIDDEN_TICK + 3 * tick;
    this.#last = now();
  }

  // Call at each tick. True if we slept since the last one, or the clock was moved.
  woke() {
    const gap = this.now() - this.#last;
    this.#last += gap;
    return gap > this.longest || gap < 0;
  }
}
