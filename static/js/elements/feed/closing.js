import { prepare } from "../../models/feed-view.js";

// A group of which posts are shown was archived: from now on it is read here, too. What was being written stays a draft,
// for the day when the group is brought back. `list` is the <feed-list>.
export function closeGroup(list, id) {
  if (!list.viewer.joined.delete(id)) return;
  const composer = list.querySelector(".composer");
  if (list.dataset.only === id) composer?.remove();
  else composer?.querySelector(`select[name=group] option[value="${CSS.escape(id)}"]`)?.remove();
  for (const post of list.posts.querySelectorAll(`:scope > [data-group="${CSS.escape(id)}"]`)) {
    for (const form of post.querySelectorAll(".comment-form")) form.remove();
    for (const choice of post.querySelectorAll(".poll__form fieldset")) choice.disabled = true;
    prepare(post, list.viewer);
  }
}

// It was brought back: its own page begins anew, others show it when they are opened next.
export function openGroup(list, id) {
  if (list.dataset.only === id && !list.viewer.joined.has(id)) location.reload();
}
