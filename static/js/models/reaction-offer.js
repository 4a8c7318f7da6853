// When the six reactions are offered: the mouse rests on the button, a finger stays on it, or an arrow key or the menu
// key is pressed there. The bar itself is fetched only then.
const HOVER = 400;
const LONG = 450;
const BUTTON = '[data-does="react"] button';

export function offerReactions(root, choose) {
  let timer = 0;
  let held = null;
  const wait = (button, time, how) => {
    clearTimeout(timer);
    timer = setTimeout(() => open(button, how), time);
  };
  const open = async (button, { focus = false, hold = false } = {}) => {
    if (hold) held = button;
    const bar = await import("../elements/reaction-bar.js").catch(() => null); // without a connection a tap still likes
    if (bar && button.isConnected) bar.openReactionBar(button, { focus, choose: (kind) => choose(button.form, kind) });
  };
  root.addEventListener("pointerover", (event) => {
    const button = event.target.closest(BUTTON);
    if (button && event.pointerType === "mouse") wait(button, HOVER);
  });
  root.addEventListener("pointerout", (event) => event.pointerType === "mouse" && event.target.closest(BUTTON) && clearTimeout(timer));
  root.addEventListener("pointerdown", (event) => {
    const button = event.target.closest(BUTTON);
    held = null;
    clearTimeout(timer);
    if (button && event.pointerType !== "mouse") wait(button, LONG, { hold: true });
  });
  for (const end of ["pointerup", "pointercancel"]) root.addEventListener(end, (event) => event.pointerType !== "mouse" && clearTimeout(timer));
  // A finger that stayed opens the bar and does nothing else.
  root.addEventListener("click", (event) => {
    const button = event.target.closest(BUTTON);
    clearTimeout(timer);
    if (!button || button !== held) return;
    held = null;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
  root.addEventListener("contextmenu", (event) => {
    const button = event.target.closest(BUTTON);
    if (!button) return;
    event.preventDefault();
    if (event.button !== 2 || event.pointerType !== "touch") open(button, { focus: true });
  });
  root.addEventListener("keydown", (event) => {
    const button = event.target.closest(BUTTON);
    if (!button || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    open(button, { focus: true });
  });
}
