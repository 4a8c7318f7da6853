// How messages stand together: bubbles of one author within five minutes are a run; a new day starts with a line.
const RUN = 5 * 60_000;

const day = (at) => new Date(at).toDateString();

export const sameDay = (before, after) => Boolean(before) && day(before.at) === day(after.at);

export const sameRun = (before, after) =>
  Boolean(before) &&
  before.author === after.author &&
  Math.abs(new Date(after.at) - new Date(before.at)) <= RUN &&
  sameDay(before, after);
