import { announce } from "../../lib/announce.js";
import { holdLocally } from "../../lib/local-files.js";
import { release } from "../../lib/press.js";
import { Recorder } from "../../lib/recorder.js";
import { loadStyle } from "../../lib/style.js";
import { upload } from "../../lib/upload.js";
import { uuid } from "../../lib/uuid.js";
import { minutes } from "../../lib/waveform.js";
import "./voice-note.js";

// The bar over the composer while one speaks. A tap records until it is stopped, and lets one listen before sending; held
// down, it is sent when let go, kept recording when slid up, discarded when slid aside. What did not get through is kept, and
// tried again when the line is back.
const TAP = 350;
const TOO_SHORT = 700;
const UP = 60;
const ASIDE = 100;
const BARS = 60;

export class VoiceRecorder {
  #state = "idle"; // asking, recording, stopped, sending, failed
  #made = null;

  constructor() {
    loadStyle(new URL("../../../css/recorder.css", import.meta.url));
    addEventListener("online", () => this.#state === "failed" && this.#send());
    addEventListener("pagehide", () => this.recorder?.discard());
  }

  // The composer that is shown now: another conversation may have been opened meanwhile.
  show(composer) {
    if (this.#state === "idle" || composer.thread !== this.thread) return;
    this.#move(composer);
    this.#draw();
  }

  async begin(composer, pointer) {
    if (this.#state !== "idle") return composer.thread === this.thread ? undefined : composer.complain(this.words.recording);
    this.thread = composer.thread;
    this.#move(composer);
    this.#made = null;
    this.isHeld = false;
    this.#set("asking");
    const holds = pointer && this.#watch(pointer);
    this.recorder = new Recorder({ level: (level) => this.#level(level), time: (passed) => this.#time(passed), full: () => this.#stop() });
    try {
      await this.recorder.start();
    } catch (problem) {
      return this.#unable(problem);
    }
    if (this.#state !== "asking") return;
    this.#set("recording");
    announce(this.words.recording);
    if (holds) holds();
    else this.#button("stop").focus();
  }

  #move(composer) {
    this.composer = composer;
    this.bar = composer.querySelector(".recorder");
    this.words = this.bar.dataset;
    if (this.bar.dataset.bound) return;
    this.bar.dataset.bound = "yes";
    this.bar.addEventListener("click", (event) => this.#clicked(event));
    this.bar.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#discard();
    });
  }

  #set(state) {
    this.#state = state;
    this.#draw();
  }

  #draw() {
    const state = this.#state;
    this.bar.hidden = state === "idle";
    this.bar.dataset.state = state;
    const shown = { discard: state !== "sending", retry: state === "failed", stop: state === "recording" && !this.isHeld, send: state === "recording" || state === "stopped" };
    for (const [name, is] of Object.entries(shown)) this.#button(name).hidden = !is;
    this.bar.querySelector(".recorder__live").hidden = !["asking", "recording"].includes(state);
    this.bar.querySelector(".recorder__hint").textContent = this.isHeld ? this.words.hold : "";
    this.bar.querySelector(".recorder__state").textContent = { sending: this.words.sending, failed: this.#why || this.words.failed }[state] ?? "";
    this.#hear();
  }

  // The recording itself, to be listened to.
  #hear() {
    const place = this.bar.querySelector(".recorder__heard");
    place.hidden = !this.#made;
    if (!this.#made || place.firstElementChild) return;
    const { blob, duration, waveform } = this.#made;
    this.address ??= URL.createObjectURL(blob);
    const note = Object.assign(document.createElement("voice-note"), { className: "voice" });
    Object.assign(note.dataset, { src: this.address, length: duration, wave: waveform.join(",") });
    place.replaceChildren(note);
  }

  #button(does) {
    return this.bar.querySelector(`[data-does=${does}]`);
  }

  #time(passed) {
    this.bar.querySelector(".recorder__time").textContent = minutes(passed);
  }

  #level(level) {
    const place = this.bar.querySelector(".recorder__levels");
    const bar = document.createElement("i");
    bar.style.setProperty("--level", Math.max(0.08, level));
    place.append(bar);
    if (place.children.length > BARS) place.firstElementChild.remove();
  }

