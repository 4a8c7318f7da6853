import { DraftsSync } from "../lib/drafts-sync.js";
import { partsOf } from "./composer-parts.js";
import { recall, remember } from "../lib/store.js";

// What is being written survives a reload: each field with data-draft, under a name of its own, for this person only.
// A field with data-place is kept on the server too, for the next device; a change of what is posted only here.
export class Drafts {
  constructor(me) {
    this.me = me;
    this.synced = new DraftsSync(me);
  }

  stop() {
    this.synced.stop();
  }

  #name = (field) => `draft:${this.me}:${field.dataset.draft}`;

  keep(field) {
    if (field.dataset.place) return this.synced.keep(field);
    const changed = field.value.trim() && field.value !== field.defaultValue;
    remember(this.#name(field), changed ? field.value : null);
  }

  forget(field) {
    if (field.dataset.place) return this.synced.forget(field);
    remember(this.#name(field), null);
  }

  bringBack(field) {
    if (field.dataset.place) return void this.synced.open(field, field.dataset.place, { more: field.form.matches(".composer") ? partsOf(field.form) : null });
    const draft = recall(this.#name(field));
    if (!draft || field.value !== field.defaultValue) return;
    field.value = draft;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
