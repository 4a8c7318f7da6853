// <drop-menu><details><summary>…</summary><div class="menu__panel">…</div></details></drop-menu>
// The menu opens without us; we add what people expect of one: Escape, arrows, a click elsewhere, one open at a time.
class DropMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.details.addEventListener("toggle", this.#toggled);
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("click", this.#chosen);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#elsewhere);
    document.removeEventListener("focusin", this.#elsewhere);
  }

  close({ focus = false } = {}) {
    this.details.open = false;
    if (focus) this.details.querySelector("summary").focus();
  }

  #toggled = () => {
    if (this.details.open) this.#fit();
    const change = this.details.open ? "addEventListener" : "removeEventListener";
    document[change]("pointerdown", this.#elsewhere);
    document[change]("focusin", this.#elsewhere);
  };

  // Opens upwards where there is no room below.
  #fit() {
    const panel = this.querySelector(".menu__panel");
    if (panel.matches(".menu__panel--up:not([data-turned])")) return;
    panel.classList.remove("menu__panel--up");
    const turn = panel.getBoundingClientRect().bottom > innerHeight - 64 && this.getBoundingClientRect().top > panel.offsetHeight;
    panel.classList.toggle("menu__panel--up", turn);
    panel.toggleAttribute("data-turned", turn);
  }

  #elsewhere = (event) => {
    if (!this.contains(event.target)) this.close();
  };

  #chosen = (event) => {
    const item = event.target.closest(".menu__item");
    if (item && !item.matches("[data-keeps-open]")) this.close({ focus: this.contains(document.activeElement) });
  };

  #pressed = (event) => {
    if (event.key === "Escape" && this.details.open) {
      event.stopPropagation();
      this.close({ focus: true });
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      this.details.open = true;
      const items = [...this.querySelectorAll(".menu__panel :is(a, button)")].filter((item) => item.checkVisibility());
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = items.indexOf(document.activeElement);
      items.at(at < 0 ? (step > 0 ? 0 : -1) : (at + step) % items.length)?.focus();
    }
  };
}

customElements.define("drop-menu", DropMenu);
