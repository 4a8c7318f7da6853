import { elementsOf, send } from "../../lib/fragment.js";
import { word } from "../../lib/words.js";
import { prepare, renewNow } from "../../models/feed-view.js";
import { toast } from "../toast-list.js";

// A link's preview, or its picture: gone for everyone, with a way back. `list` is the <feed-list>, `complain` says what failed.
export async function hide(form, list, complain) {
  const post = form.closest("[data-post]");
  const [what] = [...new FormData(form).keys()].filter((name) => name.endsWith("hidden"));
  const change = async (value) => {
    const data = new FormData(form);
    data.set(what, value);
    const [fresh] = elementsOf(await send(form, data));
    renewNow(post, fresh);
    prepare(post, list.viewer);
  };
  await change("1");
  post.focus({ preventScroll: true });
  toast(word(what === "hidden" ? "preview_removed" : "picture_removed"), { action: { label: word("undo"), run: () => change("0").catch(complain) } });
}
