import { announce } from "../lib/announce.js";
import { get } from "../lib/http.js";
import { counted, word } from "../lib/words.js";

// <mention-box><textarea></textarea></mention-box>: after "@" and a letter, colleagues to choose from, by keyboard or
// tap. Who was chosen is sent exactly, as the token that the server turns into the name; the text shows the name.
const AT = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)$/u;
const AT_ALONE = /(?:^|[\s(])@((?:[\p{L}\p{N}][\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)?)$/u;
const EVERYBODY = ["all", "everyone", "everybody", "tous", "tout le monde"];
const PAUSE = 120;
const SHOWN = 6;
let made = 0;

class MentionBox extends HTMLElement {
  #chosen = [];
  #people = [];
  #at = 0;

  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.id ||= `mention-${++made}`;
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.addEventListener("input", this.#typed);
    this.field.addEventListener("keydown", this.#pressed);
    this.field.addEventListener("blur", () => this.close());
    this.form = this.closest("form");
    this.form.addEventListener("formdata", this.#sent);
    if (document.activeElement === this.field) this.#typed(); // the first letters may have come before us
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.form.removeEventListener("formdata", this.#sent);
  }

  // The button beside the text.
  begin() {
    this.field.focus();
    const before = this.field.value.slice(0, this.field.selectionStart);
    this.field.setRangeText(before && !/\s$/.test(before) ? " @" : "@", this.field.selectionStart, this.field.selectionEnd, "end");
    return true;
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list?.remove();
    this.list = null;
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }

  #typed = () => {
    clearTimeout(this.timer);
    const words = this.#words();
    if (words || (words === "" && this.dataset.place)) this.timer = setTimeout(() => this.#ask(words), PAUSE);
    else this.close();
  };

  #words() {
    const { value, selectionStart, selectionEnd } = this.field;
    return selectionStart === selectionEnd ? value.slice(0, selectionStart).match(this.dataset.place ? AT_ALONE : AT)?.[1] : null;
  }

  async #ask(words) {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const query = new URLSearchParams({ q: words, limit: SHOWN, place: this.#place() });
      const { results } = await get(`/api/v1/mentionable?${query}`, { signal: this.asking.signal });
      if (this.#words() === words && document.activeElement === this.field) this.#show([...this.#everybody(words), ...results]);
    } catch {
      this.close(); // no list is no error: the name can be typed
    }
  }

  // Where it will stand: those who are there come first.
  #place() {
    if (this.dataset.place) return this.dataset.place;
    const group = this.form.elements.group?.value;
    if (group === "me") return ""; // everybody reads it
    if (group) return `group:${group}`;
    const post = this.closest("[data-post]")?.dataset.post;
    return post ? `post:${post}` : "";
  }

  // A group's "@all", where it has one.
  #everybody(words) {
    const { everybody: number, everybodyHere: label, everybodyName: name } = this.dataset;
    const typed = words.toLowerCase();
    if (!number || !EVERYBODY.some((one) => one.startsWith(typed))) return [];
    return [{ name, label, can_see: true }];
  }

  // Who was chosen, and the text with their tokens in place of their names.
  get chosen() {
    return this.#chosen;
  }

  exact(text) {
    return this.#chosen.reduce((words, { id, name }) => (id ? words.replace(`@${name}`, `@[${id}]`) : words), text);
  }

  forget() {
    this.#chosen = [];
  }

  #show(people) {
    if (!people.length) return this.close();
    const isNew = !this.list;
    this.#people = people;
    this.list ??= this.#emptyList();
    this.list.replaceChildren(...people.map((person, index) => this.#option(person, index)));
    this.#mark(0);
    const box = this.list.getBoundingClientRect();
    if (isNew && box.bottom > innerHeight && this.field.getBoundingClientRect().top > box.height) this.list.classList.add("suggestions--up");
    const found = counted("people_found", people.length);
    if (isNew && found) announce(found);
  }

  #emptyList() {
    const list = Object.assign(document.createElement("div"), { className: "suggestions", id: `${this.id}-list` });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.dataset.people ?? word("people"));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(Number(option.dataset.index));
    });
    this.append(list);
    this.field.setAttribute("aria-controls", list.id);
    return list;
  }

  #option(person, index) {
    const option = Object.assign(document.createElement("div"), { className: "suggestions__item", id: `${this.id}-${index}` });
    option.setAttribute("role", "option");
    option.dataset.index = index;
    const text = Object.assign(document.createElement("span"), { className: "person-row__text" });
    const about = [person.title, person.department].filter(Boolean).join(" · ");
    text.append(Object.assign(document.createElement("b"), { textContent: person.label ?? person.name }));
    if (about) text.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: about }));
    if (!person.can_see) text.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: this.dataset.cannotSee ?? word("cannot_see") }));
    option.append(...(person.id ? [face(person)] : []), text);
    return option;
  }

  #mark(index) {
    this.#at = index;
    for (const option of this.list.children) option.setAttribute("aria-selected", String(Number(option.dataset.index) === index));
    this.list.children[index].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  #pressed = (event) => {
    if (!this.list || event.ctrlKey || event.metaKey) return;
    const count = this.#people.length;
    const keys = {
      ArrowDown: () => this.#mark((this.#at + 1) % count),
      ArrowUp: () => this.#mark((this.#at + count - 1) % count),
      Enter: () => this.#choose(this.#at),
      Tab: () => this.#choose(this.#at),
      Escape: () => this.close(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  };

  #choose(index) {
    const person = this.#people[index];
    const end = this.field.selectionStart;
    const start = end - this.#words().length;
    this.field.setRangeText(`${person.name} `, start, end, "end");
    this.#chosen.push(person);
    this.close();
    this.field.focus();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  // The first "@Name" is the one chosen first, and so on; a name that was deleted again takes its choice along.
  #sent = (event) => {
    event.formData.set("text", this.exact(event.formData.get("text")));
  };
}

function face({ id, name, photo }) {
  const face = Object.assign(document.createElement("span"), { className: `avatar avatar--s hue-${(Number(id) * 7) % 12}` });
  face.setAttribute("aria-hidden", "true");
  const words = name.replace("@", " ").split(/\s+/).filter(Boolean);
  if (photo) face.append(Object.assign(document.createElement("img"), { src: `${photo}&size=small`, alt: "" }));
  else face.textContent = [words[0], words.length > 1 ? words.at(-1) : ""].map((part) => [...part][0] ?? "").join("").toUpperCase();
  return face;
}

customElements.define("mention-box", MentionBox);
