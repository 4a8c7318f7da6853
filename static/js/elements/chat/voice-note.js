import { fill } from "../../lib/words.js";
import { recall, remember } from "../../lib/store.js";
import { drawWave, minutes } from "../../lib/waveform.js";

// <voice-note data-src data-length="2100" data-wave="3,40,…">: a voice note that plays, one at a time; the one right after it
// follows by itself. Its wave is the place in it, by pointer and arrow keys; the speed is kept on this device.
const SPEEDS = [1, 1.5, 2];
const SPEED = "chat.voice-speed";
const STEP = 5_000;
const END = 50; // milliseconds before it
let playing = null;

class VoiceNote extends HTMLElement {
  connectedCallback() {
    if (this.wave) return;
    this.append(document.getElementById("voice-note").content.cloneNode(true));
    this.length = Number(this.dataset.length) || 0;
    this.button = this.querySelector(".voice__play");
    this.wave = this.querySelector(".voice__wave");
    this.time = this.querySelector(".voice__time");
    this.speed = this.querySelector(".voice__speed");
    const levels = this.dataset.wave.split(",").map(Number);
    this.wave.append(drawWave(levels));
    this.bars = [...this.wave.querySelectorAll("rect")];
    this.button.addEventListener("click", () => (this.isPlaying ? this.pause() : this.play()));
    this.speed.addEventListener("click", () => this.#faster());
    this.wave.addEventListener("pointerdown", (event) => this.#sought(event));
    this.wave.addEventListener("keydown", (event) => this.#pressed(event));
    this.#showSpeed();
    this.#show();
  }

  disconnectedCallback() {
    if (!this.isConnected) this.pause();
  }

  get isPlaying() {
    return Boolean(this.audio && !this.audio.paused);
  }

  async play() {
    if (playing !== this) playing?.pause();
    playing = this;
    const audio = this.#audio();
    this.#setSpeed();
    try {
      await audio.play();
    } catch (problem) {
      if (problem.name !== "AbortError") this.#broken();
    }
  }

  pause() {
    this.audio?.pause();
  }

  // Made when it is first played: a page of voice notes loads none of them.
  #audio() {
    if (this.audio) return this.audio;
    this.audio = Object.assign(document.createElement("audio"), { preload: "auto", src: this.dataset.src });
    this.audio.addEventListener("play", () => this.#turned(true));
    this.audio.addEventListener("pause", () => this.#turned(false));
    this.audio.addEventListener("ended", () => this.#ended());
    this.audio.addEventListener("error", () => this.#broken());
    this.audio.addEventListener("loadedmetadata", () => this.#measured());
    if (this.from) this.#goTo(this.from);
    this.append(this.audio);
    return this.audio;
  }

  // What the bytes say is right, where they say it: recordings of some browsers do not.
  #measured() {
    const { duration } = this.audio;
    if (Number.isFinite(duration) && duration > 0) this.length = duration * 1000;
    this.#show();
  }

  #turned(on) {
    this.classList.toggle("is-playing", on);
    this.button.querySelector(".visually-hidden").textContent = on ? this.button.dataset.pause : this.button.dataset.play;
    if (on) this.#tick();
  }

  #tick() {
    this.#show();
    if (this.isPlaying) requestAnimationFrame(() => this.#tick());
  }

  #ended() {
    this.audio.currentTime = 0;
    this.#show();
    const next = this.closest(".message")?.nextElementSibling;
    if (next?.matches(".message[data-kind=voice]") && playing === this) next.querySelector("voice-note")?.play();
  }

  #show() {
    const at = this.audio ? this.audio.currentTime * 1000 : (this.from ?? 0);
    const played = this.length ? at / this.length : 0;
    for (const [place, bar] of this.bars.entries()) bar.classList.toggle("is-played", place / this.bars.length < played);
    this.time.textContent = minutes(at > 0 ? at : this.length);
    const last = Math.max(0, Math.round((this.length - END) / 1000)); // as far as one can go
    this.wave.setAttribute("aria-valuemax", last);
    this.wave.setAttribute("aria-valuenow", Math.min(last, Math.round(at / 1000)));
    this.wave.setAttribute("aria-valuetext", `${minutes(at)} / ${minutes(this.length)}`);
  }

  #goTo(milliseconds) {
    this.from = Math.max(0, Math.min(this.length - END, milliseconds));
    if (this.audio) this.audio.currentTime = this.from / 1000;
    this.#show();
  }

  #sought(event) {
    if (event.button) return;
    const { left, width } = this.wave.getBoundingClientRect();
    const part = (event.clientX - left) / width;
    this.#goTo((getComputedStyle(this).direction === "rtl" ? 1 - part : part) * this.length);
  }

  #pressed(event) {
    const at = this.audio ? this.audio.currentTime * 1000 : (this.from ?? 0);
    const to = { ArrowLeft: at - STEP, ArrowDown: at - STEP, ArrowRight: at + STEP, ArrowUp: at + STEP, Home: 0, End: this.length }[event.key];
    if (to === undefined && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    if (to === undefined) this.button.click();
    else this.#goTo(to);
  }

  #faster() {
    const now = SPEEDS.indexOf(recall(SPEED, 1));
    remember(SPEED, SPEEDS[(now + 1) % SPEEDS.length]);
    for (const note of document.querySelectorAll("voice-note")) note.sped?.();
  }

  sped() {
    this.#showSpeed();
    this.#setSpeed();
  }

  #setSpeed() {
    if (this.audio) Object.assign(this.audio, { defaultPlaybackRate: recall(SPEED, 1), playbackRate: recall(SPEED, 1) });
  }

  #showSpeed() {
    const speed = recall(SPEED, 1).toLocaleString(document.documentElement.lang || "en");
    this.speed.textContent = `${speed}×`;
    this.speed.setAttribute("aria-label", fill(this.speed.dataset.speed, { speed: `${speed}×` }));
  }

  #broken() {
    this.querySelector(".voice__broken").hidden = false;
    for (const part of [this.button, this.wave, this.time, this.speed]) part.hidden = true;
  }
}

customElements.define("voice-note", VoiceNote);
