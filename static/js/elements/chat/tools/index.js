import { copy } from "./copy.js";
import { edit } from "./edit.js";
import { removing } from "./remove.js";

// What one can do with a message. Each tool: {name, key, fits(row, me), run(row, conversation)}; its button stands in
// templates/chat/_message_tools.html with data-tool=name. `key` is pressed while the message has the focus.
export const TOOLS = [copy, edit, removing];
