import { get } from "../lib/http.js";
import { icon } from "../lib/icon.js";

// <skill-chips><input name="skills" value="rye, tarts"></skill-chips>: a chip for each, and skills that colleagues have
// while one types. Enter or a comma makes a chip, Backspace takes the last one away. Without scripts the field does.
const PAUSE = 120;

class SkillChips extends HTMLElement {
  #at = -1;

  connectedCallback() {
    this.field = this.querySelector("input, textarea");
    this.skills = split(this.field.value);
    this.box = Object.assign(document.createElement("div"), { className: "skill-chips" });
    this.entry = Object.assign(document.createElement("input"), { type: "text", maxLength: 40, autocomplete: "off", id: `${this.field.id}-new`, enterKeyHint: "done" });
    const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-label": this.dataset.add, placeholder: this.dataset.add };
    for (const [name, value] of Object.entries(about)) this.entry.setAttribute(name, value);
    this.field.hidden = true;
    this.field.type = "hidden";
    this.field.after(this.box);
    this.querySelector(`label[for="${this.field.id}"]`)?.setAttribute("for", this.entry.id);
    this.entry.addEventListener("input", this.#typed);
    this.entry.addEventListener("keydown", this.#pressed);
    this.entry.addEventListener("blur", () => (this.#add(this.entry.value), this.#close()));
    this.box.addEventListener("click", ({ target }) => {
      const skill = target.closest("button")?.dataset.skill;
      if (skill) this.#remove(skill);
      this.entry.focus();
    });
    this.#show();
  }

  #show() {
    this.field.value = this.skills.join(", ");
    this.box.replaceChildren(...this.skills.map((skill) => this.#chip(skill)), this.entry);
  }

  #chip(skill) {
    const chip = Object.assign(document.createElement("span"), { className: "chip", textContent: skill });
    const remove = Object.assign(document.createElement("button"), { type: "button" });
    remove.dataset.skill = skill;
    remove.setAttribute("aria-label", this.dataset.remove.replace("{skill}", skill));
    remove.append(icon("close"));
    chip.append(remove);
    return chip;
  }

  #add(text) {
    const fresh = split(text).filter((skill) => !this.skills.some((known) => known.toLowerCase() === skill.toLowerCase()));
    this.entry.value = "";
    if (!fresh.length) return;
    this.skills.push(...fresh);
    const focused = document.activeElement === this.entry;
    this.#show();
    if (focused) this.entry.focus();
  }

  #remove(skill) {
    this.skills = this.skills.filter((known) => known !== skill);
    this.#show();
  }

  #typed = () => {
    clearTimeout(this.timer);
    if (this.entry.value.includes(",")) return this.#add(this.entry.value), this.#close();
    const words = this.entry.value.trim();
    if (words) this.timer = setTimeout(() => this.#ask(words), PAUSE);
    else this.#close();
  };

  async #ask(words) {
    try {
      const { results } = await get(`/api/v1/skills?${new URLSearchParams({ q: words })}`);
      if (this.entry.value.trim() === words) this.#suggest(results.filter(({ value }) => !this.skills.includes(value)));
    } catch {
      this.#close(); // no list is no error: the skill can be typed
    }
  }

  #suggest(results) {
    this.#close();
    if (!results.length) return;
    this.list = Object.assign(document.createElement("div"), { className: "suggestions", id: `${this.entry.id}-list` });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.known);
    this.list.append(...results.map(({ value, number }, index) => optionOf(value, number, `${this.entry.id}-${index}`)));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.#add(option.dataset.skill), this.#close();
    });
    this.append(this.list);
    this.entry.setAttribute("aria-expanded", "true");
    this.entry.setAttribute("aria-controls", this.list.id);
  }

  #close() {
    this.list?.remove();
    this.list = null;
    this.#at = -1;
    this.entry.setAttribute("aria-expanded", "false");
    this.entry.removeAttribute("aria-activedescendant");
    this.entry.removeAttribute("aria-controls");
  }

  #pressed = (event) => {
    const options = [...(this.list?.children ?? [])];
    if (event.key === "Enter") {
      event.preventDefault();
      this.#add(options[this.#at]?.dataset.skill ?? this.entry.value);
      this.#close();
    } else if (event.key === "Backspace" && !this.entry.value && this.skills.length) {
      this.#remove(this.skills.at(-1));
      this.entry.focus();
    } else if (event.key === "Escape" && this.list) {
      event.stopPropagation();
      this.#close();
    } else if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#at = (this.#at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#at)));
      this.entry.setAttribute("aria-activedescendant", options[this.#at].id);
    }
  };
}

const split = (text) => text.split(",").map((skill) => skill.trim()).filter(Boolean);

function optionOf(skill, number, id) {
  const option = Object.assign(document.createElement("div"), { className: "suggestions__item", id, textContent: skill });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.skill = skill;
  option.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: number }));
  return option;
}

customElements.define("skill-chips", SkillChips);
