import { post as tell } from "../lib/http.js";

// A post counts as seen once at least half of it, or of the screen, was its for a second; told in batches. What could not
// be told is told with the next ones.
const LONG = 1_000;
const BATCH = 2_000;
const MOST = 100;
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

export class SeenPosts {
  #known = new WeakSet();
  #timers = new Map();
  #waiting = new Set();
  #batch = 0;

  // `viewer` is {me, joined}: nobody counts for their own posts, nor in groups they are not in.
  constructor(viewer) {
    this.viewer = viewer;
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#moved(entry)), { threshold: STEPS });
    document.addEventListener("visibilitychange", this.#hidden);
    addEventListener("pagehide", this.#flush);
  }

  stop() {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.#hidden);
    removeEventListener("pagehide", this.#flush);
    this.#flush();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  watch(post) {
    if (this.#known.has(post)) return;
    this.#known.add(post);
    const { author, group } = post.dataset;
    const counts = author !== this.viewer.me && (!group || this.viewer.joined.has(group));
    if (counts && !post.querySelector("[data-seen][data-mine]")) this.observer.observe(post);
  }

  #moved({ target, intersectionRect, boundingClientRect, rootBounds }) {
    const enough = Math.min(boundingClientRect.height, rootBounds?.height ?? innerHeight) / 2;
    const isSeen = boundingClientRect.height > 0 && intersectionRect.height >= enough - 1;
    if (isSeen === this.#timers.has(target)) return;
    clearTimeout(this.#timers.get(target));
    this.#timers.delete(target);
    if (isSeen) this.#timers.set(target, setTimeout(() => this.#wasSeen(target), LONG));
  }

  #wasSeen(post) {
    this.#timers.delete(post);
    if (document.visibilityState !== "visible") return;
    this.observer.unobserve(post);
    this.#waiting.add(post.dataset.post);
    this.#batch ||= setTimeout(this.#flush, BATCH);
  }

  // Coming back, the second begins anew.
  #hidden = () => {
    if (document.visibilityState === "hidden") return this.#flush();
    for (const post of [...document.querySelectorAll("[data-post]")].filter((each) => this.#known.has(each))) {
      if (this.#waiting.has(post.dataset.post) || this.#told.has(post.dataset.post)) continue;
      this.#known.delete(post);
      this.observer.unobserve(post);
      this.watch(post);
    }
  };

  #told = new Set();

  #flush = async () => {
    clearTimeout(this.#batch);
    this.#batch = 0;
    const posts = [...this.#waiting].slice(0, MOST);
    if (!posts.length) return;
    for (const post of posts) this.#waiting.delete(post), this.#told.add(post);
    try {
      await tell("/api/v1/posts/seen", { posts }, { keepalive: true });
    } catch (problem) {
      if (problem.status && problem.status !== 429) return;
      for (const post of posts) this.#waiting.add(post);
    }
    if (this.#waiting.size && navigator.onLine) this.#batch ||= setTimeout(this.#flush, BATCH);
  };
}
