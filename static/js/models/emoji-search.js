// Finding emoji by words: accents and case aside, any beginning of a word; where that finds nothing, one letter may be
// wrong. Rows are [emoji, name, other words, has tones].
const MOST = 160;

export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").toLowerCase();

const wordsOf = (text) => folded(text).split(/[^\p{L}\p{N}+]+/u).filter(Boolean);

export function find(rows, text) {
  const wanted = wordsOf(text);
  if (!wanted.length) return [];
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, wanted, begins) })).filter(({ rank }) => rank < 3);
  const found = ranked.length ? ranked : rows.map((row) => ({ row, rank: rankOf(row, wanted, nearly) })).filter(({ rank }) => rank < 3);
  return found.sort((one, other) => one.rank - other.rank).slice(0, MOST).map(({ row }) => row);
}

// 0: the name begins so, 1: it has the words, 2: its other words have them, 3: not at all.
function rankOf([, name, others], wanted, fits) {
  const own = wordsOf(name);
  const has = (words) => wanted.every((want) => words.some((word) => fits(word, want)));
  if (has(own)) return fits(own[0], wanted[0]) ? 0 : 1;
  return has([...own, ...wordsOf(others)]) ? 2 : 3;
}

const begins = (word, want) => word.startsWith(want);

// One letter too many, too few, another, or two swapped; not in short words.
function nearly(word, want) {
  if (want.length < 4) return begins(word, want);
  return [-1, 0, 1].some((more) => oneApart(word.slice(0, want.length + more), want));
}

function oneApart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

// The tone goes behind the first sign, in the place of what asks for a coloured picture.
export function inTone(char, tone) {
  if (!tone) return char;
  const [first, ...rest] = char;
  return first + tone + rest.join("").replace(/^\uFE0F/u, "");
}
