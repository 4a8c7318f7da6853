import { elementsOf, load } from "../lib/fragment.js";
import { icon } from "../lib/icon.js";
import { quietly } from "../lib/quietly.js";
import { socket } from "../lib/socket.js";
import { counted, word } from "../lib/words.js";
import { CommentTyping } from "../models/comment-typing.js";
import { Drafts } from "../models/drafts.js";
import { FeedDoing } from "../models/feed-doing.js";
import { commentOf, fold, merge, mergeComments, placeComment, placePost, prepare, renew, setComments, setReactions, setReplies } from "../models/feed-view.js";
import { offerReactions } from "../models/reaction-offer.js";
import { WaitingPosts } from "../models/waiting-posts.js";

// Posts that stay true while one reads: <feed-list data-me data-moderates data-joined>, with `data-home`, the
// `data-only` of a group or the `data-profile` of a person.
// New posts wait behind a pill; what is shown already changes in its place. `data-alone` is a post's own page.
const MOST_WAITING = 50;
const SOON = 400;

const keyboard = matchMedia("(pointer: fine)");

class FeedList extends HTMLElement {
  connectedCallback() {
    const set = (name) => new Set((this.dataset[name] ?? "").split(" "));
    this.viewer = { me: this.dataset.me, moderates: set("moderates"), joined: set("joined"), administers: set("administers"), makesImportant: set("makesImportant"), home: "home" in this.dataset };
    this.posts = this.querySelector("[data-posts]");
    this.drafts = new Drafts(this.viewer.me);
    this.waiting = new WaitingPosts((count) => this.#drawPill(count));
    this.doing = new FeedDoing(this);
    this.typing = new CommentTyping((id) => this.post(id), { one: word("typing_one"), many: word("typing_many") });
    prepare(this, this.viewer);
    offerReactions(this, (form, kind) => this.doing.react(form, kind));
    for (const field of this.querySelectorAll("[data-draft]")) this.drafts.bringBack(field);
    this.querySelector("textarea[autofocus]")?.setSelectionRange(-1, -1);
    for (const tool of this.querySelectorAll('[data-does="mention"]')) tool.hidden = false;
    this.#listen();
    this.#hear();
    import("./feed/marks.js").then(({ FeedMarks }) => this.isConnected && (this.marks = new FeedMarks(this)));
  }

  disconnectedCallback() {
    this.stopHearing.forEach((stop) => stop());
    this.typing.stop();
    this.marks?.stop();
    this.drafts.stop();
    clearTimeout(this.timer);
  }

  #listen() {
    this.addEventListener("submit", this.#submitted);
    this.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("change", ({ target }) => target.name === "option" && target.form.requestSubmit());
    this.addEventListener("change", ({ target }) => target.matches(".composer :is(input, select)") && this.drafts.keep(target.form.elements.text));
    this.addEventListener("input", ({ target }) => target.matches(".composer-part input") && this.drafts.keep(target.form.elements.text));
    this.addEventListener("input", ({ target }) => target.closest(".comment-form") && this.typing.tell(target));
    this.addEventListener("input", (event) => event.target.dataset.draft && this.drafts.keep(event.target));
    this.addEventListener("htmx:beforeSwap", ({ target }) => (this.swapsFocus = target.contains(document.activeElement)));
    this.addEventListener("htmx:load", (event) => this.contains(event.target) && this.#came(event.target));
    addEventListener("resize", () => this.querySelectorAll(".post__text--long").forEach(fold), { passive: true });
  }

  // In the place of a link that may have held the focus.
  #came(more) {
    prepare(more, this.viewer);
    if (this.swapsFocus) more.closest("a, [data-comment], [data-post]")?.focus({ preventScroll: true });
    this.swapsFocus = false;
  }

  #submitted = (event) => {
    const does = event.target.dataset.does;
    if (!(does in this.doing) || (does === "delete" && this.#isOnlyThing(event.target))) return;
    event.preventDefault();
    this.doing[does](event.target, undefined, event.submitter);
  };

  // Without the post its own page has nothing to show: the server's page follows, with its undo.
  #isOnlyThing(form) {
    return "alone" in this.dataset && !form.closest("[data-comment]");
  }

  #clicked = (event) => {
    const link = event.target.closest("[data-does]");
    if (!link || link.matches("form") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const handled = {
      unfold: () => this.#unfold(link),
      answer: () => this.doing.answer(link),
      edit: () => this.doing.edit(link),
      cancel: () => (this.doing.cancel(link.closest("form")), true),
      reply: () => (this.doing.reply(link), true),
      replies: () => (this.doing.replies(link), true),
      copy: () => this.doing.copy(link),
      who: () => this.doing.who(link),
      why: () => this.doing.why(link),
      mention: () => link.closest("form").querySelector("mention-box").begin(),
    }[link.dataset.does]?.();
    if (handled) event.preventDefault();
  };

  #pressed = (event) => {
    const form = event.target.closest("form[data-does]");
    if (!form || event.defaultPrevented) return;
    if (this.#sends(event, form)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape" && form.matches(".edit-form")) {
      this.doing.cancel(form);
    }
  };

