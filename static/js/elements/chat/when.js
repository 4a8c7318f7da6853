import { fragment } from "../../lib/fragment.js";
import { loadStyle } from "../../lib/style.js";
import { openDialog } from "../dialog-opener.js";

// Asks for a moment to come. `url` gives the times that are offered, and with `?at=` what time that is for the other one.
// Resolves to what the API takes: an exact time for one that is offered, a time on the person's own clock for one they
// typed; null where the dialog is closed.
const PAUSE = 250;

await loadStyle(new URL("../../../css/later.css", import.meta.url));

export function askWhen({ url, title }) {
  const dialog = openDialog("when");
  const body = dialog.querySelector("[data-body]");
  const stop = new AbortController();
  dialog.querySelector("h2").textContent = title;
  let chosen = null;
  let timer = 0;

  const choose = (at, words) => {
    chosen = { at, words };
    dialog.close();
  };
  const put = (name) => body.replaceChildren(document.importNode(dialog.querySelector(`template[data-${name}]`).content, true));
  const load = async () => {
    put("waiting");
    try {
      body.replaceChildren(await fragment(url, { signal: stop.signal }));
      body.querySelector("button")?.focus();
    } catch (problem) {
      if (problem.name !== "AbortError") put("failed");
    }
  };
  const there = async (field) => {
    const line = await fragment(`${url}?at=${encodeURIComponent(field.value)}`, { signal: stop.signal }).catch(() => null);
    body.querySelector("[data-there]")?.replaceChildren(...(line ? [line] : []));
  };

  const { signal } = stop;
  dialog.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-at]");
    if (choice) choose(choice.dataset.at, choice.querySelector(".soft").textContent);
    if (target.closest("[data-load-times]")) load();
    if (target.closest("[data-close-dialog]")) dialog.close();
  }, { signal });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = event.target.elements.at;
    choose(value, spoken(value));
  }, { signal });
  dialog.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    if (target.value && target.name === "at") timer = setTimeout(() => there(target), PAUSE);
  }, { signal });
  load();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => (stop.abort(), clearTimeout(timer), resolve(chosen)), { once: true });
  });
}

// What was typed is a time on a clock, of no zone: said as it stands.
function spoken(value) {
  const clock = new Date(`${value}Z`);
  const style = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  return new Intl.DateTimeFormat(document.documentElement.lang || "en", style).format(clock);
}
