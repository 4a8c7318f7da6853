import { elementsOf, load, send } from "../../lib/fragment.js";
import { put, remove } from "../../lib/http.js";
import { latest } from "../../models/latest.js";
import { showPart } from "../../lib/part-dialog.js";
import { quietly } from "../../lib/quietly.js";
import { socket } from "../../lib/socket.js";
import { word } from "../../lib/words.js";
import { placePost } from "../../models/feed-view.js";
import { SeenPosts } from "../../models/seen-posts.js";
import { toast } from "../toast-list.js";

// What hangs on the posts of a <feed-list>: seen, read, important, pinned, shared, saved. Links that open a part of a page
// ([data-opens-part]) open it in a dialog; forms ([data-mark]) are sent without leaving the page. Both work without us.

const BEING_WRITTEN = 2_000; // what was said to others while the server learned of us is in the database by then
const number = (count) => Number(count).toLocaleString(document.documentElement.lang);
const of = (name, n, total) => (total > 0 ? word(name).replace("{n}", number(n)).replace("{total}", number(Math.max(n, total))) : number(n));

export class FeedMarks {
  constructor(list) {
    this.list = list;
    this.seen = new SeenPosts(list.viewer);
    list.addEventListener("click", this.#clicked);
    list.addEventListener("submit", this.#submitted);
    this.watcher = new MutationObserver(() => this.#look());
    this.watcher.observe(list, { childList: true, subtree: true });
    this.#look();
    const events = {
      "feed.post_seen": ({ data }) => this.#on(data.id, (post) => this.#setSeen(post, data.seen_count)),
      "feed.post_read": ({ data }) => this.#on(data.id, (post) => this.#wasRead(post, data)),
      "feed.post_shared": ({ data }) => this.#on(data.id, (post) => this.#wasShared(post, data)),
      "feed.pins_changed": ({ data }) => this.#renewPins(data.group),
      "feed.post_deleted": ({ data }) => this.#dropPin(data.id),
      "content.saved_changed": ({ data }) => data.kind === "post" && this.#on(data.id, (post) => setSaved(post, data.saved)),
      "catch-up": () => (this.#tellWhere(), this.#renewPins(this.list.dataset.only)),
    };
    this.stopHearing = Object.entries(events).map(([type, hear]) => socket.on(type, hear));
  }

  stop() {
    this.stopHearing.forEach((stop) => stop());
    this.watcher.disconnect();
    this.seen.stop();
  }

  // Who is no part of what they look at hears what happens there as long as they say so; what came before the first time
  // is asked for.
  #tellWhere() {
    const { only, profile, alone } = this.list.dataset;
    const { me, joined } = this.list.viewer;
    if (joined.has(only) || profile === me) return;
    const post = alone !== undefined && this.list.posts.querySelector("[data-post]")?.dataset.post;
    const place = post ? `post:${post}` : only ? `group:${only}` : profile && `person:${profile}`;
    if (!place || !socket.send({ type: "look", places: [place] }) || this.isTold) return;
    this.isTold = true;
    // Frames are taken one after the other: from this answer on it is known that we look here.
    const stop = socket.on("pong", () => (stop(), setTimeout(() => this.list.isConnected && this.list.catchUp(), BEING_WRITTEN)));
    socket.send({ type: "ping" });
  }

  #on(id, change) {
    const post = this.list.post(id);
    if (post) change(post);
  }

  // New posts: those that may be seen are watched, and numbers that came without words get them.
  #look() {
    for (const post of this.list.posts.querySelectorAll(":scope > [data-post]")) this.seen.watch(post);
    for (const link of this.list.querySelectorAll("[data-link-for]")) this.#fitLink(link);
    for (const place of this.list.querySelectorAll("[data-seen-of]:empty")) {
      const { seen, of: total } = place.parentElement.dataset;
      place.textContent = of("seen_of", Number(seen), Number(total));
    }
    for (const link of this.list.querySelectorAll("[data-read-count]:empty")) link.textContent = of("read_of", Number(link.dataset.readCount), Number(link.dataset.of));
  }

  // The number is for everyone, who it was for few: for others the link is none.
  #fitLink(link) {
    const post = link.closest("[data-post]");
    const { me, administers } = this.list.viewer;
    delete link.dataset.linkFor;
    if (post.dataset.author === me || administers.has(post.dataset.group)) return;
    link.removeAttribute("href");
    delete link.dataset.opensPart;
  }

