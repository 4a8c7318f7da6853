import { toast } from "../elements/toast-list.js";
import { announce } from "../lib/announce.js";
import { elementsOf, send } from "../lib/fragment.js";
import { quietly } from "../lib/quietly.js";
import { word } from "../lib/words.js";
import { writeParts } from "./composer-parts.js";
import { moved, myReaction, placeComment, placePost, prepare, reactions, setReactions } from "./feed-view.js";

// What the reader does: each form of the page, sent without leaving it. A form that fails keeps what was typed.
export class FeedDoing {
  constructor(list) {
    this.list = list;
  }

  post = (form) =>
    this.#write(form, async (html) => {
      const [post] = elementsOf(html);
      if (!post) return toast(word("post_waits")); // an admin of the group lets it in first
      if (post.dataset.scheduled) return (await import("../elements/feed/composer.js")).waits(post);
      this.list.waiting.remove(post.dataset.post);
      if (!document.getElementById(post.id)) placePost(this.list.posts, post);
      this.list.show(post);
      announce(word("posted"));
    });

  // A poll or an event of a post; its link's preview; itself.
  part = (form, _kind, submitter) => this.#try(async () => (await import("../elements/feed/parts.js")).act(form, submitter, this.list));
  card = (form) => this.#try(async () => (await import("../elements/feed/card.js")).hide(form, this.list, complain));
  delete = (form) => this.#try(async () => (await import("../elements/feed/deleting.js")).remove(form, this.list));

  #try = (act) => act().catch(complain);

  comment = (form, post = form.closest("[data-post]")) =>
    this.#write(form, (html) => {
      const [comment] = elementsOf(html);
      announce(word("posted"));
      if (form.elements.parent) form.remove();
      const shown = document.getElementById(comment.id) ?? comment; // its event may have been sooner
      if (shown === comment) {
        placeComment(post, comment);
        prepare(comment, this.list.viewer);
      }
      if (comment.dataset.parent && shown.isConnected) shown.focus({ preventScroll: true });
    });

  save = (form) => this.#write(form, async (html) => (await import("../elements/feed/editing.js")).saved(form, html, this.list));

  async #write(form, done) {
    const field = form.elements.text;
    if (form.hasAttribute("aria-busy")) return;
    if (!field.value.trim() && !saysEnough(form)) return field.focus();
    form.setAttribute("aria-busy", "true");
    const button = form.querySelector("button:not([type])");
    button.setAttribute("aria-busy", "true");
    try {
      if (!((await form.querySelector("file-picker")?.settled?.()) ?? true)) return;
      const html = await send(form);
      this.list.drafts.forget(field);
      empty(form);
      await done(html);
    } catch (problem) {
      this.#explain(form, problem);
    } finally {
      form.removeAttribute("aria-busy");
      button.removeAttribute("aria-busy");
    }
  }

  #explain(form, problem) {
    const known = Object.entries(problem.fields ?? {}).filter(([name]) => form.querySelector(`[data-error="${CSS.escape(name)}"]`));
    for (const list of form.querySelectorAll("[data-error]")) list.hidden = true;
    for (const [name, texts] of known) fillErrors(form.querySelector(`[data-error="${CSS.escape(name)}"]`), texts);
    if (!known.length) fillErrors(form.querySelector('[data-error="text"]') ?? form.querySelector(".errorlist"), [reason(problem, "not_sent")]);
    const field = fieldOf(form, known[0]?.[0]) ?? form.elements.text;
    field.setAttribute("aria-invalid", "true");
    const why = form.querySelector(`[data-error="${CSS.escape(known[0]?.[0] ?? "text")}"]`);
    if (why) field.setAttribute("aria-describedby", (why.id ||= `why-${why.dataset.error}`));
    field.focus();
  }

  // Shown at once, rolled back if refused. Quick taps are sent one after the other; the last one holds.
  async react(form, kind = form.elements.kind.value) {
    const thing = form.closest("[data-comment], [data-post]");
    let sent = myReaction(thing);
    this.#show(thing, kind);
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    try {
      while (myReaction(thing) !== sent) {
        const wanted = myReaction(thing);
        const data = new FormData(form);
        data.set("kind", wanted);
        await send(form, data);
        sent = wanted;
      }
    } catch (problem) {
      this.#show(thing, sent);
      complain(problem);
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  #show(thing, kind) {
    const before = myReaction(thing);
    if (kind !== before) setReactions(thing, moved(reactions(thing), before, kind), kind);
  }

  // The list of who reacted, or why one sees the post, over the page.
  who = (link) => this.#inDialog(link, link.dataset.title ?? "who_reacted");
  why = (link) => this.#inDialog(link, "why");

  #inDialog(link, heading) {
    import("../elements/who-reacted.js").then(({ showInDialog }) => showInDialog(link, word(heading))).catch(() => location.assign(link.href));
    return true;
  }

  edit = (link) => this.#try(async () => (await import("../elements/feed/editing.js")).openEdit(link, this.list.drafts));

  cancel(form) {
    this.list.drafts.forget(form.elements.text);
    const hadFocus = form.contains(document.activeElement);
    form.previousElementSibling.hidden = false;
    const thing = form.closest("[data-comment], [data-post]");
    form.remove();
    if (hadFocus) thing.focus({ preventScroll: true });
  }

  answer(link) {
    const post = link.closest("[data-post]");
    const form = post.querySelector(".comment-form") ?? this.#commentForm(post);
    form?.elements.text.focus();
    return Boolean(form);
  }

  // The form for a reply, under the comment; a reply to a reply names whom it answers.
  async reply(link) {
    const { replyForm } = await import("../elements/feed/replies.js");
    replyForm(this.list, link.closest("[data-comment]"));
  }

  async replies(link) {
    const { openReplies } = await import("../elements/feed/replies.js");
    openReplies(this.list, link.closest("[data-comment]"));
  }

  #commentForm(post) {
    const blank = this.list.querySelector("[data-comment-form]");
    if (!blank || (post.dataset.group && !this.list.viewer.joined.has(post.dataset.group))) return null;
    const form = blank.content.firstElementChild.cloneNode(true);
    const id = post.dataset.post;
    form.action = `/posts/${id}/comments/`;
    form.elements.text.id = `answer-${id}`;
    form.elements.text.dataset.draft = `comment-${id}`;
    form.elements.text.dataset.place = `post:${id}`;
    post.querySelector(".comments").append(form);
    this.list.drafts.bringBack(form.elements.text);
    return form;
  }

  async copy(link) {
    try {
      await navigator.clipboard.writeText(link.href);
      toast(word("link_copied"));
    } catch {
      location.assign(link.href);
    }
  }
}

