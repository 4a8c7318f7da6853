import { ask } from "../../../lib/http.js";
import { fill } from "../../../lib/words.js";
import { toast } from "../../toast-list.js";

// Brings a message back to the reader's own bell, at a time they choose.
export const remind = {
  name: "remind",
  key: "m",
  fits: () => true,
  async run(row, conversation) {
    const title = document.querySelector("[data-tool=remind]")?.textContent.trim() ?? "";
    const { askWhen } = await import("../when.js");
    const chosen = await askWhen({ url: "/chat/when/", title });
    if (!chosen) return;
    try {
      await ask("PUT", `/api/v1/messages/${row.dataset.id}/reminder`, { remind_at: chosen.at });
      toast(fill(conversation.words.reminded, { when: chosen.words }));
    } catch (problem) {
      conversation.complain(problem);
    }
  },
};
