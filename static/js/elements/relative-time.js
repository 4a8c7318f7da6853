import { clock, day, exact, relative } from "../lib/time.js";

// Writes <time datetime data-relative|data-clock|data-day> in the reader's language and zone, also in fragments that
// arrive later, and keeps "3 min" true.
const styles = { relative, clock, day };

function write(element) {
  const date = new Date(element.dateTime);
  if (Number.isNaN(date.getTime())) return;
  for (const [name, format] of Object.entries(styles)) {
    if (!element.hasAttribute(`data-${name}`)) continue;
    const text = format(date);
    if (element.textContent !== text) element.textContent = text;
    element.title = exact(date);
  }
}

export function writeTimes(root = document) {
  for (const element of root.querySelectorAll("time[datetime]")) write(element);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (node.matches("time[datetime]")) write(node);
      else writeTimes(node);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });

setInterval(() => !document.hidden && writeTimes(), 30_000);
document.addEventListener("visibilitychange", () => !document.hidden && writeTimes());
writeTimes();
