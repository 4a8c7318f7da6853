import { get } from "../lib/http.js";
import { socket } from "../lib/socket.js";
import { title } from "../lib/title.js";

// <notification-bell data-count="3">: the number of unread notifications at the bell's place in the navigation and in the
// window's title, live. What is read elsewhere is taken back here: the number, and the pushes that are still shown.
class NotificationBell extends HTMLElement {
  #stop = [];
  #asked = 0;
  #answered = 0;

  connectedCallback() {
    this.#show(Number(this.dataset.count) || 0);
    this.#stop = [
      socket.on("notifications.notification_created", () => (this.#show(this.number + 1), this.#askAgain(), this.#news())),
      socket.on("notifications.notification_changed", () => this.#news()),
      socket.on("notifications.notification_read", ({ data }) => this.#read(data)),
      socket.on("catch-up", () => this.#ask()),
    ];
    const link = document.querySelector("[data-nav=bell]");
    link?.addEventListener("click", (event) => this.#open(event, link));
    this.#push((push) => push.tellAgain());
  }

  disconnectedCallback() {
    for (const stop of this.#stop) stop();
  }

  #show(number) {
    this.number = number;
    const badge = document.querySelector("[data-nav=bell] .count");
    if (badge) {
      badge.dataset.count = number;
      badge.textContent = number > 99 ? "99+" : number || "";
    }
    title.count("bell", number);
  }

  // A list that is open wants to know; so does nobody else.
  #news() {
    document.dispatchEvent(new CustomEvent("notifications"));
  }

  #read({ unread, tags }) {
    if (unread === null) this.#ask();
    else this.#show(unread), this.#askAgain();
    this.#push((push) => push.takeBack(tags));
    this.#news();
  }

  async #ask() {
    const mine = ++this.#asked;
    try {
      const { unread } = await get("/api/v1/notifications/unread");
      if (mine !== this.#asked) return;
      if (unread !== this.number) this.#news();
      this.#show(unread);
      if (!unread) this.#push((push) => push.takeBack());
    } catch {
      // the next catch-up asks again
    }
    this.#answered = mine;
  }

  // An answer that is on its way may be older than what came since.
  #askAgain() {
    if (this.#answered < this.#asked) this.#ask();
  }

  #push(act) {
    if (window.Notification?.permission === "granted") import("../lib/push.js").then(act).catch(() => {});
  }

  // On a wide screen the list opens beside the page; on the phone, and with a modifier, it is a page.
  async #open(event, link) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || innerWidth < 720 || link.ariaCurrent) return;
    event.preventDefault();
    try {
      const { togglePanel } = await import("./notification-panel.js");
      await togglePanel(link);
    } catch {
      location.assign(link.href);
    }
  }
}

customElements.define("notification-bell", NotificationBell);
