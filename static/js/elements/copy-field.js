import { toast } from "./toast-list.js";

// <copy-field data-copied="…"><input readonly><button hidden>Copy</button></copy-field>
class CopyField extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = this.querySelector("button");
    field.addEventListener("focus", () => field.select());
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value).catch(() => field.select());
      toast(this.dataset.copied);
    });
  }
}

customElements.define("copy-field", CopyField);