// Pictures and events need no words.
const hasFiles = (form) => Boolean(form.querySelector('[name="files"], .file-strip > *'));
const saysEnough = (form) => form.elements.with_event?.checked || form.elements.with_poll?.checked || hasFiles(form); // what a poll lacks is said at its fields

function fillErrors(list, texts) {
  list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  list.hidden = false;
}

function fieldOf(form, name) {
  const field = name && form.elements[name];
  return field?.focus ? field : field?.[0];
}

function empty(form) {
  const field = form.elements.text;
  const focused = form.contains(document.activeElement) && document.activeElement;
  writeParts(form, {}, { keepsPlace: true }); // before the field tells that it changed: a draft is kept of both
  field.value = field.defaultValue = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (const list of form.querySelectorAll(".errorlist")) list.hidden = true;
  for (const wrong of form.querySelectorAll("[aria-invalid]")) ["aria-invalid", "aria-describedby"].forEach((name) => wrong.removeAttribute(name));
  if (focused && !focused.checkVisibility()) field.focus();
  form.querySelector("file-picker")?.clear?.();
  if (form.elements.client_id) form.elements.client_id.value = newId();
}

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const complain = (problem) => toast(reason(problem, "not_done"), { kind: "error" });

function reason(problem, otherwise) {
  if (problem.status === 404) return word("gone");
  return problem.status && problem.text ? problem.text : word(otherwise);
}
