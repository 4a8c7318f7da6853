import { ask, remove } from "../../lib/http.js";
import { openDialog } from "../dialog-opener.js";
import { toast } from "../toast-list.js";

const words = () => document.querySelector("chat-app").dataset;

// Blocking is asked about; lifting it is not.
export function askToBlock(person, name) {
  const dialog = openDialog("confirm-block");
  dialog.querySelector("[data-name]").textContent = name;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => dialog.returnValue === "yes" && tell(() => ask("PUT", `/api/v1/blocks/${person}`)), { once: true });
}

export const unblock = (person) => tell(() => remove(`/api/v1/blocks/${person}`), words().unblocked);

async function tell(run, done = "") {
  try {
    await run();
    if (done) toast(done);
  } catch (problem) {
    toast(problem.text || words().offline, { kind: "error" });
  }
}
