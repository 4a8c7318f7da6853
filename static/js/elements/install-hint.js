// Shown where the browser can install us, and only until it has. Comes when the browser offers it.
export function offerInstall(offer) {
  const hints = document.querySelectorAll("install-hint");
  const show = (whether) => hints.forEach((hint) => (hint.hidden = !whether));
  for (const hint of hints) hint.addEventListener("click", () => offer.prompt().then(() => show(false)), { once: true });
  addEventListener("appinstalled", () => show(false), { once: true });
  show(true);
}
