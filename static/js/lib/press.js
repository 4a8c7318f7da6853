// What is pressed stays until its click has come: taken away in between, the press would come to nothing. Whoever puts
// news on the page awaits released() first.
const LONGEST = 5_000;
const CLICK = 300; // that long after a finger went up
let [held, free, timer] = [null, null, 0];

export const released = () => held;

function soon(pause) {
  clearTimeout(timer);
  timer = setTimeout(() => (free?.(), (held = null)), pause);
}

const on = (type, then) => addEventListener(type, then, { capture: true });
on("pointerdown", () => (soon(LONGEST), (held ??= new Promise((done) => (free = done)))));
on("pointerup", () => soon(CLICK));
for (const end of ["click", "pointercancel"]) on(end, () => soon(0));
