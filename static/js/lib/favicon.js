// The number of what is unread on the page's icon: drawn over the company's own, which comes back with zero.
const SIZE = 64;
const FILL = "#d92d20";
const INK = "#fff";
let link = null;
let plain = "";
let shown = 0;

export async function badge(number) {
  link ??= document.querySelector("link[rel=icon]");
  if (!link || number === shown) return;
  plain ||= link.href;
  shown = number;
  if (!number) return (link.href = plain);
  const picture = await load(plain);
  if (number === shown) link.href = draw(picture, number > 99 ? "99+" : String(number));
}

function load(href) {
  return new Promise((resolve) => {
    const picture = new Image(SIZE, SIZE);
    picture.onload = () => resolve(picture);
    picture.onerror = () => resolve(null); // the badge says what counts without it
    picture.src = href;
  });
}

function draw(picture, text) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
  const pen = canvas.getContext("2d");
  if (picture) pen.drawImage(picture, 0, 0, SIZE, SIZE);
  const width = text.length > 1 ? 24 + 12 * text.length : 38;
  pen.fillStyle = FILL;
  pen.beginPath();
  pen.roundRect(SIZE - width, SIZE - 38, width, 38, 19);
  pen.fill();
  pen.fillStyle = INK;
  pen.font = `bold ${text.length > 2 ? 24 : 30}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, SIZE - width / 2, SIZE - 18);
  return canvas.toDataURL("image/png");
}
