import { reply } from "./reply.js";
import { sticker } from "./sticker.js";

// What a message can have beside its text. Each part is a module of its own:
//
//   {name, open(composer), take() → fields of the message or null, clear(), isBusy?(), showWaiting?(row, body)}
//
// `take` says what goes out with the text (it may be all there is), `clear` follows once it is on its way; a part that
// `isBusy` (a file on its way up) holds the send button. `showWaiting` draws it on a message that is still waiting.
export const PARTS = [sticker, reply];
