import { fragment } from "../../lib/fragment.js";
import { socket } from "../../lib/socket.js";
import { loadStyle } from "../../lib/style.js";

// <thread-files data-url="/chat/12/files/">: pictures, files and voice notes of a conversation, as tabs in its details. Each
// kind is fetched when it is first looked at, and goes on as one scrolls.
class ThreadFiles extends HTMLElement {
  connectedCallback() {
    this.tabs = [...this.querySelectorAll("[role=tab]")];
    this.panel = this.querySelector("[role=tabpanel]");
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#pressed(event));
    this.near = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#more());
    // Not before the details are open: most conversations are read without them.
    this.seen = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#begin());
    this.seen.observe(this);
    this.stops = [
      socket.on("chat.message_sent", ({ data }) => this.dataset.url === `/chat/${data.thread}/files/` && data.files.length && this.#renew()),
      socket.on("content.file_prepared", () => this.#prepared()),
    ];
  }

  disconnectedCallback() {
    for (const stop of this.stops) stop();
    this.seen.disconnect();
    this.near.disconnect();
  }

  async #begin() {
    this.seen.disconnect();
    await loadStyle(new URL("../../../css/gallery.css", import.meta.url));
    if (!this.kind) this.#choose(this.tabs[0]); // not where somebody was quicker
  }

  #choose(tab) {
    for (const each of this.tabs) {
      each.setAttribute("aria-selected", each === tab);
      each.tabIndex = each === tab ? 0 : -1;
    }
    this.kind = tab.dataset.kind;
    this.panel.setAttribute("aria-labelledby", tab.id);
    this.#fetch("");
  }

  async #fetch(cursor) {
    const { kind } = this;
    this.near.disconnect();
    this.panel.setAttribute("aria-busy", "true");
    this.isLate = false;
    const parts = await fragment(`${this.dataset.url}${kind}/?cursor=${encodeURIComponent(cursor)}`).catch(() => null);
    if (kind !== this.kind || !this.isConnected) return;
    this.panel.removeAttribute("aria-busy");
    if (!cursor) this.panel.replaceChildren();
    this.panel.querySelector("[data-next]")?.remove();
    if (!parts) return this.#broken(cursor);
    const list = this.panel.querySelector("ul");
    if (list && parts.querySelector("ul")) {
      list.append(...parts.querySelector("ul").children);
      this.panel.append(...parts.querySelectorAll("[data-next]"));
    } else this.panel.append(parts);
    const next = this.panel.querySelector("[data-next]");
    if (next) this.near.observe(next);
    if (this.isLate) this.#prepared();
  }

  // A picture that was shown as waiting; the answer that is on its way may not know it yet.
  #prepared() {
    this.isLate = this.panel.hasAttribute("aria-busy");
    if (!this.isLate && this.querySelector(".file--broken")) this.#renew();
  }

  // Something more was shared; not while somebody walks through what is there.
  #renew() {
    if (this.kind && !this.panel.contains(document.activeElement)) this.#fetch("");
  }

  #more() {
    const next = this.panel.querySelector("[data-next]");
    if (next) this.#fetch(next.dataset.next);
  }

  #broken(cursor) {
    const line = this.querySelector("template").content.cloneNode(true);
    line.querySelector("button").dataset.again = cursor;
    this.panel.append(line);
  }

  #clicked(event) {
    const tab = event.target.closest("[role=tab]");
    if (tab) this.#choose(tab);
    const link = event.target.closest("a[data-message]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("show-message", { detail: { id: link.dataset.message }, bubbles: true }));
    }
    const again = event.target.closest("button[data-again]");
    if (!again) return;
    event.stopPropagation();
    again.closest("p").remove();
    this.#fetch(again.dataset.again);
  }

  #pressed(event) {
    const at = this.tabs.indexOf(event.target);
    const rtl = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + rtl, ArrowLeft: at - rtl, Home: 0, End: this.tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = this.tabs.at(to % this.tabs.length);
    tab.focus();
    this.#choose(tab);
  }
}

customElements.define("thread-files", ThreadFiles);
