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

  run: (row, conversation) => setPin(conversation, row.dataset.id, !pinOf(row)),
};

export async function setPin(conversation, id, isPinned) {
  const pins = `/api/v1/threads/${conversation.thread}/pins`;
  try {
    if (isPinned) await post(pins, { message: id });
    else await remove(`${pins}/${id}`);
    conversation.pins.renew();
  } catch (problem) {
    conversation.complain(problem);
  }
}

const pinOf = (row) => document.querySelector(`pin-bar [data-pinned="${CSS.escape(row.dataset.id)}"]`);
