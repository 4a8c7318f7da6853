import { get } from "../../lib/http.js";
import { isBlocked } from "./blocking.js";

// Who shows which emoji on a message, and when: a dialog, page after page.
export async function showWho(row, conversation) {
  const dialog = document.getElementById("who-marked");
  const list = dialog.querySelector("ul");
  const more = dialog.querySelector("[data-more]");
  const address = `/api/v1/messages/${row.dataset.id}/reactions?limit=50`;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const fetchMore = async (cursor) => {
    const { results, next } = await get(cursor ? `${address}&cursor=${encodeURIComponent(cursor)}` : address);
    list.append(...results.filter(({ person }) => !isBlocked(person.id)).map((reaction) => line(reaction, time, row)));
    more.hidden = !next;
    more.onclick = () => fetchMore(next).catch((problem) => conversation.complain(problem));
  };
  list.replaceChildren();
  try {
    await fetchMore("");
    dialog.showModal();
  } catch (problem) {
    conversation.complain(problem);
  }
}

function line({ person, emoji, created_at: at }, time, row) {
  const item = Object.assign(document.createElement("li"), { className: "person-row" });
  const sign = Object.assign(document.createElement("span"), { className: "who-marked__emoji", textContent: emoji });
  const picture = row.querySelector(`[data-react="${CSS.escape(emoji)}"] img`);
  if (picture) sign.replaceChildren(picture.cloneNode());
  const text = Object.assign(document.createElement("span"), { className: "person-row__text" });
  text.append(
    Object.assign(document.createElement("b"), { textContent: person.name }),
    Object.assign(document.createElement("span"), { className: "soft small", textContent: time.format(new Date(at)) }),
  );
  item.append(sign, text);
  return item;
}
