import { get } from "./http.js";
import { socket } from "./socket.js";
import { relative } from "./time.js";

// Who is here, on every face that shows it ([data-live]) and in words ([data-presence-of]), and what people say of
// themselves ([data-status-of]). One question for all faces of the page, now and then while it is looked at.
const EVERY = 45_000;
const SPREAD = 10_000; // so that pages which opened together do not ask together
const SOON = 300;
const MOST = 100;
const WORDS = "[data-presence-of]";

let timer = 0;
let soon = 0;
let asking = false;

const idsOf = () => [...new Set([...document.querySelectorAll("[data-live]")].map(({ dataset }) => dataset.person))].slice(0, MOST);

async function ask() {
  clearTimeout(timer);
  if (document.visibilityState !== "visible") return;
  timer = setTimeout(ask, EVERY + SPREAD * Math.random());
  watch();
  const ids = idsOf();
  if (!ids.length || asking) return;
  asking = true;
  try {
    const { results } = await get(`/api/v1/presence?ids=${ids.join(",")}`);
    for (const { person, state, last_seen: last } of results) show(person, state, last);
  } catch {
    // the dots stay as they are; the next question comes by itself
  } finally {
    asking = false;
  }
}

// The partner of the conversation that is open is told of at once.
function watch() {
  const people = [...document.querySelectorAll(`${WORDS}[data-watch]`)].map(({ dataset }) => dataset.presenceOf);
  if (people.length) socket.send({ type: "watch", people });
}

function show(person, state, last = null) {
  for (const face of document.querySelectorAll(`[data-live][data-person="${CSS.escape(person)}"]`)) {
    if (state === "offline") delete face.dataset.presence;
    else if (face.dataset.presence !== state) face.dataset.presence = state;
  }
  for (const line of document.querySelectorAll(`[data-presence-of="${CSS.escape(person)}"]`)) {
    line.dataset.fallback ??= line.textContent;
    const words = line.dataset;
    const seen = last && words.seen.replace("{ago}", relative(new Date(last)));
    const text = words[state] ?? seen ?? words.fallback;
    if (line.textContent !== text) line.textContent = text;
  }
}

function showStatus({ person, status }) {
  for (const place of document.querySelectorAll(`[data-status-of="${CSS.escape(person.id)}"]`)) {
    place.hidden = !status;
    place.querySelector("[data-emoji]").textContent = status?.emoji ?? "";
    place.querySelector("[data-text]").textContent = status?.text ?? "";
    if (status?.until) place.dataset.until = status.until;
    else delete place.dataset.until;
  }
}

function endStatuses() {
  for (const place of document.querySelectorAll("[data-status-of][data-until]:not([hidden])")) {
    if (new Date(place.dataset.until) <= new Date()) place.hidden = true;
  }
}

// Faces come and go with pages of a list and with conversations.
function changed(records) {
  const isAbout = (node) => node.nodeType === 1 && (node.matches(`[data-live], ${WORDS}`) || node.querySelector(`[data-live], ${WORDS}`));
  if (!records.some(({ addedNodes }) => [...addedNodes].some(isAbout))) return;
  clearTimeout(soon);
  soon = setTimeout(ask, SOON);
}

socket.on("realtime.presence_changed", ({ data }) => show(data.person, data.state));
socket.on("people.status_changed", ({ data }) => showStatus(data));
socket.on("open", ask);
document.addEventListener("visibilitychange", ask);
setInterval(endStatuses, 15_000);
new MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
ask();