  #clicked = (event) => {
    const link = event.target.closest("a[data-opens-part]");
    if (!link?.href || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#open(link);
  };

  async #open(link) {
    let parts;
    try {
      parts = elementsOf(await load(link.href));
    } catch (problem) {
      return complain(problem);
    }
    const { dialog, body } = showPart(parts[0].dataset.title, parts, link);
    body.querySelector("[autofocus]")?.focus();
    dialog.addEventListener("submit", this.#submitted);
    dialog.addEventListener("click", (event) => turn(event, body));
  }

  #submitted = (event) => {
    const form = event.target;
    const act = { read: this.#read, save: this.#save, pins: this.#movePin, nudge: this.#nudge, form: this.#sendForm }[form.dataset.mark];
    if (!act) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    Promise.resolve(act(form, event.submitter)).finally(() => form.removeAttribute("aria-busy"));
  };

  #read = async (form) => {
    const post = form.closest("[data-post]");
    try {
      await send(form);
      this.#settle(post);
    } catch (problem) {
      complain(problem);
    }
  };

  // Read: it says so, and goes from the top to its place in time; out of sight if that is further down than one has read.
  #settle(post) {
    const marks = post.querySelector("[data-marks]");
    if ("read" in marks.dataset) return;
    marks.dataset.read = "";
    const hadFocus = post.contains(document.activeElement);
    marks.querySelector('[data-mark="read"]')?.remove();
    const done = marks.querySelector(".mark__done");
    if (done) done.hidden = false;
    if (!("onTop" in post.dataset)) return hadFocus && post.focus({ preventScroll: true });
    const next = post.nextElementSibling;
    delete post.dataset.onTop;
    const later = [...this.list.posts.querySelectorAll(":scope > [data-post]:not([data-on-top])")].at(-1);
    post.remove();
    if (!later || later === post || later.dataset.at < post.dataset.at || !this.list.posts.querySelector(".more")) placePost(this.list.posts, post);
    if (hadFocus) (next?.matches("[data-post]") ? next : post.isConnected ? post : this.list.posts.querySelector("[data-post]"))?.focus({ preventScroll: true });
  }

  #wasRead(post, data) {
    const link = post.querySelector("[data-read-count]");
    if (link) {
      link.dataset.readCount = data.read_count;
      link.textContent = of("read_of", data.read_count, Number(link.dataset.of));
    }
    if (data.person.id === this.list.viewer.me) this.#settle(post);
  }

  #setSeen(post, count) {
    const place = post.querySelector("[data-seen]");
    if (!place || Number(place.dataset.seen) >= count) return;
    place.dataset.seen = count;
    place.hidden = count < 1;
    place.querySelector("[data-seen-of]").textContent = of("seen_of", count, Number(place.dataset.of));
  }

  #wasShared(post, data) {
    const place = post.querySelector("[data-shares]");
    place.dataset.shares = data.share_count;
    place.hidden = data.share_count < 1;
    place.querySelector("[data-number]").textContent = number(data.share_count);
    if (Number(post.dataset.revision) === data.revision - 1) post.dataset.revision = data.revision;
  }

  #save = async (form) => {
    const post = form.closest("[data-post]");
    const wanted = form.querySelector("button").getAttribute("aria-pressed") !== "true";
    const change = async (saved) => {
      setSaved(post, saved);
      try {
        await (saved ? put : remove)(`/api/v1/saved/post/${post.dataset.post}`);
        return true;
      } catch (problem) {
        setSaved(post, !saved);
        complain(problem);
        return false;
      }
    };
    if (!(await change(wanted))) return;
    const shows = { label: word("show"), run: () => location.assign("/saved/") };
    toast(word(wanted ? "is_saved" : "not_saved"), { action: wanted ? shows : { label: word("undo"), run: () => change(true) } });
  };

  #sendForm = async (form, submitter) => {
    const error = form.querySelector(".form-error");
    error.hidden = true;
    try {
      const html = await send(form, new FormData(form, submitter));
      form.closest("dialog").close();
      if (html) this.#shared(elementsOf(html)[0]);
    } catch (problem) {
      error.textContent = problem.status && problem.text ? problem.text : word("not_done");
      error.hidden = false;
    }
  };

  #shared(post) {
    const { only } = this.list.dataset;
    const fits = !("alone" in this.list.dataset) && (only ? only === post.dataset.group : this.list.viewer.joined.has(post.dataset.group));
    this.list.waiting.remove(post.dataset.post);
    if (fits && !document.getElementById(post.id)) {
      quietly(() => placePost(this.list.posts, post));
      this.list.show(post);
    }
    toast(word("was_shared"), { action: { label: word("show"), run: () => location.assign(`/posts/${post.dataset.post}/`) } });
  }

  #nudge = async (form) => {
    const part = form.closest("[data-part-of]");
    try {
      await send(form);
      toast(word("was_asked"));
      const fresh = elementsOf(await load(`${part.dataset.partOf}?list=not_read`));
      part.replaceWith(...fresh);
      fresh[0].querySelector('[aria-current="true"]')?.focus();
    } catch (problem) {
      complain(problem);
    }
  };

  #movePin = async (form, submitter) => {
    const at = placeAmongPins(submitter ?? form.querySelector("button"));
    try {
      this.#showPins(elementsOf(await send(form, new FormData(form, submitter)))[0], at);
    } catch (problem) {
      complain(problem);
    }
  };

  #askForPins = latest((group) => load(`/groups/${group}/pins/`).catch(() => ""));

  async #renewPins(group) {
    const region = this.list.querySelector("[data-pins]");
    if (!region || region.dataset.group !== group) return;
    const html = await this.#askForPins(group);
    if (html) this.#showPins(elementsOf(html)[0]);
  }

  // The focus stays on the same button of the same post; where that is no more, near it. `at` says where it was.
  #showPins(fresh, at) {
    const region = this.list.querySelector("[data-pins]");
    const place = at ?? (region.contains(document.activeElement) && placeAmongPins(document.activeElement));
    quietly(() => region.replaceWith(fresh));
    if (place) (place.map((one) => fresh.querySelector(one)).find(Boolean) ?? this.list.querySelector("[data-post]"))?.focus({ focusVisible: true });
    const pinned = new Set([...fresh.querySelectorAll("[data-pinned]")].map((row) => row.dataset.pinned));
    for (const post of this.list.posts.querySelectorAll(":scope > [data-post]")) post.querySelector(".mark--pin")?.toggleAttribute("hidden", !pinned.has(post.dataset.post));
  }

  #dropPin(id) {
    const region = this.list.querySelector("[data-pins]");
    region?.querySelector(`[data-pinned="${CSS.escape(id)}"]`)?.remove();
    if (region && !region.querySelector("[data-pinned]")) region.hidden = true;
  }
}

