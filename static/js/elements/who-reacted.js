import { elementsOf, load } from "../lib/fragment.js";
import { showPart } from "../lib/part-dialog.js";

// Who reacted to a post or comment, or why one sees it, in a dialog; `link` leads to the same as a page.
export async function showInDialog(link, heading) {
  showPart(heading, elementsOf(await load(link.href)), link);
}
