// What this page has sent and still holds itself: shown at once, while the server prepares it and before the message is
// there. Id of a file → its address in this browser.
const held = new Map();
const MOST = 60;

export function holdLocally(id, file) {
  if (held.has(id)) return;
  held.set(id, URL.createObjectURL(file));
  if (held.size <= MOST) return;
  const [oldest, address] = held.entries().next().value;
  held.delete(oldest);
  URL.revokeObjectURL(address);
}

export const localAddress = (id) => held.get(id) ?? null;
