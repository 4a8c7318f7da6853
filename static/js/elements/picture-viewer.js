import { clock, relative } from "../lib/time.js";
import { fill } from "../lib/words.js";
import { loadStyle } from "../lib/style.js";

// Pictures over the whole window, one after the other: showPictures(items, at, {older}). Each item is {view, full, alt,
// name, who, at}; `older(first)` may bring more that stand before the first. Arrows, swipes and a wheel; a double tap makes
// large; Escape, a swipe down and the browser's back close it, and the focus goes back to where it was.
const LARGEST = 6;
const FAR = 60;

export async function showPictures(items, at, more) {
  if (document.querySelector("picture-viewer")) return;
  const opener = document.activeElement;
  await loadStyle(new URL("../../css/viewer.css", import.meta.url));
  const viewer = document.createElement("picture-viewer");
  document.body.append(viewer);
  viewer.open(items, at, { opener, ...more });
}

class PictureViewer extends HTMLElement {
  #zoom = 1;
  #x = 0;
  #y = 0;
  #fingers = new Map();
  #asking = false;
  #tapped = 0;
  #leaving = new AbortController();

  open(items, at, { opener, older }) {
    Object.assign(this, { items: [...items], at, opener, older });
    this.append(document.getElementById("picture-viewer").content.cloneNode(true));
    this.dialog = this.querySelector("dialog");
    this.stage = this.querySelector(".viewer__stage");
    this.image = this.stage.querySelector("img");
    this.dialog.addEventListener("close", () => this.#closed());
    this.dialog.addEventListener("click", (event) => this.#clicked(event));
    this.dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.stage.addEventListener("wheel", (event) => this.#wheeled(event), { passive: false });
    this.stage.addEventListener("pointerdown", (event) => this.#touched(event));
    this.stage.addEventListener("pointermove", (event) => this.#moved(event));
    for (const end of ["pointerup", "pointercancel"]) this.stage.addEventListener(end, (event) => this.#lifted(event));
    this.image.addEventListener("error", () => this.#broken(true));
    this.image.addEventListener("load", () => this.#broken(false));
    // Back closes it, as it would close a page.
    history.pushState({ ...history.state, viewer: true }, "");
    addEventListener("popstate", () => this.dialog.open && this.dialog.close(), { signal: this.#leaving.signal });
    this.dialog.showModal();
    this.#show();
  }

  #closed() {
    this.#leaving.abort();
    if (history.state?.viewer) history.back();
    this.remove();
    if (this.opener?.isConnected) this.opener.focus({ preventScroll: true });
  }

  #show() {
    const { view, full, alt, name, who, at } = this.items[this.at];
    this.#place(1, 0, 0);
    this.image.src = view;
    this.image.alt = alt || name;
    this.#text("[data-who]", who);
    this.#text("[data-when]", at ? `${relative(new Date(at))}, ${clock(new Date(at))}` : "");
    this.#text("[data-alt]", alt);
    const place = this.querySelector("[data-place]");
    place.textContent = this.items.length > 1 ? fill(place.dataset.place, { place: this.at + 1, number: this.items.length }) : "";
    const link = this.querySelector("[data-download]");
    Object.assign(link, { href: `${full}?download`, download: name });
    this.#button("before", this.at > 0);
    this.#button("after", this.at < this.items.length - 1);
    for (const near of [this.items[this.at - 1], this.items[this.at + 1]]) if (near) new Image().src = near.view;
    if (this.at < 2) this.#fetchOlder();
  }

  #button(does, there) {
    const button = this.querySelector(`[data-does=${does}]`);
    if (!there && document.activeElement === button) this.stage.parentElement.querySelector("[data-does=close]").focus();
    button.hidden = !there;
  }

  #text(place, text) {
    this.querySelector(place).textContent = text ?? "";
  }

  async #fetchOlder() {
    if (!this.older || this.#asking) return;
    this.#asking = true;
    const found = await this.older(this.items[0]).catch(() => null); // asked again the next time one comes here
    this.#asking = false;
    if (!found) return;
    if (!found.length) this.older = null;
    this.items.unshift(...found);
    this.at += found.length;
    if (this.isConnected && found.length) {
      const place = this.querySelector("[data-place]");
      place.textContent = fill(place.dataset.place, { place: this.at + 1, number: this.items.length });
      this.#button("before", true);
    }
  }

  #step(by) {
    const next = this.at + by;
    if (next < 0 || next >= this.items.length) return this.#place(1, 0, 0);
    this.at = next;
    this.#show();
  }

  #broken(is) {
    this.image.hidden = is;
    this.querySelector(".viewer__broken").hidden = !is;
  }

  // ---- large and small

  #place(zoom, x, y) {
    const room = this.stage.getBoundingClientRect();
    const most = [((zoom - 1) * room.width) / 2, ((zoom - 1) * room.height) / 2];
    this.#zoom = zoom;
    this.#x = zoom > 1 ? Math.max(-most[0], Math.min(most[0], x)) : x;
    this.#y = zoom > 1 ? Math.max(-most[1], Math.min(most[1], y)) : y;
    this.image.style.setProperty("transform", `translate(${this.#x}px, ${this.#y}px) scale(${zoom})`);
    this.stage.classList.toggle("is-large", zoom > 1);
    const { full } = this.items[this.at];
    if (zoom > 1 && full && !this.image.src.endsWith(full)) this.image.src = full; // what the small one has not
  }

  // `x` and `y` of the window stay where they are.
  #zoomTo(zoom, x = innerWidth / 2, y = innerHeight / 2) {
    const next = Math.max(1, Math.min(LARGEST, zoom));
    const room = this.stage.getBoundingClientRect();
    const [cx, cy] = [x - room.left - room.width / 2, y - room.top - room.height / 2];
    const by = next / this.#zoom;
    this.#place(next, next === 1 ? 0 : cx - (cx - this.#x) * by, next === 1 ? 0 : cy - (cy - this.#y) * by);
  }

  #wheeled(event) {
    event.preventDefault();
    this.#zoomTo(this.#zoom * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
  }

  // ---- fingers

  #touched(event) {
    if (event.target.closest("button, a")) return;
    this.stage.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, event);
    this.start = { x: event.clientX, y: event.clientY, at: [this.#x, this.#y], zoom: this.#zoom, apart: this.#apart() };
    this.image.classList.add("is-held");
  }

  #moved(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, event);
    const { start } = this;
    if (this.#fingers.size === 2) {
      const [one, other] = [...this.#fingers.values()];
      return this.#zoomTo((start.zoom * this.#apart()) / start.apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
    }
    if (this.#fingers.size !== 1 || start.apart) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (this.#zoom > 1) return this.#place(this.#zoom, start.at[0] + dx, start.at[1] + dy);
    if (Math.abs(dx) > Math.abs(dy)) this.#place(1, dx, 0);
    else this.#place(1, 0, Math.max(0, dy));
  }

  #lifted(event) {
    if (!this.#fingers.delete(event.pointerId)) return;
    this.image.classList.remove("is-held");
    if (this.#fingers.size || this.start.apart) return;
    const [dx, dy] = [event.clientX - this.start.x, event.clientY - this.start.y];
    if (event.type === "pointercancel") return this.#zoom === 1 && this.#place(1, 0, 0);
    if (Math.hypot(dx, dy) < 8) return this.#tap(event);
    if (this.#zoom > 1) return;
    if (Math.abs(dx) > Math.max(FAR, Math.abs(dy))) return this.#step(dx < 0 === (getComputedStyle(this).direction === "ltr") ? 1 : -1);
    if (dy > FAR * 1.5) return this.dialog.close();
    this.#place(1, 0, 0);
  }

  #apart() {
    const [one, other] = [...this.#fingers.values()];
    return other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
  }

  #tap(event) {
    const isSecond = event.timeStamp - this.#tapped < 350;
    this.#tapped = isSecond ? 0 : event.timeStamp;
    if (isSecond) return this.#zoomTo(this.#zoom > 1 ? 1 : 2.5, event.clientX, event.clientY);
    if (event.pointerType === "mouse" && document.elementFromPoint(event.clientX, event.clientY) === this.stage) this.dialog.close();
  }

  // ---- buttons and keys

  #clicked(event) {
    this.#do(event.target.closest("[data-does]")?.dataset.does);
  }

  #pressed(event) {
    const back = getComputedStyle(this).direction === "rtl" ? 1 : -1;
    const does = { "+": "in", "=": "in", "-": "out", 0: "whole", Home: "first", End: "last" }[event.key];
    const step = { ArrowLeft: back, ArrowRight: -back }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (!does && !step)) return;
    event.preventDefault();
    if (step) this.#step(step);
    else this.#do(does);
  }

  #do(does) {
    if (does === "close") this.dialog.close();
    if (does === "before") this.#step(-1);
    if (does === "after") this.#step(1);
    if (does === "first") this.#step(-this.at);
    if (does === "last") this.#step(this.items.length - 1 - this.at);
    if (does === "in") this.#zoomTo(this.#zoom * 1.5);
    if (does === "out") this.#zoomTo(this.#zoom / 1.5);
    if (does === "whole") this.#zoomTo(1);
  }
}

customElements.define("picture-viewer", PictureViewer);
