import { get } from "../lib/http.js";
import { socket } from "../lib/socket.js";
import { fill } from "../lib/words.js";

// <sign-in-code data-code="7" data-until="…">: counts the code's five minutes down and says at once when a phone came
// in by it. The event may be lost; so it also asks, at every catch-up and when the time is over.
class SignInCode extends HTMLElement {
  #ended = [];

  connectedCallback() {
    const every = setInterval(() => this.#tick(), 1000);
    this.#ended = [
      () => clearInterval(every),
      socket.on("people.sign_in_code_used", ({ data }) => data.id === this.dataset.code && this.#in(data.device)),
      socket.on("catch-up", () => this.#ask()),
    ];
    this.#tick();
  }

  disconnectedCallback() {
    for (const end of this.#ended) end();
  }

  #tick() {
    const left = Math.max(0, Math.ceil((new Date(this.dataset.until) - Date.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.querySelector("[data-left-text]").textContent = fill(this.dataset.left, { time });
    if (!left) this.#ask().then(() => this.#over());
  }

  async #ask() {
    try {
      const code = await get(`/api/v1/sign-in-codes/${this.dataset.code}`);
      if (code.state === "used") this.#in(code.used_by);
    } catch {
      // away, or signed out: the countdown goes on and the page's own banner says so
    }
  }

  #in(device) {
    this.querySelector("[data-in-text]").textContent = fill(this.dataset.in, { device });
    this.#show("[data-in-place]");
  }

  #over() {
    if (this.#ended.length === 0) return;
    this.querySelector("[data-over-text]").textContent = this.dataset.over;
    this.#show("[data-over-place]");
  }

  #show(place) {
    this.disconnectedCallback();
    this.#ended = [];
    this.querySelector("[data-open]").hidden = true;
    this.querySelector(place).hidden = false;
  }
}

customElements.define("sign-in-code", SignInCode);
