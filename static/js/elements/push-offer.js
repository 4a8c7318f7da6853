import { recall, remember } from "../lib/store.js";
import { state, turnOn } from "../lib/push.js";

// <push-offer hidden>: asks, in words of our own and only beside a list with something in it, whether this device should
// tell of such things. The browser's own question comes after "Turn on"; "Not now" is not asked again for a month.
const KEPT = "push.offer";
const MONTH = 30 * 86_400_000;

class PushOffer extends HTMLElement {
  async connectedCallback() {
    this.querySelector("[data-does=on]").addEventListener("click", () => this.#turnOn());
    this.querySelector("[data-does=later]").addEventListener("click", () => this.#later());
    const last = Number(recall(KEPT)) || 0;
    if (Date.now() - last > MONTH && (await state()) === "off" && Notification.permission === "default") this.hidden = false;
  }

  async #turnOn() {
    this.hidden = true;
    await turnOn().catch(() => location.assign("/settings/notifications/"));
  }

  #later() {
    this.hidden = true;
    remember(KEPT, Date.now());
  }
}

customElements.define("push-offer", PushOffer);
