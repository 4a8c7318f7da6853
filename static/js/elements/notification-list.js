import { elementsOf, load, send } from "../lib/fragment.js";
import { latest } from "../models/latest.js";
import "./push-offer.js";

// <notification-list [data-source="/notifications/?panel=1"]>: the list keeps up with the bell, and its marks work in place.
class NotificationList extends HTMLElement {
  #ask = latest(() => load(this.dataset.source ?? "/notifications/?part=1").catch(() => null));

  connectedCallback() {
    document.addEventListener("notifications", this.#refresh);
    this.addEventListener("submit", this.#marked);
  }

  disconnectedCallback() {
    document.removeEventListener("notifications", this.#refresh);
  }

  // Not while the second page is open: what a reader looks at does not move.
  #refresh = async () => {
    if (!this.dataset.source && new URLSearchParams(location.search).has("cursor")) return;
    const html = await this.#ask();
    if (html === null || !this.isConnected) return;
    const at = [...this.querySelectorAll("a, button")].indexOf(document.activeElement);
    const note = this.querySelector(":scope > .note");
    this.replaceChildren(...(note ? [note] : []), ...elementsOf(html));
    if (at >= 0) [...this.querySelectorAll("a, button")].at(Math.min(at, this.querySelectorAll("a, button").length - 1))?.focus();
  };

  #marked = async (event) => {
    if (!event.target.matches(".bell__mark")) return;
    event.preventDefault();
    try {
      await send(event.target);
      await this.#refresh();
    } catch {
      event.target.submit();
    }
  };
}

customElements.define("notification-list", NotificationList);
