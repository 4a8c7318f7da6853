import { fragment } from "../../lib/fragment.js";

// <pin-bar data-url="/chat/12/pins/">: what is pinned in the open conversation, fetched anew when that changes.
class PinBar extends HTMLElement {
  #asked = 0;

  connectedCallback() {
    this.addEventListener("click", (event) => this.#clicked(event));
  }

  has(id) {
    return Boolean(this.querySelector(`[data-pinned="${CSS.escape(id)}"]`));
  }

  async renew() {
    const mine = ++this.#asked;
    const parts = await fragment(this.dataset.url).catch(() => null);
    if (!parts || mine < this.#asked || !this.isConnected) return;
    const wasOpen = this.querySelector("dialog")?.open;
    const fresh = parts.querySelector("pin-bar");
    this.hidden = fresh.hidden;
    this.replaceChildren(...fresh.childNodes);
    if (wasOpen) this.querySelector("dialog")?.showModal();
  }

  async #clicked(event) {
    if (event.target.closest("a")) this.querySelector("dialog")?.close();
    const message = event.target.closest("[data-unpin]")?.dataset.unpin;
    if (message) (await import("./tools/pin.js")).setPin(this.closest("chat-conversation"), message, false);
  }
}

customElements.define("pin-bar", PinBar);
