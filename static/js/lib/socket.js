import { EVENT_TYPES } from "../event_types.js";
import { Heartbeat } from "../models/heartbeat.js";
import { Presence } from "../models/presence.js";
import { Reconnect } from "../models/reconnect.js";
import { Sleep } from "../models/sleep.js";
import { released } from "./press.js";

// The page's one socket: what happened comes in, typing and presence go out. Nothing is lost with it, since everything
// that counts is a POST, and whoever listens asks for what it missed at every "catch-up".
//
//   socket.on("chat.message_sent", ({ data, html }) => …)      an event; returns a function that stops listening
//   socket.on("catch-up", () => …)                             ask for changes: opened, gap, wake-up, once a minute
//   socket.on("state", ({ state }) => …)                       "connecting", "open", "waiting", "signed-out", "shut"
//   socket.on("open" | "closed" | "pong" | "realtime.resync", …)        the single moments
//   socket.send({ type: "typing", place: "thread:12" })              false if there is no connection; nobody waits for it
const SIGNED_OUT = 4401;
const SHUT = 4403;
const ALONE = new Set([SIGNED_OUT, 4408]);
const TICK = 2_000;
const CATCH_UP = 60_000;
const OPENING = 15_000;

class Socket {
  state = "idle";
  #listeners = new Map();
  #line = null;
  #timer = 0;
  #openedAt = 0;
  #caughtUpAt = 0;
  #reconnect = new Reconnect();
  #sleep = new Sleep(TICK);
  #heartbeat = new Heartbeat();
  #presence = new Presence();

  // Connects, once; <connection-state> in the signed-in shell calls it.
  start() {
    if (this.state !== "idle") return;
    setInterval(() => this.#tick(), TICK);
    addEventListener("online", () => this.#hurry());
    addEventListener("offline", () => this.#line && this.#ping());
    document.addEventListener("visibilitychange", () => this.#seen());
    // A page kept for the back button may hold no socket, and finds the world changed when it returns.
    addEventListener("pagehide", () => (this.#hangUp(), this.#become("waiting")));
    addEventListener("pageshow", (event) => event.persisted && this.#hurry());
    this.#connect();
  }

  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? this.#listeners.set(name, new Set()).get(name);
    listeners.add(listener);
    // A module that is read after the socket opened has missed what came between the page and itself.
    if (name === "catch-up" && this.state === "open") setTimeout(() => listeners.has(listener) && listener({}));
    return () => listeners.delete(listener);
  }

  send(frame) {
    if (this.#line?.readyState !== WebSocket.OPEN) return false;
    this.#line.send(JSON.stringify(frame));
    return true;
  }

  #emit(name, detail = {}) {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error); // one listener's fault is not the others'
      }
    }
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.#emit("state", { state });
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#hangUp();
    this.#become("connecting");
    this.#openedAt = Date.now();
    const line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/`);
    this.#line = line;
    line.onopen = () => this.#opened();
    line.onmessage = (message) => this.#heard(message.data);
    line.onclose = ({ code }) => this.#closed(code);
  }

  #hangUp() {
    if (!this.#line) return;
    this.#line.onopen = this.#line.onmessage = this.#line.onclose = null;
    this.#line.close();
    this.#line = null;
  }

  #opened() {
    this.#reconnect.succeeded();
    this.#heartbeat.heard();
    this.#presence.forget();
    this.#become("open");
    this.#emit("open");
    this.#catchUp();
    this.#tellPresence();
  }

  async #heard(text) {
    this.#heartbeat.heard();
    const frame = JSON.parse(text);
    if (frame.type === "pong") return this.#emit("pong");
    await released();
    if (frame.type === "realtime.resync") this.#catchUp();
    else if (frame.type === "realtime.frame_refused") console.warn("The server did not take a frame:", frame.data.code);
    // From a newer server than this page: what it says we cannot read, but we can ask.
    else if (EVENT_TYPES[frame.type] !== frame.v) return this.#catchUp();
    this.#emit(frame.type, frame);
  }

  #catchUp() {
    this.#caughtUpAt = Date.now();
    this.#emit("catch-up");
  }

  async #closed(code) {
    const wasOpen = this.state === "open";
    this.#line = null;
    this.#become("waiting");
    if (wasOpen) this.#emit("closed", { code });
    // A refused handshake tells the browser nothing but that it failed, so ask who we are.
    if (!wasOpen || code === SIGNED_OUT || code === SHUT) {
      if (wasOpen) await new Promise((done) => setTimeout(done, 500 + 1000 * Math.random())); // let the other tab finish
      const answer = await whoAmI();
      if (this.state !== "waiting") return;
      if (answer === "signed-out" || answer === "shut") return this.#become(answer);
    }
    this.#timer = setTimeout(() => this.#connect(), this.#reconnect.next({ alone: ALONE.has(code) }));
  }

  // There is reason to believe that the way is free, or that what we have is dead.
  #hurry() {
    if (this.state === "open" && this.#line) return this.#ping();
    if (this.state === "waiting" || !this.#line) this.#connect();
  }

  #seen() {
    if (document.visibilityState === "visible") {
      this.#hurry();
      if (this.state === "open" && Date.now() - this.#caughtUpAt > CATCH_UP / 2) this.#catchUp();
    }
    this.#tellPresence();
  }

  #ping() {
    if (this.send({ type: "ping" })) this.#heartbeat.asked();
  }

  #tellPresence() {
    if (this.state !== "open") return;
    const state = this.#presence.next(document.visibilityState === "visible");
    if (state) this.send({ type: "presence", state });
  }

  #tick() {
    const woke = this.#sleep.woke();
    if (this.state === "connecting" && Date.now() - this.#openedAt > OPENING) return this.#giveUp();
    if (this.state !== "open") return woke ? this.#hurry() : undefined;
    const look = this.#heartbeat.look();
    if (look === "dead") return this.#giveUp();
    if (look === "ask" || woke) this.#ping();
    if (woke || (Date.now() - this.#caughtUpAt > CATCH_UP && document.visibilityState === "visible")) this.#catchUp();
    this.#tellPresence();
  }

  #giveUp() {
    this.#hangUp();
    this.#closed(1006);
  }
}

async function whoAmI() {
  try {
    const answer = await fetch("/api/v1/me", { headers: { Accept: "application/json" }, credentials: "same-origin" });
    return { 401: "signed-out", 403: "shut", 404: "shut" }[answer.status] ?? "unsure";
  } catch {
    return "offline";
  }
}

export const socket = new Socket();
