// A message pulled to the right by a finger is answered. Up and down stay the list's own.
//
//   pullToAnswer(list, (row) => …)
const FAR = 56;
const MOST = 80;

export function pullToAnswer(list, answer) {
  let row = null;
  let start = null;
  let far = 0;

  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || event.target.closest("input, [data-no-pull], pre")) return;
    row = event.target.closest(".message[data-seq]");
    start = [event.clientX, event.clientY];
    far = 0;
  });
  list.addEventListener("pointermove", (event) => {
    if (!row) return;
    const [across, down] = [event.clientX - start[0], Math.abs(event.clientY - start[1])];
    if (!far && (down > 12 || across < -12)) return leave();
    if (!far && across < 12) return;
    if (far < FAR && across >= FAR) navigator.vibrate?.(10);
    far = Math.min(Math.max(across, 1), MOST);
    row.classList.add("is-pulled");
    row.classList.toggle("is-far", far >= FAR);
    row.style.setProperty("--pull", `${far}px`);
  });
  list.addEventListener("pointerup", () => {
    const pulled = row;
    const answered = far >= FAR;
    leave();
    if (answered) answer(pulled);
  });
  list.addEventListener("pointercancel", leave);

  function leave() {
    row?.classList.remove("is-pulled", "is-far");
    row?.style.removeProperty("--pull");
    row = null;
    far = 0;
  }
}
