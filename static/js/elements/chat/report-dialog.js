import { post, Refused } from "../../lib/http.js";
import { openDialog } from "../dialog-opener.js";
import { toast } from "../toast-list.js";
import { textOf } from "./tools/copy.js";
import { loadStyle } from "../../lib/style.js";

// Which messages, why, and a note. The one it was opened on is chosen; others of the same person that stand near it can be.
const NEAR = 12;

await loadStyle(new URL("../../../css/reports.css", import.meta.url));

export function openReport(row, conversation) {
  const dialog = openDialog("report");
  const form = dialog.querySelector("form");
  const stop = new AbortController();
  const { signal } = stop;
  form.reset();
  complain("");
  form.querySelector(".report__messages").replaceChildren(...nearby(row).map((each) => choice(each, each === row)));
  form.querySelector("[data-name]").textContent = row.querySelector(".message__author")?.firstChild?.textContent.trim() ?? "";
  dialog.addEventListener("close", () => stop.abort(), { once: true });
  form.addEventListener("click", ({ target }) => target.closest("[data-close-dialog]") && dialog.close(), { signal });
  form.addEventListener("submit", (event) => (event.preventDefault(), send()), { signal });

  function complain(why) {
    const line = form.querySelector(".form-error");
    line.textContent = why;
    line.hidden = !why;
  }

  async function send() {
    const given = new FormData(form);
    const button = form.querySelector(".button--danger");
    button.setAttribute("aria-busy", "true");
    try {
      await post("/api/v1/reports", {
        thread: conversation.thread,
        messages: given.getAll("messages"),
        reason: given.get("reason"),
        note: given.get("note"),
        also_block: given.has("also_block"),
      });
      dialog.close();
      toast(dialog.dataset.done);
    } catch (problem) {
      complain(problem instanceof Refused ? problem.text : conversation.words.offline);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

function nearby(row) {
  const rows = [...row.parentElement.querySelectorAll(`.message[data-seq][data-author="${CSS.escape(row.dataset.author)}"]`)];
  const there = rows.filter((each) => !("deleted" in each.dataset));
  const at = there.indexOf(row);
  return there.slice(Math.max(0, at - NEAR), at + NEAR + 1);
}

function choice(row, checked) {
  const item = document.createElement("li");
  const label = Object.assign(document.createElement("label"), { className: "choice" });
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "messages", value: row.dataset.id, checked });
  box.defaultChecked = checked;
  const text = document.createElement("span");
  const time = Object.assign(document.createElement("span"), { className: "soft small", textContent: row.querySelector("[data-clock]").textContent });
  text.append(said(row), " ", time);
  label.append(box, text);
  item.append(label);
  return item;
}

// The words of it, or what a sticker or a picture is called.
function said(row) {
  const words = row.querySelector(".bubble") ? textOf(row) : "";
  return (words || row.querySelector(".message__main [alt]")?.alt || "…").slice(0, 200);
}
