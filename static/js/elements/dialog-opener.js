// <dialog-opener for="id"><button>…</button></dialog-opener> opens a dialog; [data-opens="id"] on any button does too.
// A click beside the dialog closes it, and focus goes back to the button (the browser does that).
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
  return dialog;
}

class DialogOpener extends HTMLElement {
  connectedCallback() {
    this.querySelector("button, a")?.setAttribute("aria-haspopup", "dialog");
    this.addEventListener("click", (event) => {
      if (!event.target.closest("button, a") || !document.getElementById(this.getAttribute("for"))) return;
      event.preventDefault();
      openDialog(this.getAttribute("for"));
    });
  }
}

customElements.define("dialog-opener", DialogOpener);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) openDialog(opener.dataset.opens);
  if (event.target instanceof HTMLDialogElement && event.target.matches(".dialog")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});
