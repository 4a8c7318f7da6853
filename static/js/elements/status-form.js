// <status-form>: suggestions fill the form; the last day is asked for only where it counts.
class StatusForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const { emoji, text, ends, day } = form.elements;
    const place = this.querySelector(".status-presets");
    place.hidden = false;
    place.addEventListener("click", ({ target }) => {
      const preset = target.closest("button")?.dataset;
      if (!preset) return;
      [emoji.value, text.value, ends.value] = [preset.emoji, preset.text, preset.ends];
      fit();
      text.focus();
    });
    const fit = () => (day.closest(".field").hidden = ends.value !== "date");
    ends.addEventListener("change", fit);
    fit();
  }
}

customElements.define("status-form", StatusForm);
