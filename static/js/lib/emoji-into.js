import { pickEmoji } from "../elements/emoji-picker.js";

// A button's emoji goes into the text of its form, where the cursor stands; with data-emoji-into into the field of that
// name, in place of what it holds.
export function emojiInto(button) {
  const form = button.closest("form");
  const { emojiInto: into } = button.dataset;
  const field = into ? form.elements[into] : form.querySelector("textarea");
  return pickEmoji(button, (char) => {
    if (into) field.value = char;
    else field.setRangeText(char, field.selectionStart, field.selectionEnd, "end");
    field.focus({ preventScroll: true });
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
