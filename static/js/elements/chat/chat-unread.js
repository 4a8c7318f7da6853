import { inTime } from "../../lib/in-time.js";
import { keptItems } from "../../lib/outbox-shelf.js";
import { threads } from "../../lib/threads.js";
import { title } from "../../lib/title.js";

// <chat-unread data-me="1">: the number of unread messages at Work Chat's place in the navigation and in the window's title.
// What the page before knew stands there until the server answers.
const KEPT = "chat.unread";
const LATER = 2_000; // what a page has to show comes first

class ChatUnread extends HTMLElement {
  connectedCallback() {
    threads.addEventListener("count", this.#write);
    this.#show(Number(sessionStorage.getItem(KEPT)) || 0);
    threads.start(this.dataset.me);
    inTime(() => import("../../lib/ringing.js")).then(({ startRinging }) => startRinging(this.dataset.me));
    // What waited when the last page was closed goes out from any page.
    if (keptItems(this.dataset.me).length) inTime(() => import("../../lib/outbox.js")).then(({ outboxOf }) => outboxOf(this.dataset.me));
    setTimeout(() => inTime(() => import("../../lib/keeper.js")).then(({ keepWhatComes }) => keepWhatComes(this.dataset.me)), LATER);
  }

  disconnectedCallback() {
    threads.removeEventListener("count", this.#write);
  }

  #write = () => this.#show(threads.index.unread);

  #show(number) {
    sessionStorage.setItem(KEPT, number);
    const badge = document.querySelector("[data-nav=chat] .count");
    if (badge) {
      badge.dataset.count = number;
      badge.textContent = number > 99 ? "99+" : number || "";
    }
    title.count("chat", number);
  }
}

customElements.define("chat-unread", ChatUnread);
