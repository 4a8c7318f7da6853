// Passes a message on to other conversations and people. Its dialog comes on first use.
export const forward = {
  name: "forward",
  key: "f",
  fits: () => true,
  async run(row, conversation) {
    await import("../forward-dialog.js");
    document.querySelector("forward-dialog").start(row, conversation);
  },
};
