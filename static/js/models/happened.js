import { fill } from "../lib/words.js";

// What happened in a thread, in this reader's words: "Ana added you". The same rules as chat/event_words.py.
export function lineOf({ author, detail }, me, words) {
  const people = detail.people ?? [];
  return fill(words[which(author.id, detail.what, people, me, words)] ?? "", { ...detail, by: author.name, people: names(people, words) });
}

function which(by, what, people, me, words) {
  if (people.length === 1 && people[0].id === me && words[`${what}_you`]) return `${what}_you`;
  return by === me && words[`${what}_by_you`] ? `${what}_by_you` : what;
}

function names(people, words) {
  const all = people.map(({ name }) => name);
  if (all.length < 2) return all.join("");
  return fill(words.and, { some: all.slice(0, -1).join(", "), last: all.at(-1) });
}
