import { fragment } from "../../lib/fragment.js";
import { socket } from "../../lib/socket.js";

const prepared = new Set(); // files; also those of which an answer that is on its way does not know yet
socket.on("content.file_prepared", ({ data }) => prepared.add(data.id));
let [asked, shown] = [0, 0];

// Head and details of the open conversation as the server shows them now. Says whether it put them there; what somebody
// is in the middle of stays, and "about" is fired again after it.
export async function renewAbout(app) {
  const thread = app.opened;
  const mine = ++asked;
  const parts = await fragment(`/chat/${thread}/details/`).catch(() => null);
  const conversation = app.querySelector("chat-conversation");
  if (!parts || mine < shown || thread !== app.opened || !conversation) return false; // a later answer knows more
  shown = mine;
  const again = () => conversation.isConnected && conversation.dispatchEvent(new CustomEvent("about", { bubbles: true }));
  // Where one can write from now on, or no more: another conversation altogether.
  if (isClosed(parts.querySelector("thread-details")) !== isClosed(conversation)) return app.dispatchEvent(new CustomEvent("stale")), false;
  // A menu in which somebody chooses is not taken away under their finger.
  const menu = app.querySelector(".details .person-row details[open]");
  if (menu) return menu.addEventListener("toggle", again, { once: true }), false;
  const waits = parts.querySelector("[data-waits]")?.dataset.waits;
  const dialog = app.querySelector("dialog[open]");
  if (dialog) renewAfter(dialog, parts, again);
  else replaceDetails(app, parts.querySelector(".details"));
  app.querySelector(".conversation__head").replaceWith(parts.querySelector(".conversation__head"));
  conversation.dataset.title = app.querySelector(".conversation__name h1").textContent;
  if (prepared.delete(waits)) queueMicrotask(again); // once: of a broken file no answer knows more
  return true;
}

const isClosed = ({ dataset }) => "closed" in dataset;

// An open dialog stays open: what it says of the conversation is renewed in it, all the rest once it is closed.
function renewAfter(dialog, parts, again) {
  const note = dialog.id && parts.querySelector(`#${CSS.escape(dialog.id)} .note`);
  if (note) dialog.querySelector(".note")?.replaceWith(note);
  dialog.addEventListener("close", again, { once: true });
}

// A name that somebody is typing stays theirs.
function replaceDetails(app, details) {
  const before = app.querySelector(".details #thread-name");
  const typed = before && before.value !== before.defaultValue ? before.value : null;
  const hadFocus = before === document.activeElement;
  app.querySelector(".details")?.replaceWith(details);
  const field = app.querySelector(".details #thread-name");
  if (!field) return;
  if (typed !== null) field.value = typed;
  if (typed !== null) field.dispatchEvent(new Event("input", { bubbles: true }));
  if (hadFocus) field.focus({ preventScroll: true });
}
