import { get } from "../lib/http.js";
import { icon } from "../lib/icon.js";
import { recents, remember } from "../lib/recents.js";
import { loadStyle } from "../lib/style.js";

// Ctrl/⌘ K and the search icon: one field, and where one may go: lately opened, people, groups, conversations, pages.
// Arrows choose, Enter goes, and the last line searches everywhere. Loaded on first use; without it the icon is a link.
const PAUSE = 120;
const KINDS = "person,group,thread";
const ICONS = { person: "person", group: "groups", thread: "chat", page: "forward" };

let dialog = null;

export async function openSwitcher(opener) {
  await loadStyle(new URL("../../css/switcher.css", import.meta.url));
  dialog ??= build(opener.dataset);
  if (dialog.open) return;
  dialog.showModal();
  dialog.field.value = "";
  dialog.field.focus();
  dialog.chosen = null;
  show(startOf(opener.dataset));
}

function build(words) {
  const made = Object.assign(document.createElement("dialog"), { className: "switcher", id: "switcher" });
  made.setAttribute("aria-label", words.label);
  const head = Object.assign(document.createElement("div"), { className: "switcher__head" });
  const box = Object.assign(document.createElement("div"), { className: "search-box" });
  made.field = Object.assign(document.createElement("input"), { type: "search", placeholder: words.hint, autocomplete: "off", maxLength: 100, enterKeyHint: "go" });
  const about = { role: "combobox", "aria-label": words.hint, "aria-expanded": "true", "aria-controls": "switcher-list", "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(about)) made.field.setAttribute(name, value);
  box.append(icon("search"), made.field);
  const close = Object.assign(document.createElement("button"), { type: "button", className: "icon-button" });
  close.setAttribute("aria-label", words.close);
  close.append(icon("close"));
  close.addEventListener("click", () => made.close());
  head.append(box, close);
  made.list = Object.assign(document.createElement("div"), { className: "switcher__list", id: "switcher-list" });
  made.list.setAttribute("role", "listbox");
  made.list.setAttribute("aria-label", words.label);
  const inside = Object.assign(document.createElement("div"), { className: "switcher__box" });
  inside.append(head, made.list);
  made.append(inside);
  made.field.addEventListener("input", () => typed(words));
  made.field.addEventListener("keydown", pressed);
  made.list.addEventListener("click", ({ target }) => go(target.closest("[role=option]")));
  made.addEventListener("click", ({ target }) => target === made && made.close());
  document.body.append(made);
  return made;
}

let timer = 0;
let asking = null;

function typed(words) {
  clearTimeout(timer);
  asking?.abort();
  dialog.chosen = null;
  const text = dialog.field.value.trim();
  if (!text) return show(startOf(words));
  show([...matching(words, text), everywhere(words, text)]);
  timer = setTimeout(() => ask(words, text), PAUSE);
}

async function ask(words, text) {
  asking = new AbortController();
  try {
    const { sections } = await get(`/api/v1/search?${new URLSearchParams({ q: text, kind: KINDS })}`, { signal: asking.signal });
    const found = sections.flatMap(({ kind, label, results }) => [{ title: label }, ...results.map((one) => ({ kind, label: one.title, marks: one.title_marks, about: one.text, link: one.link }))]);
    show([...found, ...matching(words, text), everywhere(words, text)]);
  } catch (problem) {
    if (problem.name !== "AbortError") show([...matching(words, text), everywhere(words, text)]);
  }
}

// The pages of the navigation, and some that lie deeper.
function pages(words) {
  const rooms = [...document.querySelectorAll("[data-nav][href]")].map((link) => ({ kind: "page", label: link.querySelector(".nav__label").textContent.trim(), link: link.getAttribute("href") }));
  const me = document.querySelector("chat-unread")?.dataset.me;
  const deeper = [
    { kind: "page", label: words.saved, link: "/saved/" },
    { kind: "page", label: words.settings, link: "/settings/profile/" },
    ...(me ? [{ kind: "page", label: words.chart, link: `/people/${me}/chart/` }] : []),
  ];
  return [...rooms, ...deeper];
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matching(words, text) {
  const found = pages(words).filter(({ label }) => folded(` ${label}`).includes(` ${folded(text)}`));
  return found.length ? [{ title: words.pages }, ...found] : [];
}

function everywhere(words, text) {
  return { kind: "search", label: words.everywhere.replace("{text}", text), link: `/search/?${new URLSearchParams({ q: text })}` };
}

function startOf(words) {
  const lately = recents().filter(({ link }) => link !== location.pathname);
  return [...(lately.length ? [{ title: words.recent }, ...lately] : []), { title: words.pages }, ...pages(words)];
}

function show(rows) {
  dialog.list.replaceChildren(...rows.map((row, index) => (row.title ? titleOf(row.title) : optionOf(row, index))));
  const options = [...dialog.list.querySelectorAll("[role=option]")];
  mark(options.find(({ dataset }) => dataset.link === dialog.chosen) ?? options[0]); // an answer does not take away what arrows chose
}

function titleOf(text) {
  const title = Object.assign(document.createElement("div"), { className: "switcher__title", textContent: text });
  title.setAttribute("role", "presentation");
  return title;
}

function optionOf({ kind, label, marks = [], about, link }, index) {
  const option = Object.assign(document.createElement("div"), { className: "switcher__item", id: `switcher-${index}` });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  Object.assign(option.dataset, { link, kind, label });
  const text = Object.assign(document.createElement("span"), { className: "switcher__text" });
  const name = document.createElement("span");
  name.append(...marked(label, marks));
  text.append(name);
  if (about) text.append(Object.assign(document.createElement("span"), { className: "soft small", textContent: about }));
  option.append(icon(ICONS[kind] ?? "search", "icon--small"), text);
  return option;
}

// Places are counted in characters, as the server does, and not in halves of emoji.
function marked(label, marks) {
  const letters = [...label];
  const parts = [];
  let at = 0;
  for (const [start, length] of marks) {
    parts.push(letters.slice(at, start).join(""), Object.assign(document.createElement("mark"), { textContent: letters.slice(start, start + length).join("") }));
    at = start + length;
  }
  return [...parts, letters.slice(at).join("")];
}

function mark(option) {
  for (const other of dialog.list.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) dialog.field.setAttribute("aria-activedescendant", option.id);
  else dialog.field.removeAttribute("aria-activedescendant");
}

function pressed(event) {
  const options = [...dialog.list.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Enter") {
    event.preventDefault();
    go(options[at]);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length];
    dialog.chosen = next?.dataset.link;
    mark(next);
  }
}

function go(option) {
  if (!option) return;
  const { link, kind, label } = option.dataset;
  if (kind !== "search" && kind !== "page") remember({ kind, label, link });
  dialog.close();
  location.assign(link);
}
