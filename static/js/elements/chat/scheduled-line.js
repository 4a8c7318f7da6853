import { socket } from "../../lib/socket.js";

// <scheduled-line data-thread="12" data-one data-other>: how many of one's own messages wait for their time, above the
// composer, on all of one's devices.
class ScheduledLine extends HTMLElement {
  connectedCallback() {
    this.stop = socket.on("chat.scheduled_changed", ({ data }) => data.thread === this.dataset.thread && this.#show(data.waiting));
  }

  disconnectedCallback() {
    this.stop();
  }

  #show(number) {
    const form = new Intl.PluralRules(document.documentElement.lang || "en").select(number);
    this.querySelector("a").hidden = !number;
    this.querySelector("[data-text]").textContent = (this.dataset[form] ?? this.dataset.other).replace("%(n)s", number);
  }
}

customElements.define("scheduled-line", ScheduledLine);
