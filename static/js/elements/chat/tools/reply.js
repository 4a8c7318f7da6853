// Answers a message with a quote of it.
export const reply = {
  name: "reply",
  key: "r",
  fits: (row, me, { composer }) => Boolean(composer),
  run: (row, conversation) => conversation.composer.answer(row),
};
