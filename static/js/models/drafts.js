import { recall, remember } from "../lib/store.js";

// What is being written survives a reload: each field with data-draft, under a name of its own, for this person only.
export class Drafts {
  constructor(me) {
    this.me = me;
  }

  #name = (field) => `draft:${this.me}:${field.dataset.draft}`;

  keep(field) {
    const changed = field.value.trim() && field.value !== field.defaultValue;
    remember(this.#name(field), changed ? field.value : null);
  }

  forget(field) {
    remember(this.#name(field), null);
  }

  bringBack(field) {
    const draft = recall(this.#name(field));
    if (!draft || field.value !== field.defaultValue) return;
    field.value = draft;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
