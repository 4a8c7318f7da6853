import { post, remove } from "../../../lib/http.js";

// Puts a message on the bar above the conversation, or takes it off.
export const pin = {
  name: "pin",
  key: "p",
  fits: (row, me, { dataset }) => !("closed" in dataset),

  dress(button, row) {
    const isPinned = pinOf(row);
    button.querySelector("span").textContent = isPinned ? button.dataset.unpin : button.dataset.pin;
  },

  async run(row, conversation) {
    const pins = `/api/v1/threads/${conversation.thread}/pins`;
    try {
      if (pinOf(row)) await remove(`${pins}/${row.dataset.id}`);
      else await post(pins, { message: row.dataset.id });
      conversation.pins.renew();
    } catch (problem) {
      conversation.complain(problem);
    }
  },
};

const pinOf = (row) => document.querySelector(`pin-bar [data-pinned="${CSS.escape(row.dataset.id)}"]`);
