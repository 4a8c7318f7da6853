import { fragment } from "../../lib/fragment.js";
import { latest } from "../../models/latest.js";
import { socket } from "../../lib/socket.js";
import { loadStyle } from "../../lib/style.js";
import { openDialog } from "../dialog-opener.js";

// Who has seen a message, in a dialog that stays true while it is open: small threads say when somebody reads, in
// large ones it is asked every few seconds.
const EVERY = 5_000;
const SOON = 200;

await loadStyle(new URL("../../../css/readers.css", import.meta.url));

export async function showInfo(id, conversation) {
  const dialog = document.getElementById("message-info");
  const body = dialog.querySelector("[data-body]");
  try {
    body.replaceChildren(await fragment(`/chat/messages/${id}/readers/`));
  } catch (problem) {
    return conversation.complain(problem);
  }
  openDialog(dialog.id);
  let soon = 0;
  const ask = latest(() => fragment(`/chat/messages/${id}/readers/`).catch(() => null));
  const renew = async () => {
    const parts = await ask();
    if (parts && dialog.open && !isSame(parts, body)) body.replaceChildren(parts);
  };
  const stop = socket.on("chat.thread_read", ({ data }) => {
    if (data.thread !== conversation.thread) return;
    clearTimeout(soon);
    soon = setTimeout(renew, SOON);
  });
  const timer = setInterval(() => document.visibilityState === "visible" && renew(), EVERY);
  dialog.addEventListener("close", () => (stop(), clearInterval(timer), clearTimeout(soon)), { once: true });
}

// Nothing is put in anew that reads the same: a screen reader would say it again.
const words = (part) => part.textContent.replace(/\s+/g, " ").trim();
const isSame = (parts, body) => words(parts) === words(body) && parts.querySelectorAll("li").length === body.querySelectorAll("li").length;
