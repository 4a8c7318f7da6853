import { fill } from "../../lib/words.js";
import { TypingPeople } from "../../models/typing-people.js";

// <typing-line>: who is writing. It fades five seconds after the last sign of it.
const LOOK = 500;

class TypingLine extends HTMLElement {
  #people = new TypingPeople();
  #timer = 0;

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  started(person) {
    this.#people.started(person);
    this.#timer ||= setInterval(() => this.#write(), LOOK);
    this.#write();
  }

  stopped(id) {
    if (this.#people.stopped(id)) this.#write();
  }

  #write() {
    const names = this.#people.names();
    const line = this.querySelector(".typing");
    line.hidden = !names.length;
    line.querySelector("[data-text]").textContent = this.#say(names);
    if (names.length) return;
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #say([one, two, ...more]) {
    const words = this.closest("chat-conversation").dataset;
    if (more.length) return words.typingMany;
    if (two) return fill(words.typingTwo, { one: short(one), two: short(two) });
    return one ? fill(words.typingOne, { name: short(one) }) : "";
  }
}

const short = (name) => name.split(" ")[0];

customElements.define("typing-line", TypingLine);
