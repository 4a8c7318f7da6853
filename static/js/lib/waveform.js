// How loud something is, as bars: numbers from 0 to 100 → an SVG. Drawn by attributes alone, since styles in line are not allowed.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 4;
const HIGH = 32;

export function drawWave(levels) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${levels.length * STEP} ${HIGH}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [place, level] of levels.entries()) {
    const high = Math.max(3, (level / 100) * HIGH);
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: place * STEP + 0.75, y: (HIGH - high) / 2, width: STEP - 1.5, height: high, rx: 1.2 })) bar.setAttribute(name, value);
    svg.append(bar);
  }
  return svg;
}

// As many bars as asked for, the loudest of them 100: what was measured while somebody spoke.
export function summed(measured, bars) {
  if (!measured.length) return new Array(bars).fill(0);
  const loudest = Math.max(...measured, 0.01);
  return Array.from({ length: bars }, (_, place) => {
    const from = Math.floor((place * measured.length) / bars);
    const part = measured.slice(from, Math.max(from + 1, Math.floor(((place + 1) * measured.length) / bars)));
    return Math.round((Math.max(...part) / loudest) * 100);
  });
}

export const minutes = (milliseconds) => {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
