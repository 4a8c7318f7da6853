import { state, test, turnOff, turnOn } from "../lib/push.js";
import { toast } from "./toast-list.js";

// <push-switch data-state="asking">: what stands in it with data-when is shown in that state (unsupported, denied, off,
// on); a button's data-does is on, off or test. Nothing is asked of the browser before a button is pressed.
const does = { on: turnOn, off: turnOff };

class PushSwitch extends HTMLElement {
  async connectedCallback() {
    this.addEventListener("click", this.#pressed);
    this.#become(await state());
  }

  #become(now) {
    this.dataset.state = now;
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== now;
    if (this.hasAttribute("data-offer")) this.hidden = now !== "off";
  }

  #pressed = async (event) => {
    const button = event.target.closest("[data-does]");
    if (!button) return;
    const error = this.querySelector("[role=alert]");
    button.setAttribute("aria-busy", "true");
    error.hidden = true;
    try {
      if (button.dataset.does === "test") await test();
      else this.#become(await does[button.dataset.does]());
      if (button.dataset.done) toast(button.dataset.done);
    } catch {
      error.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
}

customElements.define("push-switch", PushSwitch);
