// <recipient-clock data-zone="Asia/Tokyo" data-evening="22" data-morning="7">: while it is night where the other one is,
// and their clock is not this person's, what time it is for them. It moves with the clock.
const LOOK = 5_000;

class RecipientClock extends HTMLElement {
  connectedCallback() {
    if ("same" in this.dataset) return;
    this.#write();
    this.timer = setInterval(() => this.#write(), LOOK);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  #write() {
    const { zone, evening, morning, words } = this.dataset;
    const now = new Date();
    const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(now));
    const line = this.querySelector("[data-night]");
    line.hidden = !(hour >= Number(evening) || hour < Number(morning));
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(now);
    const text = words.replace("{time}", time);
    const place = line.querySelector("[data-text]");
    if (place.textContent !== text) place.textContent = text;
  }
}

customElements.define("recipient-clock", RecipientClock);
