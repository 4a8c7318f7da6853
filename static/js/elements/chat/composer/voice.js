import { localAddress } from "../../../lib/local-files.js";

// A voice note: the microphone in the composer. What records it is loaded with the first press.
let recording = null;

export const voice = {
  name: "voice",

  open(composer) {
    const button = composer.querySelector("[data-voice]");
    const begin = async (pressed) => {
      let pointer = pressed;
      // Let go before the recorder is there: then it was a tap.
      addEventListener("pointerup", () => (pointer = null), { once: true });
      const { VoiceRecorder } = await import("../voice-recorder.js");
      recording ??= new VoiceRecorder();
      recording.begin(composer, pointer);
    };
    // A finger or mouse may hold it; a keyboard's click comes without one.
    button.addEventListener("pointerdown", (event) => event.button || (event.preventDefault(), begin(event)));
    button.addEventListener("click", (event) => event.detail || begin(null));
    recording?.show(composer);
  },

  showWaiting(row, { waveform, files, shown }) {
    if (!waveform) return;
    const bubble = row.querySelector(".bubble");
    const note = document.createElement("voice-note");
    note.className = "voice";
    Object.assign(note.dataset, { src: localAddress(files[0]) ?? `/files/${files[0]}/original/voice`, length: shown?.[0].length ?? "", wave: waveform.join(",") });
    bubble.classList.add("bubble--voice");
    bubble.hidden = false;
    bubble.replaceChildren(note);
  },
};
