// A style sheet that only some pages come to need, once: resolves when it is there.
const known = new Map();

export function loadStyle(url) {
  const href = String(url);
  if (!known.has(href)) {
    known.set(
      href,
      new Promise((done) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
        link.onload = link.onerror = done;
        document.head.append(link);
      }),
    );
  }
  return known.get(href);
}
