import { fragment } from "../../lib/fragment.js";
import { recall, remember } from "../../lib/store.js";
import { title } from "../../lib/title.js";
import { toast } from "../toast-list.js";

// <chat-app class="chat">: list, conversation and details as layers. Opening a conversation changes the middle only; the
// address follows, and back closes the layers in order (on the phone one layer is seen at a time). Where the network does
// not answer, a conversation that this device keeps is shown as it is kept; with data-kept, every one (chat-offline.js).
const DETAILS = "chat.details";
const SKELETON_AFTER = 150;
const PATIENCE = 4_000; // then what this device keeps is shown; its conversation asks by itself for what is new
const wide = matchMedia("(width >= 1200px)");
const phone = matchMedia("(width < 720px)");
const fine = matchMedia("(pointer: fine)");
const messageOf = (url) => new URL(url, location.href).searchParams.get("message");
const threadOf = (url) => new URL(url, location.href).pathname.match(/^\/chat\/(\d+)\/$/)?.[1] ?? null;

class ChatApp extends HTMLElement {
  #fetching = null;

  connectedCallback() {
    this.list = this.querySelector("thread-list");
    this.opened = threadOf(location.href);
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("open-thread", ({ detail }) => this.open(detail.thread, detail.message));
    document.addEventListener("open-thread", ({ detail, target }) => !this.contains(target) && this.open(detail.thread, detail.message));
    this.addEventListener("lost", () => this.#lost(this.dataset.gone));
    this.addEventListener("stale", () => this.#show(this.opened));
    this.addEventListener("about", () => this.#renewAbout());
    this.addEventListener("show-message", ({ detail }) => this.#showMessage(detail));
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.#escaped(event));
    addEventListener("popstate", () => this.#went());
    // In a window that became narrow they would cover the conversation.
    wide.addEventListener("change", () => this.#showDetails(this.#wantsDetails(), { keep: false }));
    history.replaceState({ ...history.state, chat: true }, "");
    this.#settle();
    if (this.opened && "kept" in this.dataset) this.#show(this.opened);
  }

  // Opens a conversation in place, at a message where one is named; null shows the list alone.
  async open(thread, message = null) {
    const conversation = this.querySelector("chat-conversation");
    if (thread === this.opened && conversation) {
      this.#layer();
      if (message && !(await conversation.list.jump(message))) toast(this.dataset.missing);
      return;
    }
    const from = this.opened;
    history.pushState({ chat: true, fromList: !from }, "", thread ? `/chat/${thread}/` : "/chat/");
    await this.#show(thread, message);
  }

  async #show(thread, message = null) {
    const left = this.opened;
    this.opened = thread;
    this.#fetching?.abort();
    this.list.mark(thread);
    if (!thread) return this.#put(template("conversation-none")), left && this.list.focusRow(left);
    const waiting = setTimeout(() => this.#put(template("conversation-waiting")), phone.matches ? 0 : SKELETON_AFTER);
    const fetching = (this.#fetching = new AbortController());
    try {
      const parts = await this.#conversation(thread, message, fetching);
      clearTimeout(waiting);
      if (fetching !== this.#fetching) return;
      this.#put(parts);
      const conversation = this.querySelector("chat-conversation");
      if (message && !conversation.dataset.jump) conversation.list.jump(message); // what this device keeps opens at its end
    } catch (problem) {
      clearTimeout(waiting);
      if (fetching !== this.#fetching) return;
      if (problem.status === 401) return location.reload();
      if (problem.status === 404) this.dispatchEvent(new CustomEvent("kept-gone", { detail: { thread }, bubbles: true }));
      if (problem.status) return this.#lost(problem.status === 404 ? this.dataset.gone : this.dataset.lost, problem.status !== 404);
      this.#lost(this.dataset.notHere, true);
      addEventListener("online", () => fetching === this.#fetching && this.#show(thread, message), { once: true });
    }
  }

  // As the server shows it; where the network is away or slow, as this device keeps it.
  async #conversation(thread, message, fetching) {
    // The keeper has loaded it while there was a connection, and the worker keeps it.
    const kept = () => import("../../lib/kept-parts.js").then(({ keptConversation }) => keptConversation(this.dataset.me, thread), () => null);
    const known = "kept" in this.dataset ? await kept() : null;
    if (known) return known;
    const timer = setTimeout(async () => (await kept()) && fetching.abort(), PATIENCE);
    try {
      return await fragment(`/chat/${thread}/conversation/${message ? `?message=${message}` : ""}`, { signal: fetching.signal });
    } catch (problem) {
      const parts = problem.status ? null : await kept();
      if (parts) return parts;
      throw problem;
    } finally {
      clearTimeout(timer);
    }
  }

  #put(parts) {
    // Details first: the conversation takes its members from them.
    this.querySelector(".details")?.remove();
    const details = parts.querySelector(".details");
    if (details) this.append(details);
    this.querySelector(".conversation")?.replaceWith(parts.querySelector(".conversation"));
    this.#settle();
  }

  #settle() {
    const conversation = this.querySelector("chat-conversation");
    this.#layer();
    this.#showDetails(this.#wantsDetails(), { keep: false });
    title.say(conversation ? `${conversation.dataset.title} · ${this.#pageTitle()}` : this.#pageTitle());
    if (conversation && fine.matches && !phone.matches) conversation.focusComposer();
  }

  #wantsDetails() {
    return Boolean(this.querySelector("chat-conversation")) && wide.matches && recall(DETAILS, true);
  }

  #pageTitle() {
    return document.title.replace(/^\(\d+\+?\) /, "").split(" · ").slice(-2).join(" · ");
  }

  #layer() {
    this.classList.toggle("chat--open", Boolean(this.opened));
    document.body.classList.toggle("shell--layer", Boolean(this.opened));
  }

  #lost(text, again = false) {
    const parts = template("conversation-lost");
    parts.querySelector("[data-text]").textContent = text;
    if (!again) parts.querySelector("[data-again]").remove();
    this.#put(parts);
  }

  // Head, details and members anew; where they covered something, they do so still.
  async #renewAbout() {
    const { renewAbout } = await import("./about.js");
    if (!(await renewAbout(this))) return;
    this.#showDetails(this.classList.contains("chat--details"), { keep: false });
    const conversation = this.querySelector("chat-conversation");
    conversation.renew();
    title.say(`${conversation.dataset.title} · ${this.#pageTitle()}`);
  }

  #clicked(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[href]");
    if (link?.matches(".conversation__back")) return event.preventDefault(), this.#back();
    const thread = link && threadOf(link.href);
    if (thread) return event.preventDefault(), this.open(thread, messageOf(link.href));
    if (event.target.closest("[data-details]")) return this.#toggleDetails();
    if (event.target.closest(".details [data-close]")) return this.#closeDetails();
    if (event.target.closest("[data-again]")) this.#show(this.opened);
  }

  // To the list: by the browser's own back where that leads there, so that back never runs in a circle.
  #back() {
    if (history.state?.fromList) return history.back();
    if (this.list.archived) return location.assign("/chat/");
    history.replaceState({ chat: true }, "", "/chat/");
    this.#show(null);
  }

  #went() {
    const thread = threadOf(location.href);
    const details = Boolean(history.state?.details);
    // The list of this page is the other one: the browser kept an address of before a reload.
    if (!thread && location.search.includes("archived") !== this.list.archived) return location.reload();
    if (thread !== this.opened) this.#show(thread);
    else if (!wide.matches) {
      this.#showDetails(details, { keep: false });
      if (!details) this.querySelector("[data-details]")?.focus();
    }
  }

  #escaped(event) {
    if (event.target.closest("dialog")) return;
    if (this.classList.contains("chat--details") && !wide.matches) this.#closeDetails();
  }

  #toggleDetails() {
    if (this.classList.contains("chat--details")) return this.#closeDetails();
    if (!wide.matches) history.pushState({ ...history.state, details: true }, "");
    this.#showDetails(true, { keep: wide.matches });
    if (!wide.matches) this.querySelector(".details").focus();
  }

  #closeDetails() {
    if (history.state?.details) return history.back();
    this.#showDetails(false, { keep: wide.matches });
    this.querySelector("[data-details]")?.focus();
  }

  // From the details to a message: where they cover the conversation they go.
  #showMessage({ id }) {
    if (!wide.matches && history.state?.details) history.back();
    this.querySelector("message-list")?.jump(id);
  }

  #showDetails(shown, { keep }) {
    this.classList.toggle("chat--details", shown);
    this.querySelector("[data-details]")?.setAttribute("aria-expanded", shown);
    if (keep) remember(DETAILS, shown);
  }
}

const template = (id) => document.importNode(document.getElementById(id).content, true);

customElements.define("chat-app", ChatApp);
