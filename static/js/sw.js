// The service worker of one company's host. It keeps what looks the same for everyone (styles, scripts, icons) and one
// page that says there is no connection. Pages, answers of the API and files of people are never kept.
const CACHE = "shell-1";
const OFFLINE = "/offline/";
const MOST = 160;
const DAY = 86_400_000;
const keeps = (url) => url.origin === location.origin && /^\/(static\/|brand\.css|icon-)/.test(url.pathname);

self.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
    event.waitUntil(prepareDaily());
  } else if (keeps(new URL(request.url))) {
    event.respondWith(fromCacheFirst(request));
  }
});

async function prepare() {
  const cache = await caches.open(CACHE);
  const page = await fetch(OFFLINE, { cache: "reload", credentials: "omit" });
  if (!page.ok) throw new Error("the offline page does not answer");
  const html = await page.clone().text();
  await cache.put(OFFLINE, page);
  const needed = [...html.matchAll(/(?:href|src)="([^"#]+)/g)].map((found) => new URL(found[1].replaceAll("&amp;", "&"), location.origin));
  await Promise.allSettled(needed.filter(keeps).map((url) => cache.add(url)));
}

// A new look or a new colour reaches the page without a connection too.
async function prepareDaily() {
  const kept = await caches.match(OFFLINE);
  if (Date.now() - Date.parse(kept?.headers.get("Date") ?? 0) > DAY) await prepare().catch(() => {});
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function fromCacheFirst(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.headers.get("Cache-Control")?.includes("immutable")) {
    await cache.put(request, answer.clone());
    const keys = (await cache.keys()).filter((key) => !key.url.endsWith(OFFLINE));
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
  }
  return answer;
}
