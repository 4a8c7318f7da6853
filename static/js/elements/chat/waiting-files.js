import { bytes } from "../../lib/bytes.js";
import { icon } from "../../lib/icon.js";
import { localAddress } from "../../lib/local-files.js";

// The pictures and files of a message that is still on its way, as content/_files.html will show them.
const SHOWN = 4;

export function drawFiles(holder, files) {
  const pictures = files.filter(({ kind }) => kind === "picture");
  if (pictures.length) holder.append(gridOf(pictures));
  holder.append(...files.filter(({ kind }) => kind !== "picture").map(lineOf));
}

function gridOf(pictures) {
  const box = Object.assign(document.createElement("div"), { className: "files-box" });
  const grid = Object.assign(document.createElement("div"), { className: `files files--${Math.min(SHOWN, pictures.length)}` });
  for (const { id, name, width, height } of pictures.slice(0, SHOWN)) {
    const place = Object.assign(document.createElement("span"), { className: "file file--picture" });
    const src = localAddress(id) ?? `/files/${id}/thumb`;
    const shown = Object.assign(document.createElement("img"), { src, alt: name, width: width ?? 4, height: height ?? 3 });
    shown.addEventListener("error", () => place.classList.add("file--waiting"), { once: true });
    place.append(shown);
    grid.append(place);
  }
  box.append(grid);
  if (pictures.length > SHOWN) {
    const rest = Object.assign(document.createElement("span"), { className: "files-more", textContent: `+${pictures.length - SHOWN}` });
    box.append(rest);
  }
  return box;
}

function lineOf({ name, size }) {
  const line = Object.assign(document.createElement("span"), { className: "file file--plain" });
  const text = Object.assign(document.createElement("span"), { className: "file__text" });
  text.append(
    Object.assign(document.createElement("span"), { className: "file__name truncate", dir: "auto", textContent: name }),
    Object.assign(document.createElement("span"), { className: "file__about", textContent: bytes(size) }),
  );
  line.append(icon("file"), text);
  return line;
}
