// How far the other members are, and what that makes of my last message: sent, delivered, seen and by whom.
export class Receipts {
  #members = new Map();

  // `members`: [{id, name, read, delivered}] without me; none where the thread is too large for it.
  constructor(members = []) {
    for (const member of members) this.#members.set(member.id, { ...member });
  }

  read(id, seq) {
    const delivered = this.#move(id, "delivered", seq);
    return this.#move(id, "read", seq) || delivered;
  }

  delivered(id, seq) {
    return this.#move(id, "delivered", seq);
  }

  // Whoever wrote at `seq` had everything delivered; they may have read none of it.
  wrote(id, seq) {
    return this.delivered(id, seq);
  }

  // A line that nobody has to read: whoever was right before it is behind it now.
  passed(seq) {
    for (const member of this.#members.values()) {
      if (member.read === seq - 1) member.read = seq;
      if (member.delivered === seq - 1) member.delivered = seq;
    }
  }

  stateOf(seq) {
    const members = [...this.#members.values()];
    const seen = members.filter((member) => member.read >= seq && seq > (member.joined ?? 0)); // not what was said before they came
    if (seen.length) return { state: "seen", by: seen };
    return { state: members.some((member) => member.delivered >= seq) ? "delivered" : "sent", by: [] };
  }

  #move(id, pointer, seq) {
    const member = this.#members.get(id);
    if (!member || member[pointer] >= seq) return false;
    member[pointer] = seq;
    return true;
  }
}
