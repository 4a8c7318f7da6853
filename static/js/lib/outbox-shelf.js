// Where messages on their way lie on this device: one entry of localStorage each, so that two pages that write at the same
// moment do not write over each other. Where storage is closed or full, they last as long as the page.
//
// It is small: every page looks whether something waits.
const prefixOf = (me) => `chat.outbox.${me}.`;

export function keptItems(me) {
  try {
    moveFromBefore(me);
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefixOf(me)));
    return names.map((name) => JSON.parse(localStorage.getItem(name))).filter((item) => item?.clientId && item.thread && item.body && item.at);
  } catch {
    return [];
  }
}

export class OutboxShelf {
  #held = new Map();

  constructor(me) {
    this.me = me;
  }

  load() {
    const kept = keptItems(this.me).filter(({ clientId }) => !this.#held.has(clientId));
    return [...kept, ...[...this.#held.values()].map((item) => ({ ...item }))];
  }

  put(item) {
    try {
      localStorage.setItem(prefixOf(this.me) + item.clientId, JSON.stringify(item));
      this.#held.delete(item.clientId);
    } catch {
      this.#held.set(item.clientId, { ...item });
    }
  }

  remove(clientId) {
    this.#held.delete(clientId);
    try {
      localStorage.removeItem(prefixOf(this.me) + clientId);
    } catch {
      // It was in #held.
    }
  }
}

// Before they had an entry each, all stood in one list; before that, with words only.
function moveFromBefore(me) {
  const name = `chat.outbox.${me}`;
  const list = JSON.parse(localStorage.getItem(name) ?? "null");
  if (!list) return;
  for (const item of list) {
    if (!item?.clientId) continue;
    const whole = typeof item.text === "string" ? { ...item, body: { text: item.text } } : item;
    localStorage.setItem(prefixOf(me) + item.clientId, JSON.stringify({ at: new Date().toISOString(), ...whole }));
  }
  localStorage.removeItem(name);
}
