// Three buttons: like the device, light, dark. theme.js reads the choice before the next page is painted.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-choice]");
      if (button) this.#choose(button.dataset.themeChoice);
    });
    addEventListener("storage", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("storage", this.#show);
  }

  #choose(theme) {
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // It holds for this page.
    }
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    for (const other of document.querySelectorAll("theme-switch")) other.#show();
  }

  #show = () => {
    const now = document.documentElement.dataset.theme ?? "";
    for (const button of this.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    }
    tintBrowser();
  };
}

// The phone's status bar takes the page's ground.
function tintBrowser() {
  let meta = document.querySelector("meta[name=theme-color]");
  if (!meta) document.head.append((meta = Object.assign(document.createElement("meta"), { name: "theme-color" })));
  meta.content = getComputedStyle(document.documentElement).backgroundColor;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tintBrowser);
customElements.define("theme-switch", ThemeSwitch);
