// Pages with posts.
import "./elements/mention-box.js";
import "./elements/feed-list.js";
import { whenThere } from "./lib/when-there.js";

whenThere("[data-moment]", () => import("./lib/moments.js"));
whenThere(".composer", () => import("./elements/feed/composer.js").then(({ begin }) => begin(document.querySelector(".composer"))));
whenThere("file-picker", () => import("./elements/file-picker.js"));
whenThere("file-waiting", () => import("./elements/file-waiting.js"));
