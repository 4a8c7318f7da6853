import { elementsOf, send } from "../../lib/fragment.js";
import { quietly } from "../../lib/quietly.js";
import { word } from "../../lib/words.js";
import { placeComment, placePost, prepare } from "../../models/feed-view.js";
import { toast } from "../toast-list.js";

// A post or comment goes at once, with a way back; the focus goes to what stands beside it. `list` is the <feed-list>.
export async function remove(form, list) {
  const thing = form.closest("[data-comment], [data-post]");
  const kind = thing.dataset.comment ? "comment" : "post";
  const post = thing.closest("[data-post]"); // asked now: the event may take the thing away before the answer comes
  const heir = thing.contains(document.activeElement) && nextTo(thing);
  quietly(() => (thing.hidden = true));
  if (heir) heir.focus({ preventScroll: true });
  try {
    await send(form);
  } catch (problem) {
    quietly(() => (thing.hidden = false));
    throw problem;
  }
  const restore = form.action.replace(/delete\/$/, "restore/");
  thing.remove();
  toast(word(`${kind}_deleted`), { action: { label: word("undo"), run: () => bringBack(restore, kind, post, list) } });
}

async function bringBack(action, kind, post, list) {
  try {
    const [thing] = elementsOf(await send({ action }, new FormData()));
    document.getElementById(thing.id)?.remove();
    list.waiting.remove(thing.dataset.post);
    quietly(() => (kind === "comment" ? placeComment(post, thing) : placePost(list.posts, thing)));
    prepare(thing, list.viewer);
    thing.focus({ preventScroll: true });
  } catch (problem) {
    toast(problem.status === 404 ? word("gone") : problem.status && problem.text ? problem.text : word("not_done"), { kind: "error" });
  }
}

// Takes over the focus of what is deleted.
function nextTo(thing) {
  const all = "[data-comment], [data-post]";
  const beside = [thing.nextElementSibling, thing.previousElementSibling].find((other) => other?.matches(all));
  return beside ?? thing.parentElement.closest(`${all}, main`);
}
