// One symbol of the sprite, whose address (with its hash) comes from an icon that the page already shows.
const SVG = "http://www.w3.org/2000/svg";

export function icon(name, look = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${look}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  const sprite = document.querySelector("use[href*='icons']")?.getAttribute("href").split("#")[0] ?? "/static/img/icons.svg";
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
