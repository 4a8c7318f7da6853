/* <photo-picker><form>…<input type="file"><label class="button" for hidden>Choose</label><button data-send>Use</button></form></photo-picker>
   One tap less: the photo is sent as soon as it is chosen. Without it, or where one was chosen before it came, the
   browser's own field and the button do. */
class PhotoPicker extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const field = form.querySelector("input[type=file]");
    const label = form.querySelector("label.button");
    field.classList.add("photo-form__file");
    form.querySelector("[data-send]").hidden = !field.files.length;
    label.hidden = false;
    field.addEventListener("change", () => {
      if (!field.files.length) return;
      label.setAttribute("aria-busy", "true");
      form.submit();
    });
  }
}

customElements.define("photo-picker", PhotoPicker);
