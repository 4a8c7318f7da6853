import { Refused, put, remove } from "../lib/http.js";
import { socket } from "../lib/socket.js";
import { toast } from "./toast-list.js";

// {% include "people/_follow.html" %}: changes at once, goes back if it is refused, and follows one's other pages.
// Without scripts its form does the same.
class FollowButton extends HTMLElement {
  #doing = Promise.resolve();

  connectedCallback() {
    this.button = this.querySelector("button");
    this.addEventListener("submit", this.#sent);
  }

  get follows() {
    return this.button.value === "unfollow";
  }

  show(follows) {
    this.button.value = follows ? "unfollow" : "follow";
    for (const words of this.button.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== this.button.value;
  }

  #sent = (event) => {
    event.preventDefault();
    const wanted = !this.follows;
    showAll(this.dataset.person, wanted);
    this.#doing = this.#doing.then(() => this.#ask(wanted)); // two quick taps arrive in their order
  };

  async #ask(wanted) {
    try {
      await (wanted ? put : remove)(`/api/v1/people/${this.dataset.person}/follow`);
    } catch (problem) {
      showAll(this.dataset.person, !wanted);
      toast(problem instanceof Refused ? problem.text : document.querySelector("offline-banner").dataset.text, { kind: "error" });
    }
  }
}

function showAll(person, follows) {
  for (const button of document.querySelectorAll(`follow-button[data-person="${CSS.escape(person)}"]`)) button.show(follows);
}

customElements.define("follow-button", FollowButton);
socket.on("people.follow_changed", ({ data }) => showAll(data.person.id, data.following));
