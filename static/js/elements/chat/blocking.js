import { socket } from "../../lib/socket.js";
import { showing } from "../../models/showing.js";

// Whom this person blocked. What those say in groups is folded here, in the browser: a message looks the same on its way
// to everybody. Buttons are [data-block=id][data-name] and [data-unblock=id].
const unfolded = new Set(); // stays, though the conversation is fetched anew
const app = () => document.querySelector("chat-app");
const ids = () => new Set(app()?.dataset.blocked?.split(",").filter(Boolean));

export const isBlocked = (author) => ids().has(author);

// Folds a message of somebody blocked, and unfolds it once that is lifted.
export function fold(row) {
  if (!row.matches(".message[data-seq]")) return;
  const folded = isBlocked(row.dataset.author) && !unfolded.has(row.id) && !("deleted" in row.dataset);
  row.classList.toggle("message--folded", folded);
  const line = row.querySelector(".message__fold");
  if (!folded) return line?.remove();
  if (line) return;
  row.querySelector(".message__main").append(document.importNode(document.getElementById("folded-message").content, true));
}

// How many show a reaction, without those whom this person blocked; nothing where there is nobody else.
export function countReaction(chip) {
  const number = showing(chip).filter((one) => !isBlocked(one)).length;
  chip.lastElementChild.textContent = number;
  chip.hidden = !number;
}

document.addEventListener("click", ({ target }) => {
  const row = target.closest("[data-unfold]")?.closest(".message");
  if (row) {
    unfolded.add(row.id);
    fold(row);
  }
  const { block, unblock, name } = target.closest("[data-block], [data-unblock]")?.dataset ?? {};
  if (block) import("./block-dialog.js").then(({ askToBlock }) => askToBlock(block, name));
  if (unblock) import("./block-dialog.js").then((dialog) => dialog.unblock(unblock));
});

socket.on("chat.block_changed", ({ data: { person, blocked } }) => {
  const now = ids();
  if (now.has(person) === blocked || !app()) return;
  if (blocked) now.add(person);
  else now.delete(person);
  app().dataset.blocked = [...now].join(",");
  for (const row of document.querySelectorAll(".message")) fold(row);
  // The composer of a conversation with them comes or goes.
  app().dispatchEvent(new CustomEvent("stale"));
});
