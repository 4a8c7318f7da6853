// Who is writing: believed for five seconds after the last sign of it.
const BELIEVED = 5_000;

export class TypingPeople {
  #until = new Map();

  constructor(now = Date.now) {
    this.now = now;
  }

  started({ id, name }) {
    this.#until.delete(id);
    this.#until.set(id, { name, until: this.now() + BELIEVED });
  }

  stopped(id) {
    return this.#until.delete(id);
  }

  names() {
    for (const [id, { until }] of this.#until) if (until <= this.now()) this.#until.delete(id);
    return [...this.#until.values()].map(({ name }) => name);
  }
}
