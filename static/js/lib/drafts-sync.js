import { ask, get, remove } from "./http.js";
import { socket } from "./socket.js";
import { recall, remember } from "./store.js";

// What is being written: kept here at once, on the server after a pause, with the files of the form's <file-picker>. Where
// two devices wrote, both texts stay. The form's [data-draft-note] says where it came from.
const SAVE_AFTER = 1_000;
const LISTED = 5_000;

const saves = new Map(); // one at a time, also of a field that was opened anew meanwhile

export class DraftsSync {
  #open = new Map();
  #fields = new WeakMap();
  #stops = [];
  #list = null;
  #listedAt = 0;

  constructor(me) {
    this.me = me;
    this.#stops.push(socket.on("content.draft_changed", ({ data }) => this.#heard(data)));
    this.#stops.push(socket.on("open", () => this.#saveAll()));
    this.leave = () => document.visibilityState === "hidden" && this.#saveAll();
    document.addEventListener("visibilitychange", this.leave);
    this.back = () => this.#saveAll();
    addEventListener("online", this.back);
  }

  stop() {
    for (const stop of this.#stops) stop();
    document.removeEventListener("visibilitychange", this.leave);
    removeEventListener("online", this.back);
    this.#saveAll(); // what was written a moment ago is on the other devices too
  }

  // `isPaused`: it shows something else now. `more` reads and writes what is kept beside the text.
  open(field, place, { isPaused = () => false, more = null } = {}) {
    const name = `draft:${this.me}:${place}`;
    const known = recall(name) ?? {};
    const kept = typeof known === "string" ? { text: known, dirty: true } : known;
    const draft = { place, name, field, isPaused, more, text: "", data: {}, files: [], version: 0, dirty: false, from: null, ...kept, timer: 0, busy: false };
    draft.unshown = draft.files; // no rows of the picker yet
    this.#open.set(place, draft);
    this.#fields.set(field, draft);
    field.addEventListener("input", () => this.keep(field));
    field.form.addEventListener("files", () => this.keep(field));
    const early = field.value; // on a slow line people type before this script is there
    if (early !== field.defaultValue) {
      if (draft.text.includes(early)) field.value = draft.text;
      else if (draft.text && !early.includes(draft.text)) this.#put(draft, `${draft.text}\n${early}`);
      this.#changed(draft);
    } else if (!isBlank(draft)) {
      this.#put(draft, draft.text, draft.data);
      this.#note(draft, draft.from);
    }
    return this.#refresh(draft, () => this.#fromList(place));
  }

  // One question for all fields.
  async #fromList(place) {
    if (Date.now() - this.#listedAt > LISTED) {
      this.#listedAt = Date.now();
      this.#list = get("/api/v1/drafts?limit=100").then(({ results }) => new Map(results.map((draft) => [draft.place, draft])));
    }
    return (await this.#list).get(place) ?? { version: 0, text: "" };
  }

  // Also of a field that shows something else now.
  textOf(field) {
    return this.#fields.get(field)?.text ?? "";
  }

  keep(field) {
    const draft = this.#fields.get(field);
    if (!draft || draft.isPaused()) return;
    const text = field.value.trim() && field.value !== field.defaultValue ? field.value : "";
    if (text === draft.text && isSame(draft.more?.read() ?? {}, draft.data) && isSame(filesOf(draft), draft.files)) return;
    this.#note(draft, null);
    this.#changed(draft);
  }

  forget(field) {
    const draft = this.#fields.get(field);
    if (!draft) return;
    this.#note(draft, null);
    if (isBlank(draft) && !draft.version) return;
    Object.assign(draft, { sent: draft.text, text: "", data: {}, files: [], unshown: [], dirty: true });
    this.#remember(draft);
    this.#save(draft);
  }

  #changed(draft) {
    const { field } = draft;
    Object.assign(draft, { text: field.value.trim() ? field.value : "", data: draft.more?.read() ?? {}, files: filesOf(draft), dirty: true });
    this.#remember(draft);
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => this.#save(draft), SAVE_AFTER);
  }

