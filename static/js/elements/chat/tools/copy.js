// Puts the text of a message on the clipboard.
export const copy = {
  name: "copy",
  key: "c",
  fits: (row) => Boolean(row.querySelector(".bubble:not(.bubble--quote)")),
  run: (row) => navigator.clipboard.writeText(textOf(row)),
};

export function textOf(row) {
  const bubble = row.querySelector(".bubble:not(.bubble--quote)").cloneNode(true);
  for (const part of bubble.querySelectorAll(".bubble__edited, .bubble__quote")) part.remove();
  return bubble.innerText.trim();
}
