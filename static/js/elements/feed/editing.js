import { elementsOf, load } from "../../lib/fragment.js";
import { prepare, renewNow } from "../../models/feed-view.js";

// The form in which a post or a comment is edited, in the place of its text; a second tap brings no second one.
export async function openEdit(link, drafts) {
  const thing = link.closest("[data-comment], [data-post]");
  const isOpen = () => thing.querySelector(`.edit-form[data-of="${thing.id}"]`);
  const [form] = isOpen() ? [] : elementsOf(await load(link.href));
  if (!form || isOpen()) return;
  form.dataset.of = thing.id;
  const text = thing.querySelector(thing.dataset.comment ? ".comment__bubble" : ".post__text");
  text.hidden = true;
  text.after(form);
  drafts.bringBack(form.elements.text);
  form.elements.text.focus();
  form.elements.text.setSelectionRange(-1, -1);
}

// It was taken: the post or comment stands there as it is now. `list` is the <feed-list>.
export function saved(form, html, list) {
  const thing = form.closest("[data-comment], [data-post]");
  list.doing.cancel(form);
  renewNow(thing, elementsOf(html)[0]);
  prepare(thing, list.viewer);
  thing.focus({ preventScroll: true });
}
