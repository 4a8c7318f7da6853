import { post } from "../../../lib/http.js";
import { uuid } from "../../../lib/uuid.js";
import { fill } from "../../../lib/words.js";
import { toast } from "../../toast-list.js";

// The clock beside the send button, and a long press on that: the message goes out at another time.
const LONG = 500;

export const later = {
  name: "later",
  open(composer) {
    const button = composer.querySelector("[data-later]");
    const send = composer.querySelector("form > .icon-button--primary");
    let timer = 0;
    let held = false;
    button?.addEventListener("click", () => put(composer, button));
    send?.addEventListener("pointerdown", ({ pointerType }) => {
      held = false;
      if (pointerType === "mouse") return; // a slow hand means the button, and the clock is beside it
      timer = setTimeout(() => ((held = true), navigator.vibrate?.(10), put(composer, button)), LONG);
    });
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) send?.addEventListener(end, () => clearTimeout(timer));
    send?.addEventListener("click", (event) => held && ((held = false), event.preventDefault()));
    send?.addEventListener("contextmenu", (event) => event.preventDefault());
  },
};

// Told again with the same id as long as it is the same message for the same time: a lost answer puts nothing off twice.
let last = { said: "", id: "" };

async function put(composer, button) {
  if (!composer.gather()) return composer.complain(button.dataset.empty);
  const { askWhen } = await import("../when.js");
  const chosen = await askWhen({ url: button.dataset.url, title: button.dataset.title });
  const body = chosen && composer.gather();
  if (!body) return composer.focus();
  const said = JSON.stringify([composer.thread, body, chosen.at]);
  if (last.said !== said) last = { said, id: uuid() };
  try {
    await post(`/api/v1/threads/${composer.thread}/scheduled`, { ...body, send_at: chosen.at, client_id: last.id });
    last = { said: "", id: "" };
    composer.sent();
    toast(fill(button.dataset.done, { when: chosen.words }));
  } catch (problem) {
    composer.complain(problem.text || composer.closest("chat-app").dataset.offline);
  }
}
