import { patch, remove } from "../../lib/http.js";
import { socket } from "../../lib/socket.js";
import "../drop-menu.js";
import { openDialog } from "../dialog-opener.js";
import { toast } from "../toast-list.js";

// <thread-details data-thread="12">: name and members of a conversation. What changes comes back as an event, which brings
// the details anew.
class ThreadDetails extends HTMLElement {
  connectedCallback() {
    this.url = `/api/v1/threads/${this.dataset.thread}`;
    const form = this.querySelector("[data-rename]");
    form?.addEventListener("submit", (event) => (event.preventDefault(), this.#rename(form)));
    form?.addEventListener("input", () => (form.querySelector("button").hidden = form.elements.name.value.trim() === form.elements.name.defaultValue));
    this.addEventListener("click", (event) => this.#clicked(event));
    const picture = this.querySelector("[data-picture]");
    picture?.addEventListener("change", () => this.#show(picture));
    if (picture) this.#show(picture); // chosen before this script came
    this.querySelector("[data-history]")?.addEventListener("change", ({ target }) => this.#rule(target));
    this.stop = socket.on("content.file_prepared", ({ data }) => this.querySelector(`[data-waits="${CSS.escape(data.id)}"]`) && this.#renew());
  }

  disconnectedCallback() {
    this.stop?.();
  }

  async #show(field) {
    const label = field.closest("label");
    if (!field.files.length) return;
    label.setAttribute("aria-busy", "true");
    await this.#try(async () => {
      const { upload } = await import("../../lib/upload.js");
      await patch(this.url, { picture: (await upload(field.files[0])).id });
    });
    field.value = "";
    label.removeAttribute("aria-busy");
  }

  async #rule(field) {
    const done = await this.#try(() => patch(this.url, { history: field.checked ? "all" : "joined" }));
    if (!done) field.checked = !field.checked;
  }

  #renew() {
    this.dispatchEvent(new CustomEvent("about", { bubbles: true }));
  }

  #rename(form) {
    form.querySelector("button").hidden = true;
    this.#try(() => patch(this.url, { name: form.elements.name.value }));
  }

  #clicked(event) {
    const { remove: person, leaveThread: me, groupWith, name, role, of, noPicture } = event.target.closest("button")?.dataset ?? {};
    if (role) this.#try(() => patch(`${this.url}/members/${of}`, { role }));
    if (noPicture !== undefined) this.#try(() => patch(this.url, { picture: null }));
    if (person) this.#ask("confirm-remove-person", name, () => remove(`${this.url}/members/${person}`));
    if (me) this.#ask("confirm-leave", "", () => remove(`${this.url}/members/${me}`));
    if (groupWith) import("./people-picker.js").then(() => document.querySelector("#new-thread people-picker").startWith(groupWith, name));
  }

  #ask(id, name, run) {
    const dialog = openDialog(id);
    const line = dialog.querySelector("[data-name]");
    if (line) line.textContent = name;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && this.#try(run), { once: true });
  }

  async #try(run) {
    try {
      await run();
      return true;
    } catch (problem) {
      toast(problem.text || this.closest("chat-app").dataset.offline, { kind: "error" });
    }
  }
}

customElements.define("thread-details", ThreadDetails);
