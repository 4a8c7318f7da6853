// Pictures, files and voice notes: all that the page can stand without for a moment.
import { inTime } from "../../lib/in-time.js";
import { loadStyle } from "../../lib/style.js";
import { whenThere } from "../../lib/when-there.js";
import { files } from "./composer/files.js";
import { voice } from "./composer/voice.js";

export const parts = [files, voice];

loadStyle(new URL("../../../css/chat-media-late.css", import.meta.url));
whenThere("file-picker", () => inTime(() => import("../file-picker.js")));
whenThere("file-waiting", () => inTime(() => import("../file-waiting.js")));
whenThere("voice-note", () => inTime(() => import("./voice-note.js")));
whenThere("thread-files", () => inTime(() => import("./thread-files.js")));

// A picture is a link to itself: in this page it opens over the window.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.file--picture, .files-rest > summary");
  if (!link?.closest("chat-app") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const picture = link.matches("a") ? link : link.parentElement.querySelector("a.file--picture");
  if (!picture) return;
  event.preventDefault();
  import("./pictures.js").then(({ openPicture }) => openPicture(picture));
});
