// <auto-grow><textarea></textarea></auto-grow>: as tall as its text. Browsers with field-sizing do it themselves.
class AutoGrow extends HTMLElement {
  connectedCallback() {
    if (CSS.supports("field-sizing", "content")) return;
    this.addEventListener("input", this.#fit);
    this.addEventListener("fit", this.#fit); // a script put other text in
    this.#fit();
  }

  #fit = () => {
    const area = this.querySelector("textarea");
    if (!area) return;
    area.rows = 1;
    const line = parseFloat(getComputedStyle(area).lineHeight) || 20;
    area.rows = Math.min(10, Math.max(1, Math.round((area.scrollHeight - line * 0.5) / line)));
  };
}

customElements.define("auto-grow", AutoGrow);
