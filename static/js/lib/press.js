// What is pressed stays until its click has come: taken away in between, the press would come to nothing. Whoever puts
// news on the page awaits released() first.
const CLICK = 1_000; // at most, after a finger went up
let [held, free, timer] = [null, null, 0];

export const released = () => held;

export function release(pause = 0) {
  clearTimeout(timer);
  timer = setTimeout(() => (free?.(), (held = null)), pause);
}

const on = (type, then) => addEventListener(type, then, { capture: true });
on("pointerdown", ({ button }) => button || (clearTimeout(timer), (held ??= new Promise((done) => (free = done)))));
on("pointermove", ({ buttons }) => held && !buttons && release()); // its end was not told
on("pointerup", () => release(CLICK));
for (const end of ["click", "pointercancel"]) on(end, () => release());
