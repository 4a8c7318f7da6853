import { showing } from "../../models/showing.js";
import { countReaction } from "./blocking.js";

// What a bubble shows to this reader alone: which reactions are theirs, whether it means them, a button on code.
const THUMB = "👍";

export function dress(row, me, words) {
  for (const chip of row.querySelectorAll("[data-react]")) {
    chip.ariaPressed = String(showing(chip).includes(me));
    countReaction(chip);
  }
  const names = [...row.querySelectorAll(".bubble a.mention")].filter((link) => link.getAttribute("href") === `/people/${me}/`);
  for (const name of names) name.classList.add("mention--me");
  const meansMe = names.length > 0 || "meansAll" in row.dataset;
  row.classList.toggle("message--for-me", meansMe && row.dataset.author !== me);
  for (const code of row.querySelectorAll(".bubble pre")) if (!code.parentElement.matches(".code")) frame(code, words);
}

// Listens for what is done with them; the rest comes when somebody does. Answers how to get it.
export function listen(list, conversation) {
  let loaded = null;
  const reactions = () => (loaded ??= import("./reactions.js").then(({ Reactions }) => new Reactions(conversation)));
  const use = (run) => reactions().then(run, (problem) => ((loaded = null), conversation.complain(problem)));
  const on = (type, selector, run) =>
    list.addEventListener(type, (event) => {
      const target = event.target.closest?.(selector);
      if (list.contains(target)) run(target, event); // what holds the list has attributes of the same names
    });
  let byFinger = false;
  on("pointerdown", "*", (target, { pointerType }) => (byFinger = pointerType !== "mouse"));
  on("click", "[data-react]", (chip) => use((marks) => marks.toggle(chip.closest(".message"), chip.dataset.react)));
  on("click", "button[data-copy-code]", (button) => use((marks) => marks.copy(button)));
  on("submit", "form[data-does=card]", (form, event) => (event.preventDefault(), use((marks) => marks.changeCard(form))));
  on("pointerover", "[data-react]", (chip, { pointerType }) => pointerType === "mouse" && use((marks) => marks.name(chip)));
  on("contextmenu", "[data-react]", (chip, event) => (event.preventDefault(), use((marks) => marks.showWho(chip.closest(".message")))));
  on("dblclick", ".message[data-seq] .bubble", (bubble) => byFinger && use((marks) => marks.toggle(bubble.closest(".message"), THUMB)));
  return use;
}


function frame(code, words) {
  const box = Object.assign(document.createElement("div"), { className: "code" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "code__copy", textContent: words.copyCode });
  button.dataset.copyCode = "";
  code.tabIndex = 0; // long lines are scrolled by keyboard too
  code.replaceWith(box);
  box.append(code, button);
}
