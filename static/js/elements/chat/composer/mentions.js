// Names after "@". The box comes with the first one that is typed; what it chose goes out as tokens, exactly.
const TOKEN = /@\[(\d+)\]/g;
const names = new Map();
let box = null;

export const mentions = {
  name: "mentions",
  open(composer) {
    box = composer.querySelector("mention-box");
    const begin = () => composer.field.value.includes("@") && import("../../mention-box.js");
    composer.field.addEventListener("input", begin);
  },
  take: () => null,
  write(text) {
    for (const { id, name } of box?.chosen ?? []) if (id) names.set(id, name);
    return box?.exact?.(text) ?? text;
  },
  clear: () => box?.forget?.(),
  showWaiting(row, { text }) {
    const bubble = row.querySelector(".bubble");
    if (text) bubble.textContent = text.replace(TOKEN, (whole, id) => `@${names.get(id) ?? "…"}`);
  },
};
