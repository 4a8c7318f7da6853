import { socket } from "../lib/socket.js";
import { TypingPeople } from "./typing-people.js";

// "Ana is writing a comment…" under a post, for five seconds after the last sign of it. One for a page of posts.
const LOOK = 500;
const AGAIN = 3_000;

export class CommentTyping {
  #posts = new Map();
  #told = new Map();
  #timer = 0;

  // `postOf(id)` finds a post that is shown; `words` are {one, many} with a place for the name.
  constructor(postOf, words) {
    Object.assign(this, { postOf, words });
    const stops = [
      socket.on("realtime.typing_started", ({ data }) => this.#started(data)),
      socket.on("realtime.typing_stopped", ({ data }) => this.#gone(data)),
    ];
    this.stop = () => stops.forEach((stop) => stop());
  }

  // The reader writes a comment: said now and again while they do.
  tell(field) {
    const post = field.closest("[data-post]")?.dataset.post;
    if (!post || !field.value.trim() || Date.now() - (this.#told.get(post) ?? 0) < AGAIN) return;
    if (socket.send({ type: "typing", place: `post:${post}` })) this.#told.set(post, Date.now());
  }

  // What was being written is there.
  stopped(post, person) {
    this.#told.delete(post);
    if (this.#posts.get(post)?.stopped(person)) this.#write();
  }

  #gone({ place, person }) {
    const [kind, id] = place.split(":");
    if (kind === "post" && this.#posts.get(id)?.stopped(person.id)) this.#write();
  }

  #started({ place, person }) {
    const [kind, id] = place.split(":");
    if (kind !== "post" || !this.postOf(id)) return;
    if (!this.#posts.has(id)) this.#posts.set(id, new TypingPeople());
    this.#posts.get(id).started(person);
    this.#timer ||= setInterval(() => this.#write(), LOOK);
    this.#write();
  }

  #write() {
    for (const [id, people] of this.#posts) {
      const names = people.names();
      this.#show(this.postOf(id), names);
      if (!names.length) this.#posts.delete(id);
    }
    if (this.#posts.size) return;
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #show(post, names) {
    let line = post?.querySelector(":scope > .comments__typing");
    if (!names.length) return line?.remove();
    if (!post) return undefined;
    line ??= post.appendChild(Object.assign(document.createElement("p"), { className: "comments__typing" }));
    const text = names.length > 1 ? this.words.many : this.words.one.replace("{name}", names[0].split(" ")[0]);
    if (line.textContent !== text) line.textContent = text;
    return line;
  }
}
