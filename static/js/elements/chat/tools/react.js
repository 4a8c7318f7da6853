// Six emoji at hand and, behind the last button, every other.
export const react = {
  name: "react",
  key: "+",
  fits: (row, me, { dataset }) => row.matches(".message") && !("deleted" in row.dataset) && !("closed" in dataset),
  run(row) {
    const bar = row.querySelector(".message__tools");
    bar.classList.add("is-reacting");
    bar.querySelector("[data-react-with]").focus();
  },
};

// A click in the bar or the sheet: one of the six, or the picker; `done` follows. Says whether it was for us.
export function reactFrom(event, row, conversation, done = () => {}) {
  const one = event.target.closest("[data-react-with]");
  const all = event.target.closest("[data-react-more]");
  if (!row || (!one && !all)) return false;
  event.stopPropagation();
  const { id } = row.dataset;
  const choose = (emoji, url) => {
    done();
    conversation.marks((marks) => marks.toggle(conversation.list.find(id) ?? row, emoji, url));
  };
  row.querySelector(".message__tools")?.classList.remove("is-reacting");
  if (one) choose(one.dataset.reactWith);
  else import("../../emoji-picker.js").then(({ pickEmoji }) => pickEmoji(all, choose)).catch((problem) => conversation.complain(problem));
  return true;
}

export const reacted = {
  name: "reacted",
  fits: (row) => Boolean(row.querySelector("[data-react]")),
  run: (row, conversation) => conversation.marks((marks) => marks.showWho(row)),
};
