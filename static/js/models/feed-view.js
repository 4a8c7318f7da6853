import { quietly } from "../lib/quietly.js";
import { counted, fillWords, word } from "../lib/words.js";

// Posts and comments as elements: what differs per reader, and how news are put into what is shown already.
// `viewer` is { me, moderates: Set of groups, joined: Set of groups, home: whether it is the home feed }.
const BUSY = ".edit-form";

export function prepare(element, viewer) {
  fillWords(element);
  for (const place of element.querySelectorAll("[data-counted]:empty")) {
    const [name, number] = place.dataset.counted.split(":");
    place.textContent = counted(name, Number(number));
  }
  for (const offer of element.querySelectorAll("[data-for]")) if (!isFor(offer, viewer)) offer.remove();
  for (const mention of element.querySelectorAll(`a.mention[href="/people/${viewer.me}/"]`)) mention.classList.add("mention--me");
  for (const words of element.querySelectorAll("[data-words]:empty")) words.textContent = counted("comments", Number(words.parentElement.dataset.comments));
  for (const words of element.querySelectorAll("[data-replied]:empty")) words.textContent = counted("replied", Number(words.dataset.replied));
  for (const words of element.querySelectorAll("[data-reacted]:empty")) words.textContent = counted("reacted", Number(words.dataset.reacted));
  for (const text of element.querySelectorAll(".post__text--long")) fold(text);
  for (const place of element.querySelectorAll("[data-picker]")) {
    const blank = place.closest("feed-list")?.querySelector("[data-comment-form]");
    if (blank) place.replaceWith(blank.content.querySelector("file-picker").cloneNode(true));
  }
  globalThis.htmx?.process(element);
}

function isFor(offer, viewer) {
  const kinds = offer.dataset.for.split(" ");
  const author = offer.closest("[data-author]").dataset.author;
  const group = offer.closest("[data-group]")?.dataset.group;
  const is = {
    author: author === viewer.me,
    moderator: viewer.moderates.has(group),
    admin: viewer.administers.has(group),
    important: author === viewer.me && viewer.makesImportant.has(group),
    home: viewer.home,
    member: !group || viewer.joined.has(group),
    reader: author !== viewer.me && viewer.joined.has(group),
  };
  return kinds.some((kind) => is[kind]);
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

// `counts` is kind → number; `mine` the reader's own kind or "", and left as it is where it is undefined.
export function setReactions(thing, counts, mine) {
  const shown = reactionsOf(thing);
  const kinds = Object.entries(counts).filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one);
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  shown.dataset.reactions = kinds.map(([kind, count]) => `${kind}:${count}`).join(" ");
  shown.hidden = total < 1;
  shown.querySelector("[data-faces]").textContent = kinds.slice(0, 3).map(([kind]) => word(`face_${kind}`)).join("");
  shown.querySelector("[data-number]").textContent = number(total);
  shown.querySelector("[data-reacted]").textContent = counted("reacted", total);
  if (mine === undefined) return;
  const form = reactForm(thing);
  if (!form) return;
  form.dataset.mine = mine;
  form.elements.kind.value = mine ? "" : "like";
  form.querySelector("button").setAttribute("aria-pressed", String(Boolean(mine)));
  form.querySelector("[data-face]").textContent = mine ? word(`face_${mine}`) : "";
  Object.assign(form.querySelector("[data-word]"), { textContent: word(mine || "like") }).dataset.word = mine || "like";
}

// How many replies a comment has; the link to them is there as long as they are not shown.
export function setReplies(comment, count) {
  const replies = repliesOf(comment);
  replies.dataset.replies = count;
  const open = replies.querySelector(":scope > .replies__open");
  if (!open) return;
  open.hidden = count < 1;
  const words = open.querySelector("[data-replied]");
  Object.assign(words, { textContent: counted("replied", count) }).dataset.replied = count;
}

export const repliesOf = (comment) => comment.querySelector(":scope > .comment__main > .replies");
export const commentOf = (post, id) => post.querySelector(`[data-comment="${CSS.escape(id)}"]`);

const reactionsOf = (thing) => thing.querySelector(thing.matches("[data-post]") ? ".post__counts [data-reactions]" : "[data-reactions]");

export const reactForm = (thing) => thing.querySelector(`form[action="/${thing.dataset.comment ? `comments/${thing.dataset.comment}` : `posts/${thing.dataset.post}`}/reaction/"]`);
export const myReaction = (thing) => reactForm(thing)?.dataset.mine; // undefined where this reader does not react

export function reactions(thing) {
  const pairs = reactionsOf(thing).dataset.reactions.split(" ").filter(Boolean).map((pair) => pair.split(":"));
  return Object.fromEntries(pairs.map(([kind, count]) => [kind, Number(count)]));
}

// The counts after the reader went from one reaction (or none) to another (or none).
export function moved(counts, before, after) {
  const changed = { ...counts };
  if (before) changed[before] = Math.max(0, (changed[before] ?? 0) - 1);
  if (after) changed[after] = (changed[after] ?? 0) + 1;
  return changed;
}

