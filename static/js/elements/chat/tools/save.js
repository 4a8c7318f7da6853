import { put } from "../../../lib/http.js";
import { toast } from "../../toast-list.js";

// Puts a message aside, to be found again in the list of what one saved.
export const save = {
  name: "save",
  key: "s",
  fits: () => true,
  async run(row, conversation) {
    try {
      await put(`/api/v1/saved/message/${row.dataset.id}`);
      toast(conversation.words.saved, { action: { label: conversation.words.showSaved, run: () => location.assign("/saved/") } });
    } catch (problem) {
      conversation.complain(problem);
    }
  },
};
