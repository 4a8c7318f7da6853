import { choose, concerns } from "../models/ring-choice.js";
import { chime } from "./chime.js";
import { get } from "./http.js";
import { socket } from "./socket.js";
import { uuid } from "./uuid.js";

// One sound and one toast for a message that concerns this person, however many pages are open. All of them hear of it;
// the one that holds the lock asks the others what they show, waits a moment, and says which one does what.
const ANSWERS = 1_000; // at most: a page that sleeps says nothing
const REMEMBERED = 200;
const mine = uuid();
const done = new Set();
let me = null;
let isLeader = false;
let wanted = null;
let threads = new Map();
let channel = null;
const asking = new Map();
const lockOf = (person) => `chat.ring.${person}`;
const looksAt = (thread, page = "") => `chat.looks.${me}.${thread}.${page}`;
let looking = null;
const shown = new Map();

export function startRinging(person) {
  if (me) return;
  me = person;
  channel = new BroadcastChannel(`chat.ring.${me}`);
  channel.onmessage = ({ data }) => heard(data);
  navigator.locks.request(lockOf(me), () => ((isLeader = true), new Promise(() => {})));
  for (const type of ["focus", "blur", "popstate", "visibilitychange"]) addEventListener(type, look, { capture: true });
  globalThis.navigation?.addEventListener("currententrychange", look);
  look();
  socket.on("chat.message_sent", ring);
  for (const type of ["chat.preferences_changed", "chat.block_changed"]) socket.on(type, () => (wanted = null));
  socket.on("chat.thread_read", ({ data }) => data.person.id === me && takeBack(data.thread, data.seq));
  socket.on("chat.message_deleted", ({ data }) => takeBack(data.thread, data.seq, data.seq));
  // What is known of threads and wishes may be old: asked again when it is wanted.
  for (const type of ["catch-up", "chat.thread_changed", "chat.thread_kept"]) socket.on(type, () => (threads = new Map()));
  socket.on("catch-up", () => (wanted = null));
}

async function ring({ data, html }) {
  if (data.author.id === me) return;
  remember(shown, data.id, { data, html });
  if (!isLeader || done.has(data.id)) return;
  done.add(data.id);
  const wishes = await wishesFor(data);
  if (!wishes) return;
  const pages = await ask(data.thread);
  const choice = choose(pages);
  if (!choice) return;
  const order = { do: "ring", message: data.id, toast: choice.toast, sound: wishes.sounds ? choice.sound : null };
  channel.postMessage(order);
  obey(order);
}

// How this person wants it, where the message concerns them; null where it does not.
async function wishesFor(message) {
  let [wishes, thread] = [wanted, threads.get(message.thread)]; // what is known may be forgotten while it is asked for
  try {
    wishes ??= wanted = await get("/api/v1/chat/preferences");
    thread ??= await get(`/api/v1/threads/${message.thread}`);
    threads.set(message.thread, thread);
  } catch {
    return null; // nobody knows whether it may disturb; the number and the list say it anyway
  }
  const { kind, name, muted_until: muted } = thread;
  remember(shown, message.id, { ...shown.get(message.id), name });
  const isMuted = Boolean(muted) && new Date(muted) > new Date();
  const { takes_all: takesAll, blocked } = wishes;
  return concerns(message, me, { kind, isMuted, takesAll, blocked }) ? wishes : null;
}

// Whoever looks at a conversation holds a lock that says so: a page too busy to answer is known by it.
function look() {
  const thread = document.visibilityState === "visible" && document.hasFocus() ? location.pathname.match(/^\/chat\/(\d+)\/$/)?.[1] : null;
  if (thread === looking?.thread) return;
  looking?.over();
  looking = null;
  if (!thread) return;
  const until = new Promise((over) => (looking = { thread, over }));
  navigator.locks.request(looksAt(thread, mine), () => until);
}

async function looksSilently(thread, pages) {
  const { held } = await navigator.locks.query();
  const known = new Set(pages.map(({ id }) => looksAt(thread, id)));
  return held.some(({ name }) => name.startsWith(looksAt(thread)) && !known.has(name));
}

// What all pages show. Each other one waits for the lock, so it is known how many answers there are to come.
async function ask(thread) {
  const question = uuid();
  const { pending } = await navigator.locks.query();
  const others = pending.filter(({ name }) => name === lockOf(me)).length;
  const pages = [stateOf(thread)];
  if (!others) return pages;
  return new Promise((resolve) => {
    const end = () => (clearTimeout(timer), asking.delete(question), resolve(pages));
    const timer = setTimeout(async () => ((await looksSilently(thread, pages)) && pages.push({ isLooking: true }), end()), ANSWERS);
    asking.set(question, (state) => pages.push(state) > others && end());
    channel.postMessage({ do: "tell", question, thread });
  });
}

function stateOf(thread) {
  const isVisible = document.visibilityState === "visible";
  const isFocused = isVisible && document.hasFocus();
  return {
    id: mine,
    isVisible,
    isFocused,
    isLooking: isFocused && location.pathname === `/chat/${thread}/`,
    maySound: navigator.userActivation?.hasBeenActive ?? true,
  };
}

function heard(said) {
  if (said.do === "tell") channel.postMessage({ do: "told", question: said.question, state: stateOf(said.thread) });
  if (said.do === "told") asking.get(said.question)?.(said.state);
  if (said.do === "ring") obey(said);
}

async function obey({ message, toast, sound }) {
  done.add(message);
  if (sound === mine) chime().catch(() => {});
  // Its own socket may bring it a moment later than the leader's.
  for (let turn = 0; toast === mine && !shown.has(message) && turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  if (toast === mine && shown.has(message)) (await import("../elements/chat/message-toast.js")).showToast(shown.get(message));
}

function takeBack(thread, upTo, from = 0) {
  for (const toast of document.querySelectorAll(`.toast--message[data-thread="${CSS.escape(thread)}"]`)) {
    if (Number(toast.dataset.seq) <= upTo && Number(toast.dataset.seq) >= from) toast.remove();
  }
}

function remember(map, key, value) {
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value);
}