  // ---- held down

  // Follows the pointer that pressed; answers what to do once it records.
  #watch(pointer) {
    const start = { x: pointer.clientX, y: pointer.clientY };
    const over = new AbortController();
    let [up, wasHeld] = [null, false];
    const timer = setTimeout(() => !up && this.#hold(), TAP);
    const done = () => (over.abort(), clearTimeout(timer), (this.isHeld = false));
    const on = (type, act) => addEventListener(type, (event) => event.pointerId === pointer.pointerId && act(event), { signal: over.signal });
    on("pointermove", (event) => {
      if (!this.isHeld) return;
      if (Math.abs(event.clientX - start.x) > ASIDE) return done(), this.#discard();
      if (start.y - event.clientY > UP) return done(), this.#draw(), this.#button("stop").focus();
    });
    const ended = (event) => {
      up = event;
      wasHeld = this.isHeld;
      done();
      if (this.#state === "recording") goOn();
    };
    on("pointerup", ended);
    on("pointercancel", ended);
    // After a tap it records until it is stopped. Held, and let go while the browser still asked for leave: nobody speaks.
    const goOn = () => (wasHeld ? this.#letGo() : (this.#draw(), this.#button("stop").focus()));
    return () => up && goOn();
  }

  // News go on meanwhile: no click is to come of it.
  #hold() {
    this.isHeld = true;
    release();
    this.#draw();
  }

  async #letGo() {
    if (performance.now() - this.recorder.began >= TOO_SHORT) return this.#stop().then(() => this.#send());
    this.#discard();
    this.composer.complain(this.words.short);
  }

  // ---- stopped, sent, thrown away

  async #stop() {
    if (this.#state !== "recording") return;
    this.#state = "stopping";
    this.#made = await this.recorder.stop();
    this.#set("stopped");
    announce(this.words.stopped);
    if (this.composer.isConnected) this.#button("send").focus();
  }

  async #send() {
    if (this.#state === "recording") await this.#stop();
    if (!["stopped", "failed"].includes(this.#state)) return;
    this.bar.querySelector("voice-note")?.pause();
    this.#why = "";
    this.#set("sending");
    const { blob, duration, waveform } = this.#made;
    const ending = { "audio/mp4": "m4a", "audio/ogg": "ogg" }[blob.type] ?? "webm";
    // Named once: what arrived although the answer was lost is not stored twice.
    this.going ??= { name: `voice.${ending}`, duration, clientId: uuid() };
    try {
      const data = await upload(blob, this.going);
      holdLocally(data.id, blob);
      this.composer.sayIn(this.thread, { files: [data.id], waveform, shown: [{ id: data.id, kind: "audio", length: duration }] });
      this.#clear();
    } catch (problem) {
      this.#why = problem.text ?? "";
      this.#set("failed");
      if (this.bar.isConnected) this.#button("retry").focus();
    }
  }

  #why = "";

  #discard() {
    if (this.#state === "sending") return;
    this.recorder?.discard();
    announce(this.words.discarded);
    this.#clear();
  }

  #clear() {
    this.#state = "idle";
    this.#made = this.going = null;
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
    this.bar.querySelector(".recorder__heard").replaceChildren();
    this.bar.querySelector(".recorder__levels").replaceChildren();
    this.#time(0);
    this.#draw();
    if (this.composer.isConnected) this.composer.focus();
  }

  #unable({ name }) {
    const why = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", NotReadableError: "none" }[name] ?? "unable";
    this.#clear();
    this.composer.complain(this.words[why]);
  }

  #clicked(event) {
    const does = event.target.closest("[data-does]")?.dataset.does;
    if (does === "discard") this.#discard();
    if (does === "stop") this.#stop();
    if (does === "send" || does === "retry") this.#send();
  }
}
