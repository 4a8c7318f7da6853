// The click that ends a touch which meant something else opens nothing.
const SOON = 700;

export function swallowClick() {
  addEventListener("click", swallow, { capture: true, once: true });
  addEventListener("pointerup", () => setTimeout(stop, 60), { capture: true, once: true });
  setTimeout(stop, SOON * 4);
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function stop() {
  removeEventListener("click", swallow, { capture: true });
}
