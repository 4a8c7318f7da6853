import { get } from "../../lib/http.js";
import { messageLine } from "../../lib/message-line.js";

// Quotes follow what they quote: changed or removed there, it is so in every reply on the screen.
export function followQuotes(list, row, words) {
  for (const quote of list.querySelectorAll(`.bubble__quote[data-quote="${CSS.escape(row.dataset.id)}"]`)) {
    quote.querySelector("span").textContent = "deleted" in row.dataset ? words.removed : messageLine(row, words);
  }
}

// Not everybody who sees this reply may see what it quotes, so its words did not come with it.
export async function askForQuote(quote, words) {
  quote.removeAttribute("data-apart");
  const message = await get(`/api/v1/messages/${quote.dataset.quote}?html=1`).catch(() => null);
  if (!message) return quote.removeAttribute("href");
  const holder = document.createElement("template");
  holder.innerHTML = message.html.trim();
  quote.querySelector("b").textContent = message.author.name;
  quote.querySelector("span").textContent = message.deleted_at ? words.removed : messageLine(holder.content.firstElementChild, words);
}
