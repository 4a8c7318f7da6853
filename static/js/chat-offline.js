import { forgetKept, whoseKept } from "./lib/kept.js";
import { keptList } from "./lib/kept-parts.js";
import { threads } from "./lib/threads.js";

// Work Chat without a network: the page that the service worker keeps, which holds nobody's data. It puts in what this
// device has, before the elements come to life, and goes over to the live page once the server answers again; what was
// typed is kept by then, as a draft or as a message on its way.
const LOOK_EVERY = 5_000;
const PATIENCE = 4_000;
const TYPING = 1_500; // nobody is interrupted in the middle of a word
const app = document.querySelector("chat-app");
const banner = document.querySelector("offline-banner");
let typedAt = 0;
let looking = false;

banner.dataset.text = app.dataset.banner;
banner.replaceChildren();
const say = () => dispatchEvent(new CustomEvent("connection", { detail: { lost: true } }));

const me = await whoseKept();
const { rows, last } = me ? await keptList(me) : { rows: [], last: [] };
app.dataset.me = me ?? "";
app.querySelector(".threads__list").replaceChildren(...rows);
app.querySelector(".threads__empty").hidden = rows.length > 0;
if (me) threads.start(me);
await import("./chat.js");
for (const { thread, html, ...message } of last) app.list.said({ thread, text: "", ...message }, html);
say();
new MutationObserver(readOnly).observe(app, { childList: true });
readOnly();

addEventListener("online", () => (say(), look()));
document.addEventListener("visibilitychange", look);
addEventListener("input", () => (typedAt = Date.now()));
setInterval(look, LOOK_EVERY);

// Details can be read; to change something, the server must hear of it.
function readOnly() {
  for (const field of app.querySelectorAll(".details :is(button:not([data-close]), input, select, textarea)")) field.disabled = true;
}

async function look() {
  if (looking || document.visibilityState === "hidden") return;
  looking = true;
  const answer = await whoAmI();
  if (answer === "somebody-else") await forgetKept();
  if (answer !== "away") await goLive();
  looking = false;
}

async function whoAmI() {
  try {
    const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" }, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401) return "somebody-else";
    if (answer.status >= 500) return "away";
    return answer.ok && (await answer.json()).id !== me ? "somebody-else" : "me";
  } catch {
    return "away";
  }
}

async function goLive() {
  const isBusy = () => Date.now() - typedAt < TYPING || document.querySelector("chat-composer .is-editing, chat-composer.is-editing, dialog[open]");
  while (isBusy()) await new Promise((done) => setTimeout(done, 300));
  location.replace(location.pathname === "/chat/offline/" ? "/chat/" : location.href);
}
