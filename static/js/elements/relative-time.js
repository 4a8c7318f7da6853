import { clock, date, day, exact, relative } from "../lib/time.js";

// Writes <time datetime data-relative|data-clock|data-day|data-date> in the reader's language and zone, also in fragments that
// arrive later, and keeps "3 min" true.
const styles = { relative, clock, day, date };

function write(element) {
  const at = new Date(element.dateTime);
  if (Number.isNaN(at.getTime())) return;
  for (const [name, format] of Object.entries(styles)) {
    if (!element.hasAttribute(`data-${name}`)) continue;
    const text = format(at);
    if (element.textContent !== text) element.textContent = text;
    element.title = exact(at);
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