// The newest text, mark and counts of a fresh fragment, into the element that is shown. Whoever edits it is let be.
export function renew(shown, fresh) {
  const parts = shown.dataset.comment ? [".comment__text", ".comment__actions > a"] : [".post__text", ".post__meta", ".post__cards", ".post__marks", ".post__shared"];
  for (const part of parts) {
    const [before, after] = [shown.querySelector(part), fresh.querySelector(part)];
    if (part === ".post__text" && !before.classList.contains("post__text--long")) after.classList.remove("post__text--long");
    if (part === ".post__marks" && "read" in before.dataset) keepRead(after);
    if (before.innerHTML !== after.innerHTML || before.hidden !== after.hidden) before.replaceWith(after);
  }
  const actions = shown.querySelector(".comment__actions");
  const mark = shown.dataset.comment && fresh.querySelector(".comment__actions").querySelector('[data-word="edited"]');
  if (mark && !actions.querySelector('[data-word="edited"]')) actions.querySelector("a").after(mark);
  const text = shown.querySelector(".post__text--long");
  if (text) fold(text);
}

// The answer to an act of one's own; the event of it brings nothing new.
export function renewNow(thing, fresh) {
  renew(thing, fresh);
  if (Number(fresh.dataset.revision) === Number(thing.dataset.revision) + 1) thing.dataset.revision = fresh.dataset.revision;
}

// A fragment for everybody asks everybody to read it: not those who have.
function keepRead(marks) {
  marks.dataset.read = "";
  marks.querySelector('[data-mark="read"]')?.remove();
  const done = marks.querySelector(".mark__done");
  if (done) done.hidden = false;
}

// In the order of time, which is the order of the page: newest first for posts, last for comments.
export function placePost(list, post) {
  const posts = [...list.querySelectorAll(":scope > [data-post]")].filter((other) => !("onTop" in other.dataset));
  const next = posts.find((other) => other.dataset.at < post.dataset.at);
  const last = posts.at(-1) ?? [...list.querySelectorAll(":scope > [data-on-top]")].at(-1);
  if (next) next.before(post);
  else if (last) last.after(post);
  else list.prepend(post);
}

// A reply among those to its comment, if they are shown: else the count tells of it.
export function placeComment(post, comment) {
  const { parent } = comment.dataset;
  const above = parent && commentOf(post, parent);
  if (parent && (!above || repliesOf(above).querySelector(":scope > .replies__open"))) return;
  const list = parent ? repliesOf(above) : post.querySelector(".comments");
  const shown = [...list.querySelectorAll(":scope > [data-comment]")];
  const next = shown.find((other) => other.dataset.at > comment.dataset.at);
  if (next) next.before(comment);
  else if (shown.length) shown.at(-1).after(comment);
  else list.prepend(comment);
}

// A post as it is now, over a post as it was: after sleep, or where an event was missed.
export function merge(shown, fresh, viewer) {
  quietly(() => {
    if (!shown.querySelector(BUSY)) renew(shown, fresh);
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const before = shown.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!before?.matches(":focus-within, :has([aria-busy])")) before?.replaceWith(part);
    }
    shown.dataset.revision = fresh.dataset.revision;
    setComments(shown, Number(fresh.querySelector("[data-comments]").dataset.comments));
    setReactions(shown, reactions(fresh), reactForm(shown)?.matches("[aria-busy]") ? undefined : myReaction(fresh));
    mergeComments(shown, [...fresh.querySelectorAll(".comments > [data-comment]")], fresh.querySelector(".comments > .link-button"));
    prepare(shown, viewer);
  });
}

// Replies that the reader opened stay open; the caller asks for them again.
function renewComment(shown, fresh) {
  const before = repliesOf(shown);
  const open = before && !before.querySelector(":scope > .replies__open");
  shown.replaceWith(fresh);
  if (!open) return;
  before.dataset.replies = repliesOf(fresh).dataset.replies;
  repliesOf(fresh).replaceWith(before);
  before.dataset.stale = "";
}

export function mergeComments(post, fresh, earlier = null) {
  const comments = post.querySelector(".comments");
  const shown = [...comments.querySelectorAll(":scope > [data-comment]")];
  const joins = shown.some((comment) => fresh.some((other) => other.id === comment.id));
  for (const comment of shown) {
    const inRange = !joins || (fresh.length && comment.dataset.at >= fresh[0].dataset.at);
    if (inRange && !fresh.some((other) => other.id === comment.id)) comment.remove();
  }
  for (const comment of fresh) {
    const before = document.getElementById(comment.id);
    if (before?.querySelector(`${BUSY}, .replies > .comment-form`)) continue;
    if (before) renewComment(before, comment);
    else placeComment(post, comment);
  }
  if (joins) return;
  comments.querySelector(":scope > .link-button")?.remove();
  if (earlier) comments.prepend(earlier);
}
