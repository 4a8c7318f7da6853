import { exact, formatter } from "./time.js";

// Days to come, in the page's language and the device's zone: <time datetime data-moment> with data-ends (a span), data-until,
// data-there (what a zone's clock shows then) or a calendar's leaf inside. Loaded by pages that show some.
const moment = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
const range = { ...moment, weekday: "long", month: "long", year: "numeric" };
const format = (date, options) => formatter(Intl.DateTimeFormat, options).format(date);

function write(element) {
  const date = new Date(element.dateTime);
  const { ends, there } = element.dataset;
  if (ends) element.textContent = formatter(Intl.DateTimeFormat, range).formatRange(date, new Date(ends));
  if ("until" in element.dataset) element.textContent = format(date, moment);
  if (there) element.hidden = !(element.textContent = clockOf(there, date));
  else element.title = exact(date);
  for (const day of element.querySelectorAll("[data-date]")) day.textContent = format(date, { day: "numeric" });
  for (const month of element.querySelectorAll("[data-month]")) month.textContent = format(date, { month: "short" });
}

// What the clock of a zone shows then; nothing where it shows what ours does.
function clockOf(timeZone, date) {
  const at = (options) => format(date, { hour: "2-digit", minute: "2-digit", ...options });
  return at({ timeZone }) === at({}) ? "" : `${at({ timeZone })} · ${timeZone}`;
}

function writeAll(root) {
  for (const element of root.querySelectorAll("time[data-moment]")) write(element);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) writeAll(node);
}).observe(document.documentElement, { childList: true, subtree: true });
writeAll(document);
