import { elementsOf, load } from "../lib/fragment.js";
import { localAddress } from "../lib/local-files.js";
import { socket } from "../lib/socket.js";
import { fillWords } from "../lib/words.js";

// A picture that is being prepared: <file-waiting data-file="12">. It is replaced as soon as it can be seen, by the
// event or, where that was missed, by asking a few times.
const ASKED_AFTER = [1_500, 4_000, 10_000, 30_000, 60_000, 180_000];

class FileWaiting extends HTMLElement {
  #tries = 0;

  connectedCallback() {
    const own = localAddress(this.dataset.file);
    if (own && !this.querySelector("img")) this.append(Object.assign(document.createElement("img"), { src: own, alt: "" }));
    const after = ASKED_AFTER[this.#tries++];
    if (after) this.timer = setTimeout(() => this.#ask(), after);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async #ask() {
    const html = await load(`/files/${this.dataset.file}/shown/`).catch(() => "");
    if (html && !elementsOf(html)[0]?.matches("file-waiting")) replace(this.dataset.file, html);
    else this.connectedCallback();
  }
}

function replace(id, html) {
  for (const place of document.querySelectorAll(`file-waiting[data-file="${CSS.escape(id)}"]`)) {
    place.replaceWith(...elementsOf(html).map((shown) => (fillWords(shown), shown)));
  }
}

customElements.define("file-waiting", FileWaiting);
socket.on("content.file_prepared", ({ data, html }) => replace(data.id, html));
