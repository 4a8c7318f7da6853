import { elementsOf, load } from "../lib/fragment.js";
import { showPart } from "../lib/part-dialog.js";

// Who reacted to a post or comment, or why one sees it, in a dialog; `link` leads to the same as a page.
export async function showInDialog(link, heading) {
  await sent(link.closest("[data-comment], [data-post]"));
  showPart(heading, elementsOf(await load(link.href)), link);
}

// The reader's own reaction is shown before the server has it: asked sooner, the list would be without them.
async function sent(thing) {
  const form = thing?.querySelector('[data-does="react"][aria-busy]');
  if (!form) return;
  await new Promise((resolve) => {
    const watcher = new MutationObserver(() => (watcher.disconnect(), resolve()));
    watcher.observe(form, { attributeFilter: ["aria-busy"] });
  });
}
