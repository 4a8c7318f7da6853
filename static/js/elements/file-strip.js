import { bytes } from "../lib/bytes.js";
import { icon } from "../lib/icon.js";
import { fill } from "../lib/words.js";

// One file that is being added to what one writes, as a row of the strip: what it is, how far it is, and what one can do
// about it. `does` is {remove, retry, describe}; `words` are the picker's.
export class FileRow {
  constructor(file, words, does) {
    Object.assign(this, { file, words, name: file.name });
    this.element = make("li", "file-row");
    this.element.dataset.state = "waiting";
    this.bar = make("progress", "file-row__bar", { max: 100, value: 0 });
    this.bar.setAttribute("aria-label", file.name);
    this.state = make("span", "file-row__state", { textContent: words.waiting });
    this.retry = make("button", "button button--small", { type: "button", textContent: words.retry, hidden: true });
    this.retry.addEventListener("click", does.retry);
    this.element.append(this.#face(), this.#text(does), this.retry, this.#remover(does));
  }

  #face() {
    const face = make("span", "file-row__face");
    if (this.file.address) {
      face.append(make("img", "", { src: this.file.address, alt: "" }));
      return face;
    }
    if (!(this.file instanceof Blob) || !this.file.type.startsWith("image/") || this.file.type === "image/svg+xml") {
      face.append(icon("file"));
      return face;
    }
    this.address = URL.createObjectURL(this.file);
    face.append(make("img", "", { src: this.address, alt: "" }));
    return face;
  }

  #text(does) {
    const text = make("span", "file-row__text");
    const name = make("span", "file-row__name truncate", { textContent: this.name, dir: "auto" });
    this.alt = make("input", "file-row__alt", { type: "text", maxLength: 1000, hidden: true, placeholder: this.words.alt });
    this.alt.setAttribute("aria-label", `${this.words.alt}: ${this.name}`);
    this.alt.addEventListener("change", does.describe);
    this.alt.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    text.append(name, this.state, this.bar, this.alt);
    return text;
  }

  #remover(does) {
    this.remover = make("button", "icon-button icon-button--small", { type: "button" });
    this.remover.setAttribute("aria-label", fill(this.words.cancel, { name: this.name }));
    this.remover.append(icon("close"));
    this.remover.addEventListener("click", does.remove);
    return this.remover;
  }

  show(part) {
    this.#say("sending", part.toLocaleString(document.documentElement.lang || "en", { style: "percent" }));
    this.bar.value = part * 100;
  }

  done(data) {
    this.#say("sent", bytes(data.size));
    this.alt.hidden = data.kind !== "picture";
    this.remover.setAttribute("aria-label", fill(this.words.remove, { name: this.name }));
  }

  failed(text, canRetry) {
    this.#say("failed", text || this.words.failed);
    this.retry.hidden = !canRetry;
    this.remover.setAttribute("aria-label", fill(this.words.remove, { name: this.name }));
  }

  again() {
    this.#say("waiting", this.words.waiting);
    this.retry.hidden = true;
    this.bar.value = 0;
  }

  leave() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.element.remove();
  }

  #say(state, text) {
    this.element.dataset.state = state;
    this.state.textContent = text;
    this.bar.hidden = state === "sent" || state === "failed";
  }
}

const make = (tag, className, more = {}) => Object.assign(document.createElement(tag), { className, ...more });
