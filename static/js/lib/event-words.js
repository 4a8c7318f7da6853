import { lineOf } from "../models/happened.js";

// The words of event lines, from {{ words|json_script:"event-words" }} of Work Chat's page.
let known = null;

export function happened(message, me) {
  known ??= JSON.parse(document.getElementById("event-words")?.textContent ?? "{}");
  return lineOf(message, me, known);
}

// A line as the server rendered it, its place for the words still empty.
export function fillEvent(row, me) {
  const { by, ...detail } = JSON.parse(row.dataset.event);
  row.querySelector(".system-line__text").textContent = happened({ author: { id: row.dataset.author, name: by }, detail }, me);
}
