import { fill } from "../../lib/words.js";
import { toast } from "../toast-list.js";

// A message that came while its conversation is not looked at: face, name and first words, and the way there.
const FEW = 90;

export function showToast({ data, html, name }) {
  const words = document.querySelector("chat-unread").dataset;
  const shown = toast("");
  shown.classList.add("toast--message");
  Object.assign(shown.dataset, { thread: data.thread, seq: data.seq });
  const link = Object.assign(document.createElement("a"), { href: `/chat/${data.thread}/`, className: "toast__link" });
  const row = parse(html);
  const face = row.querySelector(".avatar");
  const text = document.createElement("span");
  text.className = "toast__text";
  const who = Object.assign(document.createElement("b"), { textContent: name ? fill(words.inThread, { who: data.author.name, thread: name }) : data.author.name });
  const line = Object.assign(document.createElement("span"), { className: "truncate", textContent: said(data, row, words) });
  text.append(who, line);
  if (face) link.append(document.importNode(face, true));
  link.append(text);
  link.addEventListener("click", (event) => open(event, data.thread, shown));
  shown.querySelector(".toast__text").replaceWith(link);
}

// In Work Chat the conversation opens in place; from elsewhere the link leads there.
function open(event, thread, shown) {
  shown.remove();
  if (event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector("chat-app")) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("open-thread", { detail: { thread } }));
}

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

// Without the marks it was written with.
function said(data, row, words) {
  row.querySelector(".bubble__edited")?.remove();
  const text = (row.querySelector(".bubble")?.textContent ?? data.text).replace(/\s+/g, " ").trim().slice(0, FEW);
  if (text) return text;
  if (data.sticker) return words.sticker;
  return data.kind === "voice" ? words.voice : words.file;
}
