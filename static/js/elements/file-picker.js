import { announce } from "../lib/announce.js";
import { bytes } from "../lib/bytes.js";
import { patch, Refused, remove } from "../lib/http.js";
import { shrunk } from "../lib/shrink.js";
import { isPassing, upload } from "../lib/upload.js";
import { fill } from "../lib/words.js";
import { FileRow } from "./file-strip.js";

// Files for what one writes: {% include "content/_picker.html" %} inside its form. Chosen, pasted or dropped, they are
// sent at once; the form then carries their ids (`files`). `await settled()` before the form goes: false if one failed.
// What is pasted and dropped anywhere in the form is taken, or in the [data-takes-files] around it. There, too, stands the
// [data-file-strip] for the rows; without one they stand above the line that the picker stands in.
//
// Without a form to go with: `sent` are the files that are up, `isBusy` says whether some are on their way.
class FilePicker extends HTMLElement {
  #rows = new Set();
  #leaving = null;

  connectedCallback() {
    if (!this.isConnected) return; // another took its place before it came to life
    if (!this.words) this.#begin();
    this.zone = this.closest("[data-takes-files]") ?? this.closest("form");
    this.#leaving = new AbortController();
    const on = (type, act) => this.zone.addEventListener(type, act, { signal: this.#leaving.signal });
    on("paste", (event) => this.#taken(event, event.clipboardData));
    on("dragover", (event) => this.#hovered(event));
    on("dragleave", (event) => this.zone.contains(event.relatedTarget) || this.#drop(false));
    on("drop", (event) => (this.#drop(false), this.#taken(event, event.dataTransfer)));
    on("reset", () => this.clear());
  }

  disconnectedCallback() {
    this.#leaving?.abort();
  }

  #begin() {
    this.words = JSON.parse(this.dataset.words);
    this.input = this.querySelector("input[type=file]");
    this.input.removeAttribute("name"); // the ids go, not the bytes once more
    this.input.addEventListener("change", () => (this.add([...this.input.files]), (this.input.value = "")));
    if (this.input.files.length) this.add([...this.input.files]);
  }

  get strip() {
    return (this.shown ??= (this.closest("[data-takes-files]") ?? this.closest("form")).querySelector("[data-file-strip]") ?? this.#makeStrip());
  }

  #makeStrip() {
    const strip = Object.assign(document.createElement("ul"), { className: "file-strip" });
    strip.setAttribute("aria-label", this.words.files);
    this.parentElement.before(strip);
    return strip;
  }

  #taken(event, data) {
    const files = [...(data?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.add(files);
  }

  #hovered(event) {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    this.#drop(true);
  }

  #drop(over) {
    this.zone.classList.toggle("is-dropped-on", over);
    this.zone.dataset.drop = this.words.drop;
  }

  add(files) {
    const room = Number(this.dataset.most) - this.#rows.size;
    if (files.length > room) this.#complain(this.words.too_many);
    for (const file of files.slice(0, Math.max(0, room))) this.#start(file);
  }

  #start(file) {
    this.#send(this.#row(file));
  }

  #row(file) {
    const entry = { file, data: null, failed: false };
    entry.row = new FileRow(file, this.words, {
      remove: () => this.#remove(entry),
      retry: () => (entry.row.again(), this.#send(entry)),
      describe: () => this.#describe(entry),
    });
    this.#rows.add(entry);
    this.strip.append(entry.row.element);
    return entry;
  }

  // What a draft keeps, as the API tells it: it is up already. Others that are up leave the rows, except `besides`.
  show(files, besides = []) {
    const stay = new Set([...files.map(({ id }) => id), ...besides]);
    for (const entry of this.#rows) {
      if (!entry.data || stay.delete(entry.data.id)) continue;
      this.#rows.delete(entry);
      entry.row.leave();
    }
    for (const data of files.filter(({ id }) => stay.has(id))) {
      const entry = this.#row({ name: data.name, type: data.mime, address: data.state === "ready" ? data.thumb_url : null });
      this.#up(entry, data);
      entry.row.alt.value = data.alt_text;
    }
    this.#changed();
  }

  #send(entry) {
    entry.failed = false;
    this.#changed();
    entry.done = this.#sent(entry).catch((problem) => this.#failed(entry, problem));
  }

  async #sent(entry) {
    entry.small ??= await shrunk(entry.file);
    const largest = Number(this.dataset.largest);
    if (entry.small.size > largest) {
      const text = fill(this.words.too_big, { most: bytes(largest) });
      return this.#failed(entry, new Refused(413, { text }));
    }
    if (!this.#rows.has(entry)) return;
    entry.going = upload(entry.small, { progress: (part) => entry.row.show(part) });
    this.#up(entry, await entry.going);
    announce(fill(this.words.sent, { name: entry.file.name }));
    this.#changed();
  }

  #up(entry, data) {
    entry.data = data;
    entry.row.done(data);
    entry.row.element.append(this.#field(entry)); // in the row, so that the ids go in the order that one sees
  }

  #field(entry) {
    return Object.assign(document.createElement("input"), { type: "hidden", name: "files", value: entry.data.id });
  }

  #failed(entry, problem) {
    if (problem.name === "AbortError" || !this.#rows.has(entry)) return;
    entry.failed = true;
    entry.row.failed(problem.text, isPassing(problem));
    announce(`${entry.file.name}: ${problem.text || this.words.failed}`);
    this.#changed();
  }

  #remove(entry) {
    this.#rows.delete(entry);
    entry.going?.cancel();
    if (entry.data) remove(`/api/v1/files/${entry.data.id}`).catch(() => {}); // it goes by itself after a day
    const neighbour = entry.row.element.nextElementSibling ?? entry.row.element.previousElementSibling;
    entry.row.leave();
    (neighbour?.querySelector(".icon-button") ?? this.input).focus();
    announce(fill(this.words.removed, { name: entry.file.name }));
    this.#changed();
  }

  async #describe(entry) {
    const saving = patch(`/api/v1/files/${entry.data.id}`, { alt_text: entry.row.alt.value });
    entry.described = saving.catch(({ text }) => this.#complain(text || this.words.failed));
    entry.describing = true; // what is sent now would go without it
    this.#changed();
    await entry.described;
    entry.describing = false;
    this.#changed();
  }

  #complain(text) {
    announce(text);
    const line = Object.assign(document.createElement("li"), { className: "file-row file-row--note", textContent: text });
    this.strip.append(line);
    setTimeout(() => line.remove(), 6000);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("files", { bubbles: true, detail: { count: this.#rows.size } }));
  }

  // Whether all are there, once none is on its way.
  async settled() {
    const rows = [...this.#rows];
    if (rows.some((entry) => !entry.data && !entry.failed)) announce(this.words.not_yet);
    await Promise.all(rows.flatMap((entry) => [entry.done, entry.described]));
    const failed = [...this.#rows].find((entry) => entry.failed);
    failed?.row.element.querySelector("button:not([hidden])").focus();
    return !failed;
  }

  get count() {
    return this.#rows.size;
  }

  get isBusy() {
    return [...this.#rows].some((entry) => (!entry.data && !entry.failed) || entry.describing);
  }

  get hasFailed() {
    return [...this.#rows].some((entry) => entry.failed);
  }

  // What is up, in the order that one sees: what the API said of each, and the file as it was chosen, if that was here.
  get sent() {
    return [...this.#rows].filter((entry) => entry.data).map(({ data, file }) => ({ data, file: file instanceof Blob ? file : null }));
  }

  // After the form has gone: what it carried is no longer ours.
  clear() {
    for (const entry of this.#rows) {
      entry.row.leave();
    }
    this.#rows.clear();
    this.closest("form").querySelectorAll('input[type=hidden][name="files"]').forEach((field) => field.remove());
    this.#changed();
  }
}

customElements.define("file-picker", FilePicker);
