import { announce } from "../../lib/announce.js";
import { get } from "../../lib/http.js";
import { icon } from "../../lib/icon.js";
import { loadStyle } from "../../lib/style.js";
import { learnSticker } from "../../lib/stickers.js";
import { find } from "../../models/emoji-search.js";

// <sticker-tray>: what was sent lately, then each pack, as tabs; a search over all of them by name, in any of our
// languages. One tap sends. It stands above the composer, on the phone as a sheet. Arrows walk, Escape closes.
const RECENT = "recent";
const FRESH = 60_000;
const KEPT = 24;

let tray = null;
let asked = { at: 0, packs: [], recent: [] };

await loadStyle(new URL("../../../css/sticker-tray.css", import.meta.url));

export function toggleTray(button, home, choose) {
  const again = tray?.button === button;
  tray?.close();
  if (again) return;
  tray = document.createElement("sticker-tray");
  tray.show({ button, home, choose });
}

class StickerTray extends HTMLElement {
  async show({ button, home, choose }) {
    Object.assign(this, { button, choose, words: button.dataset });
    this.className = "sticker-tray";
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-label", this.words.title);
    this.append(this.#head(), (this.tabs = part("div", "sticker-tray__tabs")), (this.body = part("div", "sticker-tray__body")));
    this.tabs.setAttribute("role", "tablist");
    this.tabs.setAttribute("aria-label", this.words.packs);
    this.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#pressed);
    document.addEventListener("pointerdown", this.#elsewhere);
    home.prepend(this);
    button.setAttribute("aria-expanded", "true");
    this.#wait();
    if (matchMedia("(pointer: fine)").matches) this.input.focus();
    await this.#load();
  }

  close({ focus = true } = {}) {
    document.removeEventListener("pointerdown", this.#elsewhere);
    this.button.setAttribute("aria-expanded", "false");
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (tray === this) tray = null;
    if (focus && hadFocus) this.button.focus();
  }

  disconnectedCallback() {
    if (tray === this) this.close({ focus: false });
  }

  #head() {
    const head = part("div", "sticker-tray__head");
    this.input = Object.assign(part("input", "sticker-tray__search"), { type: "search", placeholder: this.words.search, autocomplete: "off", maxLength: 60 });
    this.input.setAttribute("aria-label", this.words.search);
    this.input.addEventListener("input", () => this.#search());
    head.append(this.input);
    return head;
  }

  #wait() {
    const box = part("div", "sticker-tray__grid");
    box.append(...Array.from({ length: 8 }, () => part("div", "skeleton sticker-tray__bone")));
    this.body.replaceChildren(box);
  }

  async #load() {
    try {
      if (Date.now() - asked.at > FRESH) {
        const { results, recent } = await get("/api/v1/stickers");
        asked = { at: Date.now(), packs: results, recent };
        results.flatMap(({ stickers }) => stickers).forEach(learnSticker);
      }
    } catch {
      if (!asked.packs.length) return this.#broken();
    }
    this.all = new Map(asked.packs.flatMap(({ stickers }) => stickers).map((one) => [one.key, one]));
    this.#drawTabs();
    if (this.input.value.trim()) this.#search();
    else this.#open(asked.recent.length ? RECENT : asked.packs[0].id);
  }

  #broken() {
    const line = Object.assign(part("p", "sticker-tray__broken soft"), { textContent: `${this.words.broken} ` });
    line.setAttribute("role", "alert");
    const again = Object.assign(part("button", "link-button"), { type: "button", textContent: this.words.tryAgain });
    again.addEventListener("click", () => (this.#wait(), this.#load()));
    line.append(again);
    this.body.replaceChildren(line);
  }

  #drawTabs() {
    const tabs = asked.packs.map(({ id, name, stickers }) => this.#tab(id, name, Object.assign(new Image(32, 32), { src: stickers[0].url, alt: "" })));
    if (asked.recent.length) tabs.unshift(this.#tab(RECENT, this.words.recent, icon("clock")));
    this.tabs.replaceChildren(...tabs);
  }

  #tab(id, name, sign) {
    const tab = Object.assign(part("button", "sticker-tray__tab"), { type: "button", title: name, tabIndex: -1 });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-label", name);
    tab.setAttribute("aria-controls", "sticker-tray-panel");
    tab.dataset.pack = id;
    tab.append(sign);
    return tab;
  }

  #open(id) {
    this.opened = id;
    for (const tab of this.tabs.children) {
      const chosen = tab.dataset.pack === id;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const pack = asked.packs.find((each) => each.id === id);
    const stickers = pack?.stickers ?? asked.recent.map((key) => this.all.get(key)).filter(Boolean);
    this.#draw(stickers, pack?.name ?? this.words.recent, "tabpanel");
  }

  #draw(stickers, title, role) {
    const panel = part("div", "sticker-tray__panel");
    panel.id = "sticker-tray-panel";
    panel.setAttribute("role", role);
    panel.setAttribute("aria-label", title);
    const grid = part("div", "sticker-tray__grid");
    grid.append(...stickers.map((one, index) => this.#sticker(one, index)));
    panel.append(Object.assign(part("p", "sticker-tray__title"), { textContent: title }), grid);
    this.body.replaceChildren(panel);
    this.body.scrollTop = 0;
  }

  #sticker({ key, name, url }, index) {
    const one = Object.assign(part("button", "sticker-tray__one"), { type: "button", title: name, tabIndex: index ? -1 : 0 });
    one.setAttribute("aria-label", name);
    one.dataset.key = key;
    one.append(Object.assign(new Image(72, 72), { src: url, alt: "", loading: "lazy", draggable: false }));
    return one;
  }

  #search() {
    const text = this.input.value;
    this.tabs.hidden = Boolean(text.trim());
    if (!this.all) return;
    if (!text.trim()) return this.#open(this.opened ?? asked.packs[0].id);
    const rows = [...this.all.values()].map(({ key, name, words }) => [key, name, words]);
    const found = find(rows, text).map(([key]) => this.all.get(key));
    const said = this.#found(found.length);
    this.#draw(found, said, "group");
    announce(said);
  }

  #found(number) {
    if (!number) return this.words.nothing;
    return number === 1 ? this.words.foundOne : this.words.found.replace("{n}", number);
  }

