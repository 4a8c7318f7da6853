import { elementsOf, load } from "../lib/fragment.js";
import { showPart } from "../lib/part-dialog.js";
import { word } from "../lib/words.js";

// Who reacted to a post or comment, in a dialog; `link` leads to the same list as a page.
export async function showWhoReacted(link) {
  showPart(word("who_reacted"), elementsOf(await load(link.href)), link);
}
