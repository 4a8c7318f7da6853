import { openDialog } from "../../dialog-opener.js";

// "@all" to many people is asked first.
const ALL = /(?:^|[^\p{L}\p{N}_@])@(?:all|everyone|tous)(?![\p{L}\p{N}_])/iu;
const MANY = 20;

export const meansMany = (text, box) => Number(box?.dataset.everybody ?? 0) > MANY && ALL.test(text);

export function confirmed() {
  const dialog = openDialog("confirm-all");
  dialog.returnValue = "";
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