  #clicked = (event) => {
    const tab = event.target.closest("[role=tab]");
    const one = event.target.closest(".sticker-tray__one");
    if (tab) this.#open(tab.dataset.pack);
    else if (one) this.#send(one.dataset.key);
  };

  #send(key) {
    asked.recent = [key, ...asked.recent.filter((other) => other !== key)].slice(0, KEPT);
    announce(this.words.sent.replace("{name}", this.all.get(key).name));
    this.close();
    this.choose(key);
  }

  #pressed = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return this.close();
    }
    const one = event.target.closest(".sticker-tray__one");
    const tab = event.target.closest("[role=tab]");
    if (event.target === this.input) this.#fromSearch(event);
    else if (tab) this.#walkTabs(event, tab);
    else if (one) this.#walk(event, one);
    return undefined;
  };

  #fromSearch(event) {
    const first = this.body.querySelector(".sticker-tray__one");
    if (event.key === "ArrowDown" && first) (event.preventDefault(), this.#focus(first));
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.input.value.trim() && first) this.#send(first.dataset.key);
  }

  #walkTabs(event, tab) {
    if (event.key === "ArrowDown") return event.preventDefault(), this.#focus(this.body.querySelector(".sticker-tray__one"));
    const step = this.#along(event.key);
    if (!step) return;
    event.preventDefault();
    const tabs = [...this.tabs.children];
    const next = tabs.at((tabs.indexOf(tab) + step) % tabs.length);
    this.#open(next.dataset.pack);
    next.focus();
  }

  #walk(event, one) {
    const all = [...this.body.querySelectorAll(".sticker-tray__one")];
    const row = getComputedStyle(one.parentElement).gridTemplateColumns.split(" ").length;
    const step = this.#along(event.key) || { ArrowDown: row, ArrowUp: -row }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = all[all.indexOf(one) + step];
    if (to) this.#focus(to);
    else if (step < 0) (this.tabs.querySelector("[aria-selected=true]:not([hidden] *)") ?? this.input).focus();
  }

  #along(key) {
    const forward = document.documentElement.dir === "rtl" ? -1 : 1;
    return { ArrowRight: forward, ArrowLeft: -forward }[key] ?? 0;
  }

  #focus(one) {
    for (const other of this.body.querySelectorAll('.sticker-tray__one[tabindex="0"]')) other.tabIndex = -1;
    one.tabIndex = 0;
    one.focus();
    one.scrollIntoView({ block: "nearest" });
  }

  #elsewhere = ({ target }) => !this.contains(target) && !this.button.contains(target) && this.close({ focus: false });
}

const part = (name, className) => Object.assign(document.createElement(name), { className });

customElements.define("sticker-tray", StickerTray);
