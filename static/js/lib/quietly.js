// Changes the page while what the reader looks at stays where it is: the field they write in, or else the first post
// in view, which also gets the focus where the change takes it. (The browser's own anchoring is off in <feed-list>.)
export function quietly(change) {
  const focused = document.activeElement;
  const anchor = lookedAt();
  const before = anchor?.getBoundingClientRect().top;
  const answer = change();
  if (anchor?.isConnected) {
    const moved = anchor.getBoundingClientRect().top - before;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }
  if (!focused.isConnected) lookedAt()?.focus({ preventScroll: true });
  return answer;
}

function lookedAt() {
  const field = document.activeElement?.closest("textarea, input");
  if (field && isInView(field)) return field;
  return [...document.querySelectorAll("[data-steps]")].find(isInView);
}

export function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}
