import { patch, remove } from "../../lib/http.js";
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
  }

  #rename(form) {
    form.querySelector("button").hidden = true;
    this.#try(() => patch(this.url, { name: form.elements.name.value }));
  }

  #clicked(event) {
    const { remove: person, leaveThread: me, groupWith, name } = event.target.closest("button")?.dataset ?? {};
    if (person) this.#ask("confirm-remove-person", name, () => remove(`${this.url}/members/${person}`));
    if (me) this.#ask("confirm-leave", "", () => remove(`${this.url}/members/${me}`));
    if (groupWith) document.querySelector("#new-thread people-picker").startWith(groupWith, name);
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
    } catch (problem) {
      toast(problem.text || this.closest("chat-app").dataset.offline, { kind: "error" });
    }
  }
}

customElements.define("thread-details", ThreadDetails);
