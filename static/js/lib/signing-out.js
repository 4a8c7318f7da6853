import { openDialog } from "../elements/dialog-opener.js";
import { forgetKept, forgetOthersWriting } from "./kept.js";
import { keptItems } from "./outbox-shelf.js";
import { forgetRecents } from "./recents.js";

// Signing out erases what this device keeps of a person; where messages still wait, it asks first.
export async function signOut(form, me) {
  const waiting = keptItems(me).length;
  if (waiting && !(await isMeant())) return;
  forgetOthersWriting();
  forgetRecents();
  await forgetKept().catch(reportError); // the worker does it too, once the page to sign in shows
  form.submit();
}

function isMeant() {
  const dialog = openDialog("confirm-sign-out");
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
