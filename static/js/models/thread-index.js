// All threads of this person in numbers: version, unread count and how they keep it, as `threads/versions` and events
// tell them.
const KEPT = ["pinned", "muted_until", "archived", "marked_unread"];

export const isMuted = ({ muted_until: until }) => Boolean(until) && new Date(until) > new Date();

export class ThreadIndex {
  #threads = new Map();

  constructor(me) {
    this.me = me;
  }

  get(id) {
    return this.#threads.get(id);
  }

  get ids() {
    return [...this.#threads.keys()];
  }

  // What waits for this person: nothing of what they muted or put away.
  get unread() {
    const counted = [...this.#threads.values()].filter((thread) => !thread.archived && !isMuted(thread));
    return counted.reduce((sum, { unread, marked_unread: marked }) => sum + (unread || Number(Boolean(marked))), 0);
  }

  // The server's answer to a question of this moment; returns what this page does not know yet, and what is gone.
  replace(rows, asked = performance.now()) {
    const before = this.#threads;
    this.#threads = new Map(rows.map((row) => [row.id, { version: row.version, readSeq: row.read_seq, unread: row.unread, ...keptOf(row) }]));
    for (const [id, known] of before) {
      const now = this.#threads.get(id);
      // An event may have overtaken the answer.
      if (!now) continue;
      const { keptAt } = known;
      const kept = keptOf(keptAt > asked ? known : now);
      this.#threads.set(id, { ...(known.version > now.version || known.readSeq > now.readSeq ? known : now), ...kept, keptAt });
    }
    return {
      stale: rows.filter(({ id, version, archived }) => (before.get(id)?.version ?? -1) < version || Boolean(before.get(id).archived) !== Boolean(archived)).map(({ id }) => id),
      gone: [...before.keys()].filter((id) => !this.#threads.has(id)),
    };
  }

  // Somebody said something. False if it was counted before.
  sent({ thread, seq, version, author, kind }, isBlocked = false) {
    const known = this.#threads.get(thread) ?? { version: 0, readSeq: seq - 1, unread: 0 };
    if (version <= known.version) return false;
    const mine = author.id === this.me || kind === "event"; // nobody has to read what happened
    this.#threads.set(thread, {
      ...known,
      archived: Boolean(known.archived) && kind === "event",
      version,
      readSeq: mine && known.unread === 0 ? seq : known.readSeq,
      unread: known.unread + (mine || isBlocked || seq <= known.readSeq ? 0 : 1),
    });
    return true;
  }

  changed(id, version) {
    const known = this.#threads.get(id);
    if (known && version > known.version) known.version = version;
  }

  // The server counted anew after this device read.
  read(id, { read_seq: readSeq, unread }) {
    const known = this.#threads.get(id);
    if (known && readSeq >= known.readSeq) Object.assign(known, { readSeq, unread });
  }

  // How this person keeps it, told by the server.
  keep(id, kept) {
    const known = this.#threads.get(id);
    if (known) Object.assign(known, keptOf(kept), { keptAt: performance.now() });
  }

  // Whether this person's pointer is known to be at `seq` at least.
  hasRead(id, seq) {
    return (this.#threads.get(id)?.readSeq ?? 0) >= seq;
  }

  remove(id) {
    this.#threads.delete(id);
  }
}

const keptOf = (row) => Object.fromEntries(KEPT.filter((name) => name in row).map((name) => [name, row[name]]));
