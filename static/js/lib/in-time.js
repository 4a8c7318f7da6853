import { socket } from "./socket.js";

// What a page can stand without for a moment: `load` imports it. Where the network is away just then, it is asked for again:
// once there is a connection, or a little later, since one that lived through it opens no other.
const LATER = 5_000;

export const inTime = (load) =>
  load().catch(() => new Promise((resolve) => {
    const again = () => (stop(), clearTimeout(timer), resolve(inTime(load)));
    const stop = socket.on("open", again);
    const timer = setTimeout(again, LATER);
  }));
