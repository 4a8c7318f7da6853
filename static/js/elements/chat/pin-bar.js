import { fragment } from "../../lib/fragment.js";
import { remove } from "../../lib/http.js";

// <pin-bar data-url="/chat/12/pins/">: what is pinned in the open conversation, fetched anew when that changes.
class PinBar extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#clicked(event));
  }

  has(id) {
    return Boolean(this.querySelector(`[data-pinned="${CSS.escape(id)}"]`));
  }

  async renew() {
    const parts = await fragment(this.dataset.url).catch(() => null);
    if (!parts || !this.isConnected) return;
    const wasOpen = this.querySelector("dialog")?.open;
    const fresh = parts.querySelector("pin-bar");
    this.hidden = fresh.hidden;
    this.replaceChildren(...fresh.childNodes);
    if (wasOpen) this.querySelector("dialog")?.showModal();
  }

  async #clicked(event) {
    if (event.target.closest("a")) this.querySelector("dialog")?.close();
    const message = event.target.closest("[data-unpin]")?.dataset.unpin;
    if (!message) return;
    const conversation = this.closest("chat-conversation");
    try {
      await remove(`/api/v1/threads/${conversation.thread}/pins/${message}`);
      await this.renew();
    } catch (problem) {
      conversation.complain(problem);
    }
  }
}

customElements.define("pin-bar", PinBar);
