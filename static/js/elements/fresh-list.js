import { released } from "../lib/press.js";

// A list that stays true without a socket: <fresh-list data-state="…"> asks for its own page every few seconds and
// takes over the list when its state changed. Who has the focus keeps it.
const PAUSE = 3_000;

class FreshList extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => !document.hidden && this.refresh(), PAUSE);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async refresh() {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await released();
    const fresh = page.querySelector(this.localName);
    if (!fresh || fresh.dataset.state === this.dataset.state) return;
    const focused = this.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    this.dataset.state = fresh.dataset.state;
    this.replaceChildren(...fresh.childNodes);
    if (focused) this.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

customElements.define("fresh-list", FreshList);
