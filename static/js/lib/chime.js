// The sound of a message: two soft notes, made here and now. Where the browser does not let a page sound before somebody
// has touched it, it stays silent.
const NOTES = [
  { at: 0, tone: 659.25, length: 0.22 },
  { at: 0.11, tone: 987.77, length: 0.34 },
];
const LOUD = 0.09;
let context = null;

export async function chime() {
  context ??= new AudioContext();
  if (context.state === "suspended") await context.resume();
  for (const { at, tone, length } of NOTES) {
    const start = context.currentTime + at;
    const note = context.createOscillator();
    const gain = context.createGain();
    note.type = "sine";
    note.frequency.value = tone;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(LOUD, start + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(start + length);
  }
}
