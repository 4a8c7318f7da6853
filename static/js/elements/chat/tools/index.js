import { copy } from "./copy.js";
import { edit } from "./edit.js";
import { forward } from "./forward.js";
import { info } from "./info.js";
import { link } from "./link.js";
import { pin } from "./pin.js";
import { remind } from "./remind.js";
import { react, reacted } from "./react.js";
import { removing } from "./remove.js";
import { reply } from "./reply.js";
import { report } from "./report.js";
import { save } from "./save.js";

// What one can do with a message. Each tool: {name, key, fits(row, me, conversation), run(row, conversation,
// button), dress?(button, row)}; its button stands in templates/chat/_message_tools.html with data-tool=name, on the bar, in
// the menu or in both. `key` is pressed while the message has the focus; `dress` gives the button other words for this row.
export const TOOLS = [react, reacted, reply, forward, pin, save, link, info, copy, edit, remind, report, removing];
