import { inTime } from "../../../lib/in-time.js";
import { reply } from "./reply.js";
import { mentions } from "./mentions.js";
import { sticker } from "./sticker.js";

// What a message can have beside its text. Each part is a module of its own:
//
//   {name, open(composer), take() → fields of the message or null, clear(), isBusy?(), hasFailed?(), showWaiting?(row, body), write?(text)}
//
// `take` says what goes out with the text (it may be all there is), `clear` follows once it is on its way; a part that
// `isBusy` (a file on its way up) makes the message wait for it; one that `hasFailed` keeps it here.
// `showWaiting` draws it on a message that is still on its way; `write` has the last word on the text that goes out.
export const PARTS = [mentions, sticker, reply];

// Files, voice notes and the clock come a moment after the page stands, or with the network: words go without them.
let late = inTime(() => import("./late.js")).then(({ parts }) => (PARTS.push(...parts), (late = null), parts));

// Those that are there, and those that come.
export function eachPart(act) {
  PARTS.forEach(act);
  late?.then((parts) => parts.forEach(act));
}
