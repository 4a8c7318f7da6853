// Who has seen an own message, and when.
export const info = {
  name: "info",
  key: "i",
  fits: (row, me) => row.dataset.author === me,
  run: async (row, conversation) => (await import("../message-info.js")).showInfo(row.dataset.id, conversation),
};
