import { word } from "../lib/words.js";

// The six reactions above a button. One is on the page at a time; it goes with Escape, a click elsewhere, or when the
// mouse has left it for a moment.
const KINDS = ["like", "love", "laugh", "wow", "sad", "thanks"];
const LEAVE = 500;

let shown = null;

export function openReactionBar(button, { focus, choose }) {
  if (shown?.button === button) return focus && shown.focus();
  shown?.close();
  shown = document.createElement("reaction-bar");
  shown.open(button, choose);
  if (focus) shown.focus();
  return shown;
}

class ReactionBar extends HTMLElement {
  open(button, choose) {
    Object.assign(this, { button, choose });
    const mine = button.form.dataset.mine;
    this.className = "reaction-bar";
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", word("reactions"));
    this.append(...KINDS.map((kind) => this.#face(kind, kind === mine)));
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("click", this.#clicked);
    for (const place of [this, button]) {
      place.addEventListener("pointerenter", this.#stay);
      place.addEventListener("pointerleave", this.#leave);
    }
    button.closest(".reacts").append(this);
    document.addEventListener("pointerdown", this.#elsewhere);
    document.addEventListener("focusin", this.#elsewhere);
    document.addEventListener("keydown", this.#escape);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    for (const place of [this, this.button]) {
      place.removeEventListener("pointerenter", this.#stay);
      place.removeEventListener("pointerleave", this.#leave);
    }
    document.removeEventListener("pointerdown", this.#elsewhere);
    document.removeEventListener("focusin", this.#elsewhere);
    document.removeEventListener("keydown", this.#escape);
    if (shown === this) shown = null;
  }

  focus() {
    (this.querySelector('[aria-pressed="true"]') ?? this.firstElementChild).focus();
  }

  close() {
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (hadFocus) this.button.focus();
  }

  #face(kind, mine) {
    const face = document.createElement("button");
    face.type = "button";
    face.className = "reaction-bar__face";
    face.dataset.kind = kind;
    face.tabIndex = mine || (!this.button.form.dataset.mine && kind === "like") ? 0 : -1;
    face.title = word(kind);
    face.setAttribute("aria-label", word(kind));
    face.setAttribute("aria-pressed", String(mine));
    face.textContent = word(`face_${kind}`);
    return face;
  }

  #clicked = (event) => {
    const kind = event.target.closest("[data-kind]")?.dataset.kind;
    if (!kind) return;
    event.preventDefault();
    event.stopPropagation();
    const mine = this.button.form.dataset.mine;
    this.close();
    this.choose(kind === mine ? "" : kind);
  };

  #pressed = (event) => {
    const faces = [...this.children];
    const at = faces.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: faces.length - 1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = faces[(at + (getComputedStyle(this).direction === "rtl" ? -step : step) + faces.length) % faces.length];
    for (const face of faces) face.tabIndex = face === to ? 0 : -1;
    to.focus();
  };

  #escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  };

  #elsewhere = ({ target }) => !this.contains(target) && !this.button.contains(target) && this.close();
  #stay = () => clearTimeout(this.timer);
  #leave = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => !this.contains(document.activeElement) && this.close(), LEAVE);
  };
}

customElements.define("reaction-bar", ReactionBar);
