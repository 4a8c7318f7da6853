import { get } from "../lib/http.js";
import { latest } from "../models/latest.js";
import { released } from "../lib/press.js";
import { socket } from "../lib/socket.js";

// <group-live data-group="3">: what stands on a group's pages stays true: its name, who waits at its door, who is in it.
// Without `data-group` (the list of groups) it hears of all. It asks for its own page and takes over the parts by their
// ids; a part in which somebody writes is left alone. Who may not see the group any more gets the server's answer.
const PARTS = ["group-head", "group-room", "group-invites"];
const SOON = 200;

class GroupLive extends HTMLElement {
  connectedCallback() {
    this.#showTab();
    if (this.stop) return;
    const group = this.dataset.group;
    const about = (id) => (!group || id === group) && this.#soon();
    this.stop = [
      socket.on("groups.group_changed", ({ data }) => about(data.id)),
      socket.on("groups.member_joined", ({ data }) => (group && this.#isMe(data, group) ? this.#reload() : about(data.group.id))),
      socket.on("groups.member_left", ({ data }) => (group && this.#isMe(data, group) ? this.#reload() : about(data.group.id))),
      socket.on("groups.ways_in_changed", ({ data }) => about(data.group)),
      socket.on("feed.waiting_changed", ({ data }) => about(data.group)),
      socket.on("open", () => this.#missed()),
    ];
    if (socket.state === "open") this.#missed();
    addEventListener("submit", this.#submitted);
  }

  // A form that was sent brings the next page by itself: whoever just left is led on, not to a page that is gone.
  #submitted = (event) => (this.goes = !event.defaultPrevented);

  #reload() {
    if (!this.goes) location.reload();
  }

  // What came while nobody listened: before the socket opened, or while it was lost. Posts have a catch-up of their own, so
  // beside them it is only asked whether one is the same here; whoever waits to be let in sees the page anew.
  async #missed() {
    const { group, role } = this.dataset;
    if (document.getElementById("group-room") || role === "") return this.#soon();
    if (!group) return;
    const now = await get(`/api/v1/groups/${group}`).catch(({ status }) => (status === 404 ? {} : null));
    if (now && now.my_role !== role) this.#soon();
  }

  // On a phone the tabs are wider than the screen: the one that is open comes into view.
  #showTab() {
    const tab = this.querySelector("[aria-current=page]");
    if (tab) tab.parentElement.scrollLeft += tab.getBoundingClientRect().left - tab.parentElement.getBoundingClientRect().left - tab.offsetWidth;
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.stop?.forEach((stop) => stop());
    removeEventListener("submit", this.#submitted);
    this.stop = null;
  }

  // Whoever is in or out from now on sees another page altogether: its feed, its composer, or that it is gone.
  #isMe({ group, person }, shown) {
    return group.id === shown && person.id === document.querySelector("chat-unread")?.dataset.me;
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#refresh(), SOON);
  }

  #ask = latest(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const html = await answer.text();
      await released();
      return { status: answer.status, html };
    } catch {
      return null; // without a connection nothing is newer
    }
  });

  async #refresh() {
    const answer = await this.#ask();
    if (answer?.status === 403 || answer?.status === 404) return this.#reload();
    if (answer?.status !== 200) return;
    const page = new DOMParser().parseFromString(answer.html, "text/html");
    if (page.querySelector("group-live")?.dataset.role !== this.dataset.role) return this.#reload();
    for (const id of PARTS) this.#renew(document.getElementById(id), page.getElementById(id));
  }

  #renew(shown, fresh) {
    if (!shown || !fresh || shown.innerHTML === fresh.innerHTML || writesIn(shown)) return;
    const focused = shown.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    shown.replaceChildren(...fresh.childNodes);
    this.#showTab();
    if (focused) [...shown.querySelectorAll("a, button, summary")].find((one) => nameOf(one) === focused)?.focus({ preventScroll: true });
  }
}

function writesIn(part) {
  const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const isAsked = part.querySelector("details[open], [role=alert]:not([hidden]), .errorlist:not([hidden])") !== null; // an answer to what was sent
  return isAsked || fields.some((field) => field === document.activeElement || changed(field));
}

const nameOf = (one) => `${one.localName} ${one.getAttribute("href") ?? one.textContent.trim()}`;

function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue;
}

customElements.define("group-live", GroupLive);
