import { elementsOf, load, send } from "../../lib/fragment.js";
import { quietly } from "../../lib/quietly.js";
import { counted } from "../../lib/words.js";
import { prepare } from "../../models/feed-view.js";

// Polls and events of posts: each form sends and gets its part of the post back, as it is then for the reader. What others
// do comes as numbers; what numbers cannot tell (an option more, a poll that closed, hidden results) is asked for.
const JITTER = 2_000; // many pages hear of it at once

export async function act(form, submitter, list) {
  if (form.hasAttribute("aria-busy")) return void (form.again = true);
  const section = form.closest("[data-part]");
  ask(section.closest("[data-post]"));
  form.setAttribute("aria-busy", "true");
  try {
    let html = "";
    do {
      form.again = false;
      html = await send(form, new FormData(form, submitter));
    } while (form.again);
    put(section, html, list);
  } catch (problem) {
    if (problem.status && problem.text && problem.status !== 404) await refused(section, form, problem, list);
    else throw problem;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

// What was refused is shown as it is now, with the reason; what was typed stays.
async function refused(section, form, problem, list) {
  const typed = form.elements.text?.value;
  const fresh = put(section, await load(addressOf(section)), list);
  const field = typed && fresh.querySelector("input[name=text]");
  if (field) {
    field.value = typed;
    field.closest("details").open = true;
    field.focus();
  }
  const place = fresh.querySelector(".errorlist");
  place.replaceChildren(Object.assign(document.createElement("p"), { textContent: problem.text }));
  place.hidden = false;
}

export const changed = { poll: pollChanged, event: eventChanged };

function pollChanged(post, { poll, by }, list) {
  const section = post.querySelector('[data-part="poll"]');
  if (!section || section.querySelector("[aria-busy]")) return;
  const shown = [...section.querySelectorAll("[data-option]")].map(({ dataset }) => dataset.option);
  const isOther = shown.join() !== poll.options.map(({ id }) => id).join() || Boolean(section.dataset.closed) !== poll.is_closed;
  const isHidden = poll.options.some(({ vote_count: count }) => count === null);
  if (by === list.viewer.me) return renewSoon(section, list, 0);
  if (isOther || (isHidden && section.dataset.voted)) return renewSoon(section, list);
  for (const { id, vote_count: count } of isHidden ? [] : poll.options) {
    const option = section.querySelector(`[data-option="${CSS.escape(id)}"]`);
    option.querySelector("[data-count]").textContent = count.toLocaleString(document.documentElement.lang);
    option.querySelector("rect").setAttribute("width", `${poll.voter_count ? Math.round((100 * count) / poll.voter_count) : 0}%`);
  }
  count(section.querySelector("[data-counted]"), "voters", poll.voter_count);
}

function eventChanged(post, { event, by }, list) {
  const section = post.querySelector('[data-part="event"]');
  if (!section || section.querySelector("[aria-busy]")) return;
  if (by === list.viewer.me) return renewSoon(section, list, 0);
  if (Number(section.dataset.sequence) !== event.sequence) return renewSoon(section, list);
  count(section.querySelector('[data-coming="yes"]'), "going", event.yes_count);
  count(section.querySelector('[data-coming="maybe"]'), "perhaps", event.maybe_count);
}

function count(place, name, number) {
  place.dataset.counted = `${name}:${number}`;
  place.textContent = counted(name, number);
}

const addressOf = (section) => `/posts/${section.closest("[data-post]").dataset.post}/${section.dataset.part}/`;

const waiting = new WeakMap();
function renewSoon(section, list, wait = Math.random() * JITTER) {
  clearTimeout(waiting.get(section));
  waiting.set(section, setTimeout(() => renew(section, list), wait));
}

// Of the answers about one post only that to the newest question is shown, in whatever stands there by then.
const asked = new WeakMap();
const ask = (post) => asked.set(post, (asked.get(post) ?? 0) + 1).get(post);

async function renew(section, list) {
  const post = section.closest("[data-post]");
  if (!post?.isConnected) return;
  const mine = ask(post);
  try {
    const html = await load(addressOf(section));
    const shown = post.querySelector(`[data-part="${section.dataset.part}"]`);
    if (mine === asked.get(post) && shown && !shown.querySelector("[aria-busy]")) put(shown, html, list);
  } catch {
    // the next catch-up brings it
  }
}

// The fresh part in the place of the one that is shown; focus, what is open and what is typed stay.
function put(section, html, list) {
  const [fresh] = elementsOf(html);
  const post = section.closest("[data-post]");
  const focused = section.contains(document.activeElement) ? document.activeElement : null;
  const same = focused && [...fresh.querySelectorAll("input, button, a, summary")].find((other) => key(other) === key(focused));
  for (const [index, details] of [...section.querySelectorAll("details")].entries()) {
    const other = fresh.querySelectorAll("details")[index];
    if (!other || details.querySelector("form[aria-busy]")) continue; // sent, and done with
    other.open = details.open;
    const typed = details.querySelector("input[name=text]")?.value;
    if (typed) other.querySelector("input[name=text]").value = typed;
  }
  quietly(() => section.replaceWith(fresh));
  if (Number(fresh.dataset.revision) === Number(post.dataset.revision) + 1) post.dataset.revision = fresh.dataset.revision;
  prepare(post, list.viewer);
  if (focused) (same?.checkVisibility() ? same : same?.closest("details")?.querySelector("summary") ?? post).focus({ preventScroll: true });
  return fresh;
}

const key = (element) => `${element.localName} ${element.name} ${element.dataset.answer ?? (element.type === "submit" ? element.dataset.word : element.value)} ${element.href ?? ""}`;
