// Work Chat's page.
import { inTime } from "./lib/in-time.js";
import { whenThere } from "./lib/when-there.js";
import "./elements/chat/thread-list.js";
import "./elements/chat/chat-conversation.js";
// Last of those that the page cannot stand without: it calls the others as soon as it stands.
import "./elements/chat/chat-app.js";

whenThere("thread-search", () => inTime(() => import("./elements/chat/thread-search.js")));
whenThere("thread-details", () => inTime(() => import("./elements/chat/thread-details.js")));
// The dialogs in which one chooses people bring their script when the first of them opens.
document.addEventListener("toggle", ({ target }) => target.querySelector?.("people-picker") && import("./elements/chat/people-picker.js"), true);
