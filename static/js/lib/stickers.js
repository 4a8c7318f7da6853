import { fill } from "./words.js";

// What stickers are called and where their pictures are: ours stand in the page, {{ stickers|json_script:"drawn-stickers" }},
// the company's own are known once the tray was open.
const known = new Map(Object.entries(JSON.parse(document.getElementById("drawn-stickers")?.textContent ?? "{}")));

export const stickerOf = (key) => {
  const [name, url] = known.get(key) ?? ["", ""];
  return { name, url };
};

export const learnSticker = ({ key, name, url }) => known.set(key, [name, url]);

// A message that is a sticker, where only words can stand.
export const stickerInWords = (words, { sticker, detail }) => fill(words.sticker, { name: stickerOf(sticker).name || detail?.name || "" });

// Fragments hold no word: the reader's page says what a sticker of ours is called.
export function nameStickers(root) {
  for (const picture of root.querySelectorAll('img[data-sticker][alt=""]')) picture.alt = stickerOf(picture.dataset.sticker).name;
}
