import { reply } from "./reply.js";
import { nameStickers, stickerOf } from "../../../lib/stickers.js";

// Stickers: the tray is loaded when somebody first opens it; one tap sends, as an answer to what is answered.
export const sticker = {
  name: "sticker",
  open(composer) {
    const button = composer.querySelector("[data-stickers]");
    button?.addEventListener("click", () => toggle(button, composer));
  },
  showWaiting(row, { sticker: key }) {
    if (!key) return;
    const bubble = row.querySelector(".bubble");
    const picture = Object.assign(new Image(144, 144), { src: stickerOf(key).url, alt: "" });
    picture.dataset.sticker = key;
    bubble.hidden = false;
    bubble.className = "bubble bubble--sticker";
    bubble.replaceChildren(picture);
    nameStickers(row);
  },
};

async function toggle(button, composer) {
  const { toggleTray } = await import("../sticker-tray.js");
  toggleTray(button, composer, (key) => {
    composer.say({ sticker: key, ...reply.take() });
    reply.clear();
  });
}
