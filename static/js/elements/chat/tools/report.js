// Asks the company's reviewers to look at what somebody wrote.
export const report = {
  name: "report",
  fits: (row, me) => row.dataset.author !== me,
  run: async (row, conversation) => (await import("../report-dialog.js")).openReport(row, conversation),
};
