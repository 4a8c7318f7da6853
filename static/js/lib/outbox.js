import { Outbox } from "../models/outbox.js";
import { OutboxShelf } from "./outbox-shelf.js";
import { post } from "./http.js";
import { socket } from "./socket.js";
import { uuid } from "./uuid.js";

// This person's messages on their way, on this device: they survive a reload, go out when the way is free again, and are
// the same in all pages that are open.
const TURN = 30_000; // a page that the phone has put to sleep in its turn does not keep it longer than that
let box = null;

export function outboxOf(me) {
  if (box) return box;
  box = new Outbox({
    // `shown` is only for this device: how the message looks while it waits.
    post: ({ thread, body: { shown: _, ...body }, clientId }) =>
      post(`/api/v1/threads/${thread}/messages?html=1`, { ...body, client_id: clientId }, { signal: AbortSignal.timeout(20_000) }),
    storage: new OutboxShelf(me),
    makeId: uuid,
    alone: (thread, work) => alone(`chat.outbox.${me}.${thread}`, work),
    others: otherPages(me),
  });
  socket.on("open", () => box.flush());
  addEventListener("online", () => box.flush());
  addEventListener("pageshow", ({ persisted }) => persisted && box.flush());
  box.flush();
  return box;
}

function otherPages(me) {
  const channel = new BroadcastChannel(`chat.outbox.${me}`);
  const pages = { tell: (news) => channel.postMessage(news) };
  channel.onmessage = ({ data }) => pages.onTold(data);
  return pages;
}

// One page at a time. The browser gives the turn on when a page is closed; where somebody looks at this one and waits too
// long, it takes it.
async function alone(name, work) {
  const hold = { lost: false };
  const { locks } = navigator;
  if (!locks) return work(hold);
  const waiting = new AbortController();
  let has = false;
  const begin = () => ((has = true), work(hold));
  const timer = setInterval(() => !has && document.visibilityState === "visible" && waiting.abort(), TURN);
  try {
    await locks.request(name, { signal: waiting.signal }, begin);
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
    if (has) return void (hold.lost = true);
    await locks.request(name, { steal: true }, begin).catch((later) => {
      if (later.name !== "AbortError") throw later;
      hold.lost = true;
    });
  } finally {
    clearInterval(timer);
  }
}
