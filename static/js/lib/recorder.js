import { summed } from "./waveform.js";

// Records what somebody says, for at most five minutes: start() asks for the microphone, stop() answers
// {blob, duration, waveform}, discard() lets go of it. `on` hears "level" (0…1), "time" (milliseconds) and "full".
//
// start() throws what getUserMedia throws: NotAllowedError where it is forbidden, NotFoundError where there is none.
export const LONGEST = 5 * 60_000;
export const BARS = 48;
const EVERY = 60;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export class Recorder {
  #chunks = [];
  #levels = [];
  #timer = 0;

  constructor(on) {
    this.on = on;
  }

  async start() {
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) throw new DOMException("", "NotSupportedError");
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
    if (this.isOver) return this.#letGo();
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(this.stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 32_000 });
    this.recorder.addEventListener("dataavailable", ({ data }) => data.size && this.#chunks.push(data));
    // The microphone was taken away: what was said until then is kept.
    this.stream.getAudioTracks()[0].addEventListener("ended", () => this.on.full());
    this.#listen();
    this.recorder.start(1_000);
    this.began = performance.now();
    this.#timer = setInterval(() => this.#tick(), EVERY);
  }

  #listen() {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(this.stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
  }

  #tick() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const level = Math.min(1, 3 * Math.sqrt(this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length));
    this.#levels.push(level);
    this.on.level(level);
    const passed = performance.now() - this.began;
    this.on.time(passed);
    if (passed >= LONGEST) this.on.full();
  }

  async stop() {
    const duration = Math.min(LONGEST, Math.round(performance.now() - this.began));
    clearInterval(this.#timer);
    if (this.recorder.state !== "inactive") {
      await new Promise((done) => {
        this.recorder.addEventListener("stop", done, { once: true });
        this.recorder.stop();
      });
    }
    this.#letGo();
    const type = this.recorder.mimeType.split(";")[0];
    return { blob: new Blob(this.#chunks, { type }), duration, waveform: summed(this.#levels, BARS) };
  }

  discard() {
    this.isOver = true;
    clearInterval(this.#timer);
    if (this.recorder?.state === "recording") this.recorder.stop();
    this.#letGo();
  }

  #letGo() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    if (this.context?.state !== "closed") this.context?.close();
  }
}
