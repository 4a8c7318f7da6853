// Shown where the browser can install us, and only until it has.
let offer = null;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  for (const hint of document.querySelectorAll("install-hint")) hint.hidden = false;
});
addEventListener("appinstalled", () => {
  offer = null;
  for (const hint of document.querySelectorAll("install-hint")) hint.hidden = true;
});

class InstallHint extends HTMLElement {
  connectedCallback() {
    this.hidden = !offer;
    this.addEventListener("click", async () => {
      await offer?.prompt();
      offer = null;
      this.hidden = true;
    });
  }
}

customElements.define("install-hint", InstallHint);
