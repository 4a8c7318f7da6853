import { bytes } from "./bytes.js";

// The page's fixed words in the reader's language: {{ words|json_script:"words" }}. Fragments that everyone gets leave
// their places empty: <span data-word="edited"></span>.
let known = null;

function words() {
  known ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}");
  return known;
}

export const word = (name) => words()[name] ?? "";

// "3 comments": the form that this number takes in this language.
export function counted(name, number) {
  const form = new Intl.PluralRules(document.documentElement.lang || "en").select(number);
  return (words()[`${name}_${form}`] ?? word(`${name}_other`)).replace("{n}", number.toLocaleString(document.documentElement.lang));
}

export function fillWords(root) {
  for (const place of root.querySelectorAll("[data-word]:empty")) place.textContent = word(place.dataset.word);
  for (const place of root.querySelectorAll("[data-bytes]:empty")) place.textContent = bytes(Number(place.dataset.bytes));
}

// "%(name)s is writing" with the names put in: the same marks as in the translations.
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
