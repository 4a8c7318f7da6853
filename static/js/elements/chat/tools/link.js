import { toast } from "../../toast-list.js";

// Puts the address of a message on the clipboard: it opens the conversation in this place, for those who are in it.
export const link = {
  name: "link",
  key: "l",
  fits: () => true,
  async run(row, conversation) {
    const address = new URL(`/chat/${conversation.thread}/?message=${row.dataset.id}`, location.href);
    await navigator.clipboard.writeText(address.href);
    toast(conversation.words.linkCopied);
  },
};
