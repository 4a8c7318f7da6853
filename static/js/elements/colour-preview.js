/* <colour-preview data-check="…/colour/" data-css="…/colour.css" data-take="Take {colour}">field, preview, <p role="status"></colour-preview>
   The whole page wears the colour that is tried; the server says whether it would do, and which would. Without it, saving says so. */
import { get } from "../lib/http.js";

const PAUSE = 150;

class ColourPreview extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[type=color]");
    this.verdict = this.querySelector("[role=status]");
    this.brand = document.querySelector('link[rel="stylesheet"][href^="/brand.css"]');
    this.field.addEventListener("input", () => this.later());
    if (this.field.value !== this.field.defaultValue.toLowerCase()) this.later(); // tried before this script came
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const colour = this.field.value;
    const query = `?colour=${encodeURIComponent(colour)}`;
    this.brand.href = this.dataset.css + query;
    let said;
    try {
      said = await get(this.dataset.check + query);
    } catch {
      return;
    }
    if (colour === this.field.value) this.say(said);
  }

  say({ passes, text, better }) {
    this.field.setAttribute("aria-invalid", String(!passes));
    this.verdict.replaceChildren(text);
    if (passes || !better) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = this.dataset.take.replace("{colour}", better);
    button.addEventListener("click", () => {
      this.field.value = better;
      this.look();
    });
    this.verdict.append(button);
  }
}

customElements.define("colour-preview", ColourPreview);
