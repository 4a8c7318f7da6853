import { quietly } from "../lib/quietly.js";
import { counted, fillWords, word } from "../lib/words.js";

// Posts and comments as elements: what differs per reader, and how news are put into what is shown already.
// `viewer` is { me, moderates: Set of groups, joined: Set of groups }.
const BUSY = ".edit-form";

export function prepare(element, viewer) {
  fillWords(element);
  for (const offer of element.querySelectorAll("[data-for]")) if (!isFor(offer, viewer)) offer.remove();
  for (const mention of element.querySelectorAll(`a.mention[href="/people/${viewer.me}/"]`)) mention.classList.add("mention--me");
  for (const words of element.querySelectorAll("[data-words]:empty")) words.textContent = counted("comments", Number(words.parentElement.dataset.comments));
  for (const text of element.querySelectorAll(".post__text--long")) fold(text);
  globalThis.htmx?.process(element);
}

function isFor(offer, viewer) {
  const kinds = offer.dataset.for.split(" ");
  const author = offer.closest("[data-author]").dataset.author;
  const group = offer.closest("[data-group]")?.dataset.group;
  return (kinds.includes("author") && author === viewer.me) || (kinds.includes("moderator") && viewer.moderates.has(group));
}

// "Read on" stands where there is more than eight lines, and nowhere else.
export function fold(text) {
  const hides = text.scrollHeight > text.clientHeight + 2;
  let more = text.parentElement.querySelector(":scope > .post__more");
  if (hides && !more) {
    more = Object.assign(document.createElement("a"), { className: "link-button post__more", textContent: word("read_on") });
    more.href = `/posts/${text.closest("[data-post]").dataset.post}/`;
    more.dataset.does = "unfold";
    text.after(more);
  }
  if (more) more.hidden = !hides;
}

const number = (count) => count.toLocaleString(document.documentElement.lang);

export function setComments(post, count) {
  const link = post.querySelector("[data-comments]");
  link.dataset.comments = count;
  link.hidden = count < 1;
  link.querySelector("[data-number]").textContent = number(count);
  link.querySelector("[data-words]").textContent = counted("comments", count);
}

// `mine` is left as it is where it is undefined.
export function setReactions(thing, count, mine) {
  const shown = thing.querySelector(thing.matches("[data-post]") ? ".post__counts [data-reactions]" : "[data-reactions]");
  shown.dataset.reactions = count;
  shown.hidden = count < 1;
  shown.querySelector("[data-number]").textContent = number(count);
  if (mine === undefined) return;
  const form = reactForm(thing);
  form.querySelector("button").setAttribute("aria-pressed", String(mine));
  form.elements.kind.value = mine ? "" : "like";
}

export const reactForm = (thing) => thing.querySelector(`form[action="/${thing.dataset.comment ? `comments/${thing.dataset.comment}` : `posts/${thing.dataset.post}`}/reaction/"]`);
export const reactions = (thing) => Number(thing.querySelector("[data-reactions]").dataset.reactions);
export const isPressed = (thing) => reactForm(thing).querySelector("button").getAttribute("aria-pressed") === "true";

// The newest text, mark and counts of a fresh fragment, into the element that is shown. Whoever edits it is let be.
export function renew(shown, fresh) {
  const parts = shown.dataset.comment ? [".comment__text", ".comment__actions > a"] : [".post__text", ".post__meta", ".post__cards"];
  for (const part of parts) {
    const [before, after] = [shown.querySelector(part), fresh.querySelector(part)];
    if (part === ".post__text" && !before.classList.contains("post__text--long")) after.classList.remove("post__text--long");
    if (before.innerHTML !== after.innerHTML) before.replaceWith(after);
  }
  const mark = fresh.querySelector('.comment__actions > [data-word="edited"]');
  if (mark && !shown.querySelector('.comment__actions > [data-word="edited"]')) shown.querySelector(".comment__actions > a").after(mark);
  const text = shown.querySelector(".post__text--long");
  if (text) fold(text);
}

// In the order of time, which is the order of the page: newest first for posts, last for comments.
export function placePost(list, post) {
  const next = [...list.querySelectorAll(":scope > [data-post]")].find((other) => other.dataset.at < post.dataset.at);
  if (next) next.before(post);
  else list.prepend(post);
}

export function placeComment(post, comment) {
  const comments = post.querySelector(".comments");
  const next = [...comments.querySelectorAll("[data-comment]")].find((other) => other.dataset.at > comment.dataset.at);
  if (next) return next.before(comment);
  const last = [...comments.querySelectorAll("[data-comment]")].at(-1);
  if (last) last.after(comment);
  else comments.prepend(comment);
}

// A post as it is now, over a post as it was: after sleep, or where an event was missed.
export function merge(shown, fresh, viewer) {
  quietly(() => {
    if (!shown.querySelector(BUSY)) renew(shown, fresh);
    shown.dataset.revision = fresh.dataset.revision;
    setComments(shown, Number(fresh.querySelector("[data-comments]").dataset.comments));
    setReactions(shown, reactions(fresh), isPressed(fresh));
    mergeComments(shown, [...fresh.querySelectorAll("[data-comment]")], fresh.querySelector(".comments > .link-button"));
    prepare(shown, viewer);
  });
}

export function mergeComments(post, fresh, earlier = null) {
  const comments = post.querySelector(".comments");
  const shown = [...comments.querySelectorAll("[data-comment]")];
  const joins = shown.some((comment) => fresh.some((other) => other.id === comment.id));
  for (const comment of shown) {
    const inRange = !joins || (fresh.length && comment.dataset.at >= fresh[0].dataset.at);
    if (inRange && !fresh.some((other) => other.id === comment.id)) comment.remove();
  }
  for (const comment of fresh) {
    const before = document.getElementById(comment.id);
    if (before?.querySelector(BUSY)) continue;
    if (before) before.replaceWith(comment);
    else placeComment(post, comment);
  }
  if (joins) return;
  comments.querySelector(":scope > .link-button")?.remove();
  if (earlier) comments.prepend(earlier);
}
