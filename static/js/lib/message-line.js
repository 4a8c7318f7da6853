// A message on the page in one line: its words, or what it is where it has none. `words` are those of <chat-app>.
export function messageLine(row, words) {
  const bubble = row.querySelector(".bubble:not(.bubble--quote)")?.cloneNode(true);
  for (const part of bubble?.querySelectorAll(".bubble__edited, .bubble__quote") ?? []) part.remove();
  const text = bubble?.textContent.replace(/\s+/g, " ").trim().slice(0, 200);
  if (text || "deleted" in row.dataset) return text;
  return words[{ sticker: "quotedSticker", voice: "quotedVoice" }[row.dataset.kind] ?? "quotedFile"];
}
