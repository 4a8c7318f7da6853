import { keptOf } from "./kept.js";
import { elementsOf } from "./fragment.js";

// What this device keeps, as the page shows it. A conversation is in parts as the server would give it, or null.
export async function keptConversation(me, id) {
  const kept = await keptOf(me).catch(() => null);
  const thread = await kept?.thread(id);
  if (!thread) return null;
  const parts = document.createDocumentFragment();
  parts.append(...elementsOf(thread.html));
  const conversation = parts.querySelector("chat-conversation");
  const list = conversation.querySelector(".messages");
  const first = thread.messages[0]?.seq ?? 0;
  const last = thread.messages.at(-1)?.seq ?? 0;
  const unread = thread.messages.filter(({ seq, author }) => seq > thread.readSeq && author.id !== me).length;
  Object.assign(conversation.dataset, { version: thread.version, firstSeq: first, lastSeq: last, readSeq: thread.readSeq, unread, atEnd: "" });
  list.append(...elementsOf(thread.messages.map(({ html }) => html).join("")));
  list.querySelector(".messages__older").hidden = first <= 1;
  const beginning = list.querySelector(".beginning");
  if (beginning) beginning.hidden = first > 1;
  return document.importNode(parts, true);
}

// The rows of the list, and the last message of each conversation that came after them.
export async function keptList(me) {
  const kept = await keptOf(me).catch(() => null);
  if (!kept) return { rows: [], last: [] };
  const [html, threads] = await Promise.all([kept.list(), kept.threads()]);
  const last = threads.map(({ id, messages }) => ({ thread: id, ...messages.at(-1) })).filter(({ html }) => html);
  return { rows: elementsOf(html ?? ""), last };
}
