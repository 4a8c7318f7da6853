import { holdLocally } from "../../../lib/local-files.js";

// Pictures and files of a message: <file-picker> in the composer, its rows above it. They are sent while one writes; the
// message goes once all are there. What was added waits in its own conversation while one looks at another.
const pickers = new Map();
let picker = null;

export const files = {
  name: "files",

  open(composer) {
    picker = composer.querySelector("file-picker");
    const kept = pickers.get(composer.thread);
    if (kept?.count) {
      composer.querySelector("[data-file-strip]").replaceWith(kept.strip);
      picker.replaceWith(kept);
      picker = kept;
    }
    pickers.set(composer.thread, picker);
    composer.addEventListener("files", () => composer.partChanged());
    if (picker.count) picker.dispatchEvent(new CustomEvent("files", { bubbles: true })); // a draft brought them, or keeps what came up meanwhile
  },

  isBusy: () => picker?.isBusy ?? false,

  hasFailed: () => picker?.hasFailed ?? false,

  // `shown` stays on this device: what a message that waits looks like.
  take() {
    const sent = picker?.sent ?? [];
    if (!sent.length) return null;
    const shown = sent.map(({ data: { id, kind, name, size, width, height } }) => ({ id, kind, name, size, width, height }));
    return { files: shown.map(({ id }) => id), shown };
  },

  clear() {
    for (const { data, file } of picker?.sent ?? []) if (file) holdLocally(data.id, file);
    picker?.clear?.();
  },

  showWaiting(row, { shown = [], waveform }) {
    if (!shown.length || waveform) return;
    const holder = Object.assign(document.createElement("div"), { className: "message__files" });
    row.querySelector(".bubble").before(holder);
    import("../waiting-files.js").then(({ drawFiles }) => drawFiles(holder, shown));
  },
};
