import { Outbox } from "../models/outbox.js";
import { post } from "./http.js";
import { socket } from "./socket.js";
import { recall, remember } from "./store.js";
import { uuid } from "./uuid.js";

// This person's messages on their way, on this device: they survive a reload, and go out when the way is free again.
let box = null;

export function outboxOf(me) {
  if (box) return box;
  const key = `chat.outbox.${me}`;
  box = new Outbox({
    post: ({ thread, body, clientId }) =>
      post(`/api/v1/threads/${thread}/messages?html=1`, { ...body, client_id: clientId }, { signal: AbortSignal.timeout(20_000) }),
    storage: { load: () => recall(key, []), save: (items) => remember(key, items.length ? items : null) },
    makeId: uuid,
  });
  socket.on("open", () => box.flush());
  addEventListener("online", () => box.flush());
  box.flush();
  return box;
}
