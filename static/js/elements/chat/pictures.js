import { get } from "../../lib/http.js";
import { showPictures } from "../picture-viewer.js";

// The pictures of a conversation, in the order in which they were said, over the whole window.
export function openPicture(link) {
  const conversation = document.querySelector("chat-conversation");
  if (link.closest(".gallery")) return openFromGallery(link, conversation);
  const links = [...conversation.querySelectorAll(".messages a.file--picture")];
  const items = links.map(itemOf);
  showPictures(items, links.indexOf(link), { older: ({ seq }) => before(conversation.dataset.thread, seq) });
}

// The gallery shows the newest first.
function openFromGallery(link, conversation) {
  const links = [...link.closest(".gallery__grid").querySelectorAll("a.file--picture")].reverse();
  const items = links.map((each) => ({ ...addresses(each), who: each.dataset.who, at: each.dataset.at, seq: Number(each.dataset.seq) }));
  showPictures(items, links.indexOf(link), { older: ({ seq }) => before(conversation.dataset.thread, seq) });
}

function itemOf(link) {
  const row = link.closest(".message");
  return { ...addresses(link), who: row.querySelector(".message__author")?.firstChild.textContent.trim(), at: row.dataset.at, seq: Number(row.dataset.seq) };
}

function addresses(link) {
  const { file } = link.dataset;
  const full = link.getAttribute("href");
  return { view: `/files/${file}/view`, full, alt: link.querySelector("img").alt, name: decodeURIComponent(full.split("/").at(-1)) };
}

async function before(thread, seq) {
  const { results } = await get(`/api/v1/threads/${thread}/files?kind=picture&before=${seq}`);
  const shown = results.filter(({ state }) => state === "ready").reverse();
  return shown.map(({ view_url: view, url: full, alt_text: alt, name, author, sent_at: at, seq: place }) => ({ view, full, alt, name, who: author.name, at, seq: place }));
}