// Where to look for what stands for this button or link once the pins are fetched anew: the first that is there.
function placeAmongPins(element) {
  const row = `[data-pinned="${CSS.escape(element.closest("[data-pinned]").dataset.pinned)}"]`;
  return [element.value ? `${row} [value="${element.value}"]` : `${row} a`, `${row} button`, "button", "a"];
}

// Within a dialog: another list of the same part, or the next page of this one.
async function turn(event, body) {
  const link = event.target.closest("a[data-part], a[data-part-more]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const parts = elementsOf(await load(link.href));
    if ("part" in link.dataset) {
      body.replaceChildren(...parts);
      return body.querySelector('[aria-current="true"]')?.focus();
    }
    const more = parts[0].querySelectorAll(".seen__department, .end");
    link.closest(".end").replaceWith(...more);
    more[0]?.querySelector("a")?.focus();
  } catch (problem) {
    complain(problem);
  }
}

function setSaved(post, saved) {
  const form = post.querySelector('[data-mark="save"]');
  if (!form) return;
  form.action = `/saved/post/${post.dataset.post}/${saved ? "remove/" : ""}`;
  form.querySelector("button").setAttribute("aria-pressed", String(saved));
  const name = saved ? "saved" : "save";
  Object.assign(form.querySelector("[data-word]"), { textContent: word(name) }).dataset.word = name;
}

function complain(problem) {
  const text = problem.status === 404 ? word("gone") : problem.status && problem.text ? problem.text : word("not_done");
  toast(text, { kind: "error" });
}