  // Ctrl+Enter anywhere; in a comment Enter too, as in Work Chat, but not on a phone, whose Enter key breaks the line.
  #sends(event, form) {
    if (event.key !== "Enter" || event.isComposing) return false;
    return event.ctrlKey || event.metaKey || (form.dataset.does === "comment" && !event.shiftKey && keyboard.matches);
  }

  #unfold(link) {
    const text = link.parentElement.querySelector(".post__text");
    text.classList.remove("post__text--long");
    link.remove();
    text.closest("[data-post]").focus({ preventScroll: true });
    return true;
  }

  // A post of one's own, or the first of all: there is nothing below it to disturb.
  show(post) {
    this.querySelector("[data-empty]")?.remove();
    prepare(post, this.viewer);
  }

  #drawPill(count) {
    const holder = this.querySelector(".pill-holder");
    if (!holder) return;
    if (!count) return holder.replaceChildren();
    const pill = holder.firstElementChild ?? holder.appendChild(document.createElement("button"));
    pill.className = "pill";
    pill.onclick = () => this.#showWaiting();
    pill.replaceChildren(icon("arrow-up"), counted("new_posts", count));
  }

  #showWaiting() {
    const waiting = this.waiting.take();
    if (waiting.length > MOST_WAITING) return location.reload();
    const posts = waiting.map(({ element }) => element);
    for (const post of posts) {
      placePost(this.posts, post);
      this.show(post);
    }
    const first = this.posts.querySelector(":scope > [data-post]:not([data-on-top])") ?? this.posts.firstElementChild;
    first.scrollIntoView({ block: "start" });
    first.focus({ preventScroll: true });
  }

  #hear() {
    const events = {
      "feed.post_created": this.#created,
      "feed.post_edited": (event) => this.#on(event, (post) => renew(post, elementsOf(event.html)[0])),
      "feed.post_marked": (event) => this.#on(event, (post) => renew(post, elementsOf(event.html)[0])),
      "feed.post_deleted": ({ data }) => this.#gone(data.id),
      "feed.comment_created": (event) => this.#on(event, (post) => this.#addComment(post, event)),
      "feed.comment_edited": (event) => this.#onComment(event, (comment) => renew(comment, elementsOf(event.html)[0])),
      "feed.comment_deleted": (event) => this.#on(event, (post) => this.#dropComment(post, event.data)),
      "feed.poll_changed": (event) => this.#on(event, (post) => this.#part("poll", post, event.data)),
      "feed.event_changed": (event) => this.#on(event, (post) => this.#part("event", post, event.data)),
      "feed.scheduled_changed": () => {}, // seen where they are listed
      "feed.reaction_changed": (event) => this.#on(event, (post) => this.#reacted(post, event.data)),
      "groups.group_changed": ({ data }) => this.#groupChanged(data),
      "catch-up": () => this.catchUp(),
    };
    this.stopHearing = Object.entries(events).map(([type, hear]) => socket.on(type, hear));
  }

  post(id) {
    return this.posts.querySelector(`:scope > [data-post="${CSS.escape(id)}"]`) ?? this.waiting.get(id)?.element;
  }

  #created = ({ data, html }) => {
    const known = this.post(data.id);
    if (known || !this.#shows(data)) return;
    const mine = data.author.id === this.viewer.me && this.querySelector(".composer[aria-busy]");
    if (!mine) this.#arrive(elementsOf(html)[0]);
  };

  #shows({ group, author }) {
    const { only, profile } = this.dataset;
    if ("alone" in this.dataset) return false;
    if (profile) return !group && author.id === profile;
    return !only || only === group?.id;
  }

  #arrive(element) {
    if (this.posts.querySelector("[data-post]")) return this.waiting.add({ id: element.dataset.post, element });
    this.posts.prepend(element);
    this.show(element);
  }

  // An event about a post that is shown. One that does not follow what we know means that something was missed.
  #on({ data }, change) {
    const post = this.post(data.post ?? data.id);
    if (!post) return;
    const known = Number(post.dataset.revision);
    if (data.revision <= known) return;
    quietly(() => change(post));
    prepare(post, this.viewer);
    if (data.revision === known + 1) post.dataset.revision = data.revision;
    else this.#catchUpSoon();
  }

  #onComment(event, change) {
    this.#on(event, (post) => {
      const comment = commentOf(post, event.data.id);
      if (comment) change(comment);
    });
  }

  #addComment(post, { data, html }) {
    setComments(post, data.comment_count);
    this.typing.stopped(data.post, data.author.id);
    this.#countReplies(post, data);
    if (!document.getElementById(`comment-${data.id}`)) placeComment(post, elementsOf(html)[0]);
  }

  #countReplies(post, { parent, parent_replies: count }) {
    const above = parent && commentOf(post, parent);
    if (above) setReplies(above, count);
  }

  #dropComment(post, data) {
    setComments(post, data.comment_count);
    this.#countReplies(post, data);
    commentOf(post, data.id)?.remove();
  }

  #reacted(post, data) {
    const thing = data.comment ? post.querySelector(`[data-comment="${CSS.escape(data.comment)}"]`) : post;
    if (!thing) return;
    const mine = data.person.id === this.viewer.me && !thing.querySelector('[data-does="react"][aria-busy]');
    setReactions(thing, data.reactions, mine ? data.kind ?? "" : undefined);
  }

  #part(name, post, data) {
    import("./feed/parts.js").then(({ changed }) => changed[name](post, data, this)).catch(() => this.#catchUpSoon());
  }

  #groupChanged({ id, archived }) {
    if (archived !== this.viewer.joined.has(id)) return; // it is shown as it is
    import("./feed/closing.js").then(({ closeGroup, openGroup }) => (archived ? closeGroup : openGroup)(this, id));
  }

  #gone(id) {
    this.waiting.remove(id);
    const post = this.post(id);
    if (post) quietly(() => post.remove());
  }

  #catchUpSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.catchUp(), SOON);
  }

  async catchUp() {
    const known = [...this.posts.querySelectorAll(":scope > [data-post]")].map((post) => `${post.dataset.post}.${post.dataset.revision}`);
    const alone = "alone" in this.dataset;
    const query = new URLSearchParams({ posts: known.slice(0, 200).join(",") });
    if (alone) query.set("only", "1");
    else if (this.dataset.only) query.set("group", this.dataset.only);
    else if (this.dataset.profile) query.set("person", this.dataset.profile);
    const parts = elementsOf(await load(`/feed/changes/?${query}`).catch(() => ""));
    for (const part of parts) {
      if (part.matches("template")) part.dataset.gone.split(",").filter(Boolean).forEach((id) => this.#gone(id));
      else if (this.posts.querySelector(`:scope > #${part.id}`)) this.#renewed(part, alone);
      else if (part.dataset.at > this.dataset.since) this.#arrive(part);
    }
  }

  async #renewed(fresh, alone) {
    const shown = document.getElementById(fresh.id);
    const more = alone ? elementsOf(await load(`/posts/${fresh.dataset.post}/`).catch(() => "")) : [];
    if (Number(fresh.dataset.revision) < Number(shown.dataset.revision)) return; // an event overtook it
    merge(shown, fresh, this.viewer);
    const comments = more.filter((part) => part.matches("[data-comment]"));
    if (comments.length) quietly(() => mergeComments(shown, comments));
    prepare(shown, this.viewer);
    for (const stale of shown.querySelectorAll("[data-stale]")) this.doing.replies(stale);
  }
}

customElements.define("feed-list", FeedList);
