import { icon } from "../lib/icon.js";
import { socket } from "../lib/socket.js";

// Starts the page's socket and says, after a while and quietly, when it does not get through:
//   <connection-state role="status" data-waiting="Reconnecting…" data-signed-out="You are signed out." data-sign-in="Sign in"
//                     data-login="/accounts/login/">
// Its role is `status`, so screen readers hear it. That there is no network at all is <offline-banner>'s to say.
const PATIENCE = 6_000;

class ConnectionState extends HTMLElement {
  #timer = 0;
  #wasOpen = false;

  connectedCallback() {
    this.stop = socket.on("state", ({ state }) => this.#show(state));
    socket.start();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.stop();
  }

  #show(state) {
    this.#wasOpen ||= state === "open";
    if (state === "open") return this.#quiet();
    if (state === "signed-out") return this.#say(this.dataset.signedOut, this.#signIn());
    // The page that comes says why. Only for a page that was open once, or it might come round and round.
    if (state === "shut") return this.#wasOpen ? location.reload() : this.#quiet();
    if (!this.firstElementChild) this.#timer ||= setTimeout(() => this.#stillWaiting(), PATIENCE);
  }

  #stillWaiting() {
    this.#timer = 0;
    if (navigator.onLine) this.#say(this.dataset.waiting);
  }

  #quiet() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.replaceChildren();
  }

  #say(text, ...more) {
    if (this.textContent.startsWith(text)) return; // said once is enough, also to a screen reader
    this.#quiet();
    const banner = Object.assign(document.createElement("div"), { className: "banner banner--warn" });
    banner.append(icon("offline"), text, ...more);
    this.append(banner);
  }

  #signIn() {
    const next = encodeURIComponent(location.pathname + location.search);
    return Object.assign(document.createElement("a"), {
      href: `${this.dataset.login}?next=${next}`,
      textContent: this.dataset.signIn,
    });
  }
}

customElements.define("connection-state", ConnectionState);
