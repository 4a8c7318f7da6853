import { fragment } from "../../lib/fragment.js";
import { latest } from "../../models/latest.js";
import { quietly } from "../../lib/quietly.js";
import { socket } from "../../lib/socket.js";
import { word } from "../../lib/words.js";
import { prepare } from "../../models/feed-view.js";
import { toast } from "../toast-list.js";
import { act, changed } from "./parts.js";

// <event-list data-me data-joined data-show="coming|mine|past">: events that stay true while one looks at them. Answers change in
// their place; what comes, goes or moves to another day is taken from the page as it is then.
const JITTER = 2_000; // many pages hear of it at once

class EventList extends HTMLElement {
  answers = 0;
  #ask = latest(() => fragment(location.href).catch(() => null)); // the next catch-up brings it

  connectedCallback() {
    const [joined, nowhere] = [new Set(this.dataset.joined.split(" ")), new Set()]; // answering is for members
    this.viewer = { me: this.dataset.me, moderates: nowhere, joined, administers: nowhere, makesImportant: nowhere, home: false };
    prepare(this, this.viewer);
    this.addEventListener("submit", this.#submitted);
    this.addEventListener("click", this.#clicked);
    const events = {
      "feed.post_created": ({ data }) => data.kind === "event" && this.#refreshSoon(),
      "feed.post_deleted": ({ data }) => quietly(() => this.#row(data.id)?.remove()),
      "feed.event_changed": ({ data }) => this.#changed(data),
      "catch-up": () => this.#refreshSoon(),
    };
    this.stops = Object.entries(events).map(([type, hear]) => socket.on(type, hear));
  }

  disconnectedCallback() {
    for (const stop of this.stops) stop();
    clearTimeout(this.timer);
  }

  #row(id) {
    return this.querySelector(`[data-post="${CSS.escape(id)}"]`);
  }

  #submitted = async (event) => {
    if (event.target.dataset.does !== "part") return;
    event.preventDefault();
    this.answers += 1;
    try {
      await act(event.target, event.submitter, this);
    } catch (problem) {
      toast(problem.text || this.dataset.notDone, { kind: "error" });
    }
  };

  #clicked = (event) => {
    const link = event.target.closest('[data-does="who"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    import("../who-reacted.js").then(({ showInDialog }) => showInDialog(link, word(link.dataset.title))).catch(() => location.assign(link.href));
  };

  #changed(data) {
    const row = this.#row(data.post);
    const isMoved = row && Number(row.querySelector("[data-sequence]").dataset.sequence) !== data.event.sequence;
    if (row && !isMoved) changed.event(row, data, this);
    else if (row || data.by === this.viewer.me) this.#refreshSoon();
  }

  #refreshSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#refresh(), Math.random() * JITTER);
  }

  async #refresh() {
    if (this.querySelector("[aria-busy]")) return this.#refreshSoon();
    const { answers } = this;
    const page = await this.#ask();
    const fresh = page?.querySelector(this.localName);
    if (!fresh || !this.isConnected) return;
    if (answers !== this.answers) return this.#refreshSoon(); // it was asked for before the reader answered
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    const [row, answer] = [focused?.closest("[data-post]")?.id, focused?.dataset.answer];
    const seen = [...this.querySelectorAll("[data-steps]")].find((each) => each.getBoundingClientRect().bottom > 0);
    const before = seen?.getBoundingClientRect().top;
    this.replaceChildren(...fresh.childNodes);
    prepare(this, this.viewer);
    const again = seen && document.getElementById(seen.id);
    if (again) scrollBy({ top: again.getBoundingClientRect().top - before, behavior: "instant" });
    const back = row && document.getElementById(row);
    (back?.querySelector(`[data-answer="${CSS.escape(answer ?? "")}"]`) ?? back)?.focus({ preventScroll: true });
  }
}

customElements.define("event-list", EventList);
