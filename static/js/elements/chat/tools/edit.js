import { get } from "../../../lib/http.js";

// Takes an own message back into the composer.
export const edit = {
  name: "edit",
  key: "e",
  fits: (row, me, { composer }) => composer && row.dataset.author === me && row.dataset.kind === "text",
  async run(row, conversation) {
    const seq = Number(row.dataset.seq);
    try {
      const { results } = await get(`/api/v1/threads/${conversation.thread}/messages?before=${seq + 1}&limit=1`);
      conversation.composer?.edit(row.dataset.id, results[0].text);
    } catch (problem) {
      conversation.complain(problem);
    }
  },
};
