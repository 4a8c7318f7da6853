import { put, remove } from "../lib/http.js";
import { socket } from "../lib/socket.js";
import { toast } from "./toast-list.js";

// <saved-list data-undo data-removed data-failed>: what one does not keep goes at once, with a way back; what another
// device does shows here too.
class SavedList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#submitted);
    this.stopHearing = socket.on("content.saved_changed", ({ data }) => this.#changed(data));
  }

  disconnectedCallback() {
    this.stopHearing();
  }

  #submitted = async (event) => {
    if (!event.target.matches("[data-remove]")) return;
    event.preventDefault();
    const row = event.target.closest("[data-saved]");
    const heir = besides(row);
    row.hidden = true;
    heir?.focus();
    try {
      await remove(`/api/v1/saved/${row.dataset.saved}`);
      toast(this.dataset.removed, { action: { label: this.dataset.undo, run: () => this.#bringBack(row) } });
    } catch (problem) {
      this.#failed(row, problem);
    }
  };

  async #bringBack(row) {
    try {
      await put(`/api/v1/saved/${row.dataset.saved}`, { list: row.dataset.list || null });
      row.hidden = false;
      row.querySelector(".saved__link").focus();
    } catch (problem) {
      toast(problem.status && problem.text ? problem.text : this.dataset.failed, { kind: "error" });
    }
  }

  #failed(row, problem) {
    row.hidden = false;
    toast(problem.status && problem.text ? problem.text : this.dataset.failed, { kind: "error" });
  }

  #changed({ kind, id, saved }) {
    const row = this.querySelector(`[data-saved="${CSS.escape(`${kind}/${id}`)}"]`);
    if (row) row.hidden = !saved;
  }
}

// Takes over the focus: the next one still shown, else the one before, else the list that is open.
function besides(row) {
  const rows = [...row.parentElement.children].filter((other) => other === row || !other.hidden);
  const at = rows.indexOf(row);
  const next = rows[at + 1] ?? rows[at - 1];
  return next?.querySelector(".saved__link") ?? document.querySelector(".saved__lists [aria-current]") ?? document.getElementById("main");
}

customElements.define("saved-list", SavedList);
