import { icon } from "../lib/icon.js";

// Short news at the bottom: {% include "_messages.html" %} brings the server's, `toast(…)` the page's own.
const SECONDS = 6;
const TO_ACT = 20;

class ToastList extends HTMLElement {
  connectedCallback() {
    for (const toast of this.querySelectorAll(".toast")) this.#prepare(toast);
    this.addEventListener("focusin", ({ relatedTarget: before }) => before && !this.contains(before) && (this.before = before));
  }

  // `action` is {label, run}; errors stay until they are closed.
  show(text, { kind = "info", action = null } = {}) {
    const toast = document.createElement("div");
    toast.className = `toast toast--${kind}`;
    const line = Object.assign(document.createElement("span"), { className: "toast__text", textContent: text });
    toast.append(line);
    if (action) {
      const button = Object.assign(document.createElement("button"), { className: "button button--small", textContent: action.label });
      button.addEventListener("click", () => (action.run(), this.#leave(toast)));
      toast.append(button);
    }
    this.append(toast);
    this.#prepare(toast);
    return toast;
  }

  #prepare(toast) {
    const close = Object.assign(document.createElement("button"), { className: "icon-button icon-button--small", type: "button" });
    close.setAttribute("aria-label", this.dataset.close);
    close.append(icon("close"));
    close.addEventListener("click", () => this.#leave(toast));
    toast.append(close);
    if (!toast.matches(".toast--error")) this.#leaveLater(toast);
  }

  #leaveLater(toast) {
    setTimeout(() => (toast.matches(":hover, :focus-within") ? this.#leaveLater(toast) : this.#leave(toast)), (toast.querySelector(".button") ? TO_ACT : SECONDS) * 1000);
  }

  #leave(toast) {
    toast.classList.add("is-leaving");
    setTimeout(() => {
      const hadFocus = toast.contains(document.activeElement);
      toast.remove();
      if (hadFocus) (this.before?.checkVisibility() ? this.before : document.getElementById("main"))?.focus({ preventScroll: true });
    }, 200);
  }
}

customElements.define("toast-list", ToastList);

export const toast = (text, options) => document.querySelector("toast-list").show(text, options);
