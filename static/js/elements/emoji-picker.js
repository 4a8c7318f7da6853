import { announce } from "../lib/announce.js";
import { get } from "../lib/http.js";
import { recall, remember } from "../lib/store.js";
import { loadStyle } from "../lib/style.js";
import { find, inTone } from "../models/emoji-search.js";

// Every emoji, by group or by name. One picker is open at a time; it stands above the button that opened it, on phones
// at the bottom of the window. Groups are filled as they come into sight.
const RECENT = 24;
const LONG = 450;
const TONES = ["", "🏻", "🏼", "🏽", "🏾", "🏿"];

let open = null;

await loadStyle(new URL("../../css/emoji-picker.css", import.meta.url));

export async function pickEmoji(button, choose) {
  const again = open?.button === button;
  open?.close();
  if (again) return;
  const [{ groups, words }, own] = await Promise.all([get(button.dataset.emojiSource), ownGroup(button)]);
  open?.close();
  open = document.createElement("emoji-picker");
  open.show({ button, groups: own ? [own(words), ...groups] : groups, words, choose });
}

// The company's own emoji, where a button offers them: rows with the address of a picture, taken as ":name:".
async function ownGroup(button) {
  const answer = button.dataset.emojiCompany ? await get(button.dataset.emojiCompany).catch(() => null) : null;
  if (!answer?.results.length) return null;
  const rows = answer.results.map(({ name, url }) => [`:${name}:`, name.replaceAll("_", " "), "", undefined, url]);
  return (words) => ["company", rows[0][4], words.company, rows];
}

