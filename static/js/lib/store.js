// Small choices of this person on this device. Where storage is closed, they last as long as the page.
const held = new Map();

export function recall(name, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? held.get(name) ?? fallback;
  } catch {
    return held.get(name) ?? fallback;
  }
}

export function remember(name, value) {
  held.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Kept in `held`.
  }
}
