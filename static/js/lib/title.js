// The window's title with the number of unread messages before it, which the shell and the open page both write.
let words = document.title.replace(/^\(\d+\+?\) /, "");
let number = 0;

function write() {
  const shown = number > 99 ? "99+" : number;
  document.title = number ? `(${shown}) ${words}` : words;
}

export const title = {
  say(text) {
    words = text;
    write();
  },
  count(unread) {
    number = unread;
    write();
  },
};
