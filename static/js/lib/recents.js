// Where somebody went lately, for the switcher: on this device, by person, the last first.
const MOST = 8;
const keyOf = () => `recents:${document.querySelector("chat-unread")?.dataset.me ?? ""}`;

export function recents() {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf()) ?? "[]");
    return Array.isArray(kept) ? kept.filter(({ link, label }) => link?.startsWith("/") && label) : [];
  } catch {
    return []; // written by something else, or not allowed here: a list of nothing
  }
}

export function remember(place) {
  const others = recents().filter(({ link }) => link !== place.link);
  localStorage.setItem(keyOf(), JSON.stringify([place, ...others].slice(0, MOST)));
}

export const forgetRecents = () => localStorage.removeItem(keyOf());
