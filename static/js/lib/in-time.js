import { socket } from "./socket.js";

// What a page can stand without for a moment: `load` imports it. Where the network is away just then, it is asked for again
// once there is a connection.
export const inTime = (load) =>
  load().catch(() => new Promise((resolve) => {
    const stop = socket.on("open", () => (stop(), resolve(inTime(load))));
  }));
