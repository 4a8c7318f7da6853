import { get } from "../lib/http.js";

// <person-field><input></person-field>: while one types a name, colleagues to choose from; the field takes their work
// address. Without scripts it is typed.
const PAUSE = 120;
const SHOWN = 6;

class PersonField extends HTMLElement {
  #at = -1;

  connectedCallback() {
    this.field = this.querySelector("input");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(this.field.value.trim()), PAUSE);
    });
    this.field.addEventListener("keydown", this.#pressed);
    this.field.addEventListener("blur", () => this.#close());
  }

  async #ask(words) {
    if (!words) return this.#close();
    try {
      const { results } = await get(`/api/v1/people?${new URLSearchParams({ q: words, limit: SHOWN })}`);
      if (this.field.value.trim() === words && document.activeElement === this.field) this.#show(results);
    } catch {
      this.#close(); // no list is no error: the address can be typed
    }
  }

  #show(people) {
    this.#close();
    if (!people.length) return;
    this.list = Object.assign(document.createElement("div"), { className: "suggestions", id: `${this.field.id}-list` });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.people);
    this.list.append(...people.map((person, index) => optionOf(person, `${this.field.id}-${index}`)));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(option);
    });
    this.append(this.list);
    this.field.setAttribute("aria-expanded", "true");
    this.field.setAttribute("aria-controls", this.list.id);
  }

  #choose(option) {
    this.field.value = option.dataset.value;
    this.#close();
  }

  #close() {
    clearTimeout(this.timer);
    this.list?.remove();
    this.list = null;
    this.#at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }

  #pressed = (event) => {
    const options = [...(this.list?.children ?? [])];
    if (!options.length) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Enter" && options[this.#at]) {
      event.preventDefault();
      this.#choose(options[this.#at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#at = (this.#at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#at)));
      this.field.setAttribute("aria-activedescendant", options[this.#at].id);
    }
  };
}

function optionOf({ name, email, title }, id) {
  const option = Object.assign(document.createElement("div"), { className: "suggestions__item", id });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.value = email ?? name;
  const text = Object.assign(document.createElement("span"), { className: "person-row__text" });
  text.append(Object.assign(document.createElement("b"), { textContent: name }));
  if (title) text.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: title }));
  option.append(text);
  return option;
}

customElements.define("person-field", PersonField);
