// The window's title with the number of what is unread before it, which the shell and the open page both write, and the
// same number on the page's icon and on the installed app's. Work Chat and the bell each say their own; what is shown is the sum.
let words = document.title.replace(/^\(\d+\+?\) /, "");
const numbers = new Map();

let drawn = false;

function drawOnIcon(number) {
  if (!number && !drawn) return;
  drawn = true;
  import("./favicon.js").then(({ badge }) => badge(number));
}

function write() {
  const number = [...numbers.values()].reduce((sum, each) => sum + each, 0);
  document.title = number ? `(${number > 99 ? "99+" : number}) ${words}` : words;
  drawOnIcon(number);
  if (number) navigator.setAppBadge?.(number).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}

export const title = {
  say(text) {
    words = text;
    write();
  },
  count(source, unread) {
    numbers.set(source, unread);
    write();
  },
};
