import { remove } from "../../../lib/http.js";
import { openDialog } from "../../dialog-opener.js";

// Takes an own message back for everybody, after asking.
export const removing = {
  name: "remove",
  key: "Delete",
  fits: (row, me) => row.dataset.author === me,
  run(row, conversation) {
    const dialog = openDialog("confirm-remove-message");
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && removeNow(row.dataset.id, conversation), { once: true });
  },
};

async function removeNow(id, conversation) {
  try {
    conversation.take(await remove(`/api/v1/messages/${id}?html=1`));
  } catch (problem) {
    conversation.complain(problem);
  }
}
