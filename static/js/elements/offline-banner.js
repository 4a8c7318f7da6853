import { icon } from "../lib/icon.js";

// Says that there is no connection. The browser's word counts, and so does any part of the page that noticed first:
// dispatch a `connection` event with {detail: {lost: true|false}} on window.
class OfflineBanner extends HTMLElement {
  connectedCallback() {
    addEventListener("offline", this.#lost);
    addEventListener("online", this.#back);
    addEventListener("connection", this.#told);
    if (!navigator.onLine) this.#lost();
  }

  disconnectedCallback() {
    removeEventListener("offline", this.#lost);
    removeEventListener("online", this.#back);
    removeEventListener("connection", this.#told);
  }

  #told = (event) => (event.detail.lost ? this.#lost() : this.#back());

  #lost = () => {
    if (this.firstElementChild) return;
    const banner = Object.assign(document.createElement("div"), { className: "banner banner--warn" });
    banner.append(icon("offline"), this.dataset.text);
    this.append(banner);
  };

  #back = () => this.replaceChildren();
}

customElements.define("offline-banner", OfflineBanner);
