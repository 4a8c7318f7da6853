import { fillEvent } from "../../lib/event-words.js";
import { nameStickers } from "../../lib/stickers.js";
import { day } from "../../lib/time.js";
import { fillWords } from "../../lib/words.js";
import { sameDay, sameRun } from "../../models/runs.js";
import { fold } from "./blocking.js";
import { dress } from "./marks.js";
import { askForQuote } from "./quotes.js";

// How a message stands in its conversation: its own marks and words, the run it is in, the day above it.
export const ROW = ".message, .system-line[data-seq]"; // what somebody said, and what happened between

export function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

// Puts a row's own marks on it, and draws anew how it and its neighbours stand together.
export function arrange(row, { me, words }) {
  if (row.dataset.event) fillEvent(row, me);
  else if (row.dataset.author === me) row.classList.add("message--mine");
  dress(row, me, words);
  for (const word of row.querySelectorAll("[data-word]")) word.textContent = words[word.dataset.word] ?? "";
  fillWords(row);
  nameStickers(row);
  for (const quote of row.querySelectorAll(".bubble__quote[data-apart]")) askForQuote(quote, words);
  fold(row);
  const before = beside(row, "previousElementSibling");
  const after = beside(row, "nextElementSibling");
  dayBefore(row, before);
  if (after) dayBefore(after, row);
  for (const each of [before, row, after]) if (each?.matches(".message")) run(each);
}

function dayBefore(row, before) {
  const line = row.previousElementSibling;
  const above = line?.matches(".unread-line") ? line.previousElementSibling : line;
  const wanted = !before || !sameDay(before.dataset, row.dataset);
  if (wanted === Boolean(above?.matches(".day"))) return;
  if (!wanted) return above.remove();
  // Written here and now: a line that grows later would move what the reader looks at.
  const textContent = day(new Date(row.dataset.at));
  const time = Object.assign(document.createElement("time"), { dateTime: row.dataset.at, textContent });
  time.dataset.day = "";
  const item = Object.assign(document.createElement("li"), { className: "day" });
  item.append(time);
  (line?.matches(".unread-line") ? line : row).before(item);
}

function run(row) {
  const before = row.previousElementSibling?.matches(".message") ? row.previousElementSibling : null;
  const after = row.nextElementSibling?.matches(".message") ? row.nextElementSibling : null;
  row.classList.toggle("message--first", !before || !sameRun(before.dataset, row.dataset));
  row.classList.toggle("message--last", !after || !sameRun(row.dataset, after.dataset));
}

// The next message on one side, over days and lines.
function beside(row, side) {
  let at = row[side];
  while (at && !at.matches(ROW)) at = at[side];
  return at;
}
