import { elementsOf, load } from "../../lib/fragment.js";
import { quietly } from "../../lib/quietly.js";
import { word } from "../../lib/words.js";
import { prepare, repliesOf } from "../../models/feed-view.js";
import { toast } from "../toast-list.js";

// What stands under a comment: its replies, once somebody wants to see them, and the form for one more.
// `list` is the <feed-list>.
export async function openReplies(list, comment) {
  const replies = repliesOf(comment);
  try {
    const parts = elementsOf(await load(`/comments/${comment.dataset.comment}/replies/`));
    const hadFocus = replies.contains(document.activeElement) && !document.activeElement.closest(".comment-form");
    quietly(() => {
      for (const old of replies.querySelectorAll(":scope > :not(.comment-form)")) old.remove();
      replies.prepend(...parts);
    });
    delete replies.dataset.stale;
    prepare(replies, list.viewer);
    if (hadFocus) replies.querySelector("[data-comment]")?.focus({ preventScroll: true });
  } catch (problem) {
    toast(problem.status === 404 ? word("gone") : word("not_done"), { kind: "error" });
  }
}

// The form for a reply to `target`: a reply itself is answered under the same comment, by name.
export async function replyForm(list, target) {
  const comment = target.dataset.parent ? target.closest(".replies").closest("[data-comment]") : target;
  const replies = repliesOf(comment);
  const open = replies.querySelector(":scope > .replies__open");
  if (open && !open.hidden) await openReplies(list, comment);
  else open?.remove();
  const form = replies.querySelector(":scope > .comment-form") ?? blankForm(list, comment, replies);
  if (!form) return;
  form.elements.parent.value = target.dataset.comment;
  name(form.elements.text, target, list.viewer.me);
  form.elements.text.focus();
  form.elements.text.setSelectionRange(-1, -1);
  form.scrollIntoView({ block: "nearest" });
}

function name(field, target, me) {
  if (!target.dataset.parent || target.dataset.author === me) return;
  const named = `@${target.querySelector(".comment__author").textContent.trim()} `;
  if (!field.value.includes(named.trim())) field.value = `${named}${field.value}`;
}

function blankForm(list, comment, replies) {
  const blank = list.querySelector("[data-comment-form]");
  if (!blank) return null;
  const form = blank.content.firstElementChild.cloneNode(true);
  const id = comment.dataset.comment;
  form.action = `/posts/${comment.closest("[data-post]").dataset.post}/comments/`;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "parent", value: id }));
  const field = form.elements.text;
  Object.assign(field, { id: `reply-${id}`, placeholder: word("write_reply") });
  field.setAttribute("aria-label", word("write_reply"));
  Object.assign(field.dataset, { draft: `reply-${id}`, place: `comment:${id}` });
  replies.append(form);
  list.drafts.bringBack(field);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || field.value.trim()) return;
    form.remove();
    comment.focus({ preventScroll: true });
  });
  return form;
}