  #remember({ name, text, data, files, version, dirty, from, sent }) {
    remember(name, !isBlank({ text, data, files }) || dirty ? { text, data, files, version, dirty, from, sent } : null);
  }

  #saveAll() {
    for (const draft of this.#open.values()) if (draft.dirty) this.#save(draft);
  }

  async #save(draft) {
    clearTimeout(draft.timer);
    if (draft.busy || !draft.dirty) return;
    draft.busy = true;
    while (saves.has(draft.name)) {
      await saves.get(draft.name);
      draft.version = recall(draft.name)?.version ?? draft.version;
    }
    let done;
    saves.set(draft.name, new Promise((resolve) => (done = resolve)));
    const { text, data, files, version } = draft;
    const url = `/api/v1/drafts/${draft.place}`;
    try {
      const answer = !isBlank(draft) ? await ask("PUT", url, { text, data, files, version }) : await remove(`${url}?version=${version}`, { keepalive: true });
      draft.version = answer?.version ?? 0;
      draft.dirty = draft.text !== text || !isSame(draft.data, data) || !isSame(draft.files, files);
      if (draft.unshown.length) this.#showFiles(draft, answer?.files);
      this.#remember(draft);
      if (draft.dirty) draft.timer = setTimeout(() => this.#save(draft), isBlank(draft) ? 0 : SAVE_AFTER);
    } catch (problem) {
      if (problem.status === 409) await this.#meet(draft).catch(() => {}); // no connection after all: it waits here
      else if ([400, 403, 404].includes(problem.status)) draft.dirty = false; // it stays here
    } finally {
      draft.busy = false;
      saves.delete(draft.name);
      done();
    }
    const { met, heard } = draft;
    draft.met = draft.heard = undefined;
    if (met) this.#save(draft);
    else if (heard !== undefined && heard !== draft.version && !draft.dirty) this.#refresh(draft);
  }

  // Another device wrote meanwhile.
  async #meet(draft) {
    const [other, { filesOfOther, textOfBoth }] = await Promise.all([get(`/api/v1/drafts/${draft.place}`), import("./drafts-meeting.js")]);
    draft.version = other.version;
    const [mine, theirs] = [draft.files, filesOfOther(draft, other)];
    draft.files = [...mine, ...theirs.map(({ id }) => id)];
    if (theirs.length) this.#showFiles(draft, theirs, mine);
    const text = textOfBoth(draft, other);
    if (text !== draft.text) {
      this.#note(draft, other);
      this.#put(draft, text);
    }
    draft.met = true;
  }

  async #refresh(draft, ask = () => get(`/api/v1/drafts/${draft.place}`)) {
    if (draft.dirty) return this.#save(draft);
    try {
      const other = await ask();
      if (draft.dirty || draft.busy) return undefined;
      if (other.version === draft.version) return draft.unshown.length ? this.#showFiles(draft, other.files) : undefined;
      draft.version = other.version;
      draft.files = (other.files ?? []).map(({ id }) => id);
      this.#showFiles(draft, other.files);
      if (other.text !== draft.text || draft.more) {
        this.#note(draft, other);
        this.#put(draft, other.text, other.data ?? {});
      }
      this.#remember(draft);
    } catch {
      // without a connection what is here counts
    }
    return undefined;
  }

  #heard({ place, version }) {
    const draft = this.#open.get(place);
    if (draft?.busy) draft.heard = version;
    else if (draft?.field.isConnected && !draft.dirty && version !== draft.version) this.#refresh(draft);
  }

  #put(draft, text, data = draft.data) {
    const { field } = draft;
    draft.more?.write(data);
    Object.assign(draft, { text, data: draft.more?.read() ?? {} });
    if (!draft.isPaused()) {
      const atEnd = field.selectionStart === field.value.length;
      field.value = text;
      if (document.activeElement === field && atEnd) field.setSelectionRange(-1, -1);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.#remember(draft);
  }

  // As rows of the picker, which may come to life later. Others that are up leave it, except `besides`.
  #showFiles(draft, files = [], besides = []) {
    const picker = draft.field.form?.querySelector("file-picker");
    draft.unshown = picker?.show ? [] : files.map(({ id }) => id);
    if (picker?.show) return picker.show(files, besides);
    const left = () => files.filter(({ id }) => draft.unshown.includes(id)); // none once they were sent
    if (picker && files.length) customElements.whenDefined("file-picker").then(() => left().length && this.#showFiles(draft, left(), besides));
  }

  // Where a text came from is said until a key is pressed here, after a reload too.
  async #note(draft, other) {
    const { field } = draft;
    const from = other?.updated_at ? { device: other.device, updated_at: other.updated_at } : null;
    draft.from = from;
    const line = (field.closest("chat-composer") ?? field.closest("form"))?.querySelector("[data-draft-note]");
    const note = line && from ? await import("./draft-note.js").catch(() => null) : null; // offline the text says enough
    if (!line || draft.from !== from) return;
    line.hidden = !note;
    if (note) line.querySelector("[data-text]").textContent = note.noteOf(line.dataset, from);
  }
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isBlank = ({ text, data, files }) => !text && !files.length && isSame(data, {});
const filesOf = ({ field, unshown }) => [...new Set([...unshown, ...(field.form?.querySelector("file-picker")?.sent ?? []).map(({ data }) => data.id)])];