class EmojiPicker extends HTMLElement {
  show({ button, groups, words, choose }) {
    Object.assign(this, { button, groups, words, choose, tone: recall("emoji.tone", "") });
    this.all = groups.flatMap(([, , , rows]) => rows);
    this.byChar = new Map(this.all.map((row) => [row[0], row]));
    this.className = "emoji-picker";
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-label", words.title);
    this.append(this.#head(), this.#tabs(), (this.body = part("div", "emoji-picker__body")));
    this.body.tabIndex = -1;
    this.#drawGroups();
    this.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("contextmenu", (event) => event.target.closest("[data-tones]") && (event.preventDefault(), this.#offerTones(event.target)));
    this.addEventListener("pointerdown", this.#held);
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) this.addEventListener(end, () => clearTimeout(this.holding));
    (button.closest("dialog") ?? document.body).append(this);
    this.#place();
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", this.#elsewhere);
    addEventListener("resize", this.#place);
    if (matchMedia("(pointer: fine)").matches) this.input.focus();
    else this.body.focus();
  }

  close({ focus = true } = {}) {
    this.watcher?.disconnect();
    document.removeEventListener("pointerdown", this.#elsewhere);
    removeEventListener("resize", this.#place);
    this.button.removeAttribute("aria-expanded");
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (open === this) open = null;
    if (focus && hadFocus) this.button.focus();
  }

  #head() {
    const head = part("div", "emoji-picker__head");
    this.input = Object.assign(part("input", "emoji-picker__search"), { type: "search", placeholder: this.words.search, autocomplete: "off", maxLength: 60 });
    this.input.setAttribute("aria-label", this.words.search);
    this.input.addEventListener("input", () => this.#search());
    const tones = Object.assign(part("select", "emoji-picker__tone"), {});
    tones.setAttribute("aria-label", this.words.tone);
    tones.append(...TONES.map((tone, index) => Object.assign(new Option(`✋${tone}`, tone), { title: this.words.tones[index], ariaLabel: this.words.tones[index] })));
    tones.value = this.tone;
    tones.addEventListener("change", () => {
      remember("emoji.tone", (this.tone = tones.value));
      this.input.value = "";
      this.#drawGroups();
    });
    head.append(this.input, tones);
    return head;
  }

  #tabs() {
    const tabs = part("nav", "emoji-picker__tabs");
    tabs.append(
      ...this.groups.map(([name, sign, title]) => {
        const tab = Object.assign(part("button", "emoji-picker__tab"), { type: "button", title });
        tab.append(sign.startsWith("/") ? picture(sign) : sign);
        tab.setAttribute("aria-label", title);
        tab.dataset.group = name;
        return tab;
      }),
    );
    return tabs;
  }

  #drawGroups() {
    this.watcher?.disconnect();
    this.watcher = new IntersectionObserver((seen) => seen.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => this.#fill(target)), { root: this.body, rootMargin: "200px" });
    const recent = recall("emoji.recent", []).map((char) => this.byChar.get(char) ?? [char, char, ""]).filter(([char, , , , url]) => url || !char.startsWith(":"));
    const sections = this.groups.map(([name, , title, rows]) => this.#section(name, title, rows));
    if (recent.length) sections.unshift(this.#section("recent", this.words.recent, recent, true));
    this.body.replaceChildren(...sections);
    this.body.scrollTop = 0;
    this.#fill(sections[0]);
    for (const section of sections) this.watcher.observe(section);
  }

  #section(name, title, rows, asIs = false) {
    const section = part("section", "emoji-picker__group");
    const heading = Object.assign(part("h3", "emoji-picker__title"), { textContent: title });
    section.dataset.name = name;
    section.rows = rows;
    section.asIs = asIs;
    section.grid = part("div", "emoji-picker__grid");
    section.grid.style.setProperty("--rows", Math.ceil(rows.length / 8));
    section.append(heading, section.grid);
    return section;
  }

  #fill(section) {
    if (section.filled) return;
    section.filled = true;
    section.grid.append(...section.rows.map((row) => this.#emoji(row, section.asIs)));
    this.#reachable();
  }

  // One emoji can be reached by Tab; the arrows do the rest.
  #reachable() {
    if (this.body.querySelector('.emoji-picker__one[tabindex="0"]')) return;
    const first = this.body.querySelector(".emoji-picker__one");
    if (first) first.tabIndex = 0;
  }

  #emoji([char, name, , tones, url], asIs = false) {
    const one = Object.assign(part("button", "emoji-picker__one"), { type: "button", tabIndex: -1, title: name });
    one.dataset.char = tones && !asIs ? inTone(char, this.tone) : char;
    one.append(url ? picture(url) : one.dataset.char);
    one.setAttribute("aria-label", name);
    if (tones) one.dataset.tones = char;
    return one;
  }

  #search() {
    const words = this.input.value;
    if (!words.trim()) return this.#drawGroups();
    this.watcher.disconnect();
    const found = find(this.all, words);
    const section = this.#section("found", "", found);
    section.firstChild.remove();
    this.body.replaceChildren(found.length ? section : Object.assign(part("p", "soft"), { textContent: this.words.nothing }));
    if (found.length) this.#fill(section);
    announce(found.length ? this.words.found.replace("{n}", found.length) : this.words.nothing);
    return undefined;
  }

  #clicked = (event) => {
    const tab = event.target.closest("[data-group]");
    const one = event.target.closest(".emoji-picker__one");
    if (tab) this.#jump(tab.dataset.group);
    else if (one && this.wasHeld !== one) this.#take(one.dataset.char);
    this.wasHeld = null;
  };

  #jump(name) {
    if (this.input.value) {
      this.input.value = "";
      this.#drawGroups();
    }
    const section = this.body.querySelector(`[data-name="${name}"]`);
    this.#fill(section);
    section.scrollIntoView({ block: "start" });
  }

  #take(char) {
    remember("emoji.recent", [char, ...recall("emoji.recent", []).filter((other) => other !== char)].slice(0, RECENT));
    this.close();
    this.choose(char, this.byChar.get(char)?.[4]);
  }

  #held = (event) => {
    const one = event.target.closest("[data-tones]");
    clearTimeout(this.holding);
    if (one && event.pointerType !== "mouse") this.holding = setTimeout(() => ((this.wasHeld = one), this.#offerTones(one)), LONG);
  };

  // The same emoji in each tone, in place of the list until one is taken.
  #offerTones(target) {
    const char = target.closest("[data-tones]").dataset.tones;
    const [, name] = this.byChar.get(char);
    const rows = TONES.map((tone, index) => [inTone(char, tone), `${name}, ${this.words.tones[index]}`, ""]);
    const section = this.#section("tones", name, rows, true);
    this.watcher.disconnect();
    this.body.replaceChildren(section);
    this.#fill(section);
    section.querySelector("button").focus();
  }

  #pressed = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return this.close();
    }
    if (event.target === this.input) {
      const first = this.body.querySelector(".emoji-picker__one");
      if (event.key === "ArrowDown" && first) (event.preventDefault(), this.#focus(first));
      if (event.key === "Enter") (event.preventDefault(), this.input.value.trim() && first && this.#take(first.dataset.char));
      return undefined;
    }
    const one = event.target.closest(".emoji-picker__one");
    if (one) this.#walk(event, one);
    return undefined;
  };

  #walk(event, one) {
    const all = () => [...this.body.querySelectorAll(".emoji-picker__one")];
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = [...this.body.querySelectorAll(".emoji-picker__group")].find((section) => !section.filled);
    let ones = all();
    if (next && ones.indexOf(one) + step >= ones.length) (this.#fill(next), (ones = all()));
    const to = ones[ones.indexOf(one) + step];
    if (to) this.#focus(to);
    else if (step < 0) this.input.focus();
  }

  #focus(one) {
    for (const other of this.body.querySelectorAll('.emoji-picker__one[tabindex="0"]')) other.tabIndex = -1;
    one.tabIndex = 0;
    one.focus();
  }

  #elsewhere = ({ target }) => !this.contains(target) && !this.button.contains(target) && this.close({ focus: false });

  #place = () => {
    const { top, bottom, left, right } = this.button.getBoundingClientRect();
    const { width, height } = this.getBoundingClientRect();
    const above = top > height + 16;
    const x = document.documentElement.dir === "rtl" ? innerWidth - right : left; // from where the line starts
    this.style.setProperty("--x", `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`);
    this.style.setProperty("--y", `${above ? top - height - 8 : Math.min(bottom + 8, Math.max(8, innerHeight - height - 8))}px`);
  };
}

const picture = (src) => Object.assign(new Image(24, 24), { src, alt: "" });
const part = (name, className) => Object.assign(document.createElement(name), { className });

customElements.define("emoji-picker", EmojiPicker);
