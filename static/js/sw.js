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

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data?.json() ?? {}));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data?.url ?? "/notifications/"));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event));
});

// Whoever looks at a page of ours sees it there; everybody else is told. A later push of the same thing takes the
// place of the earlier by its tag.
async function show({ title = "", body = "", tag = "", url = "/notifications/", icon, unread }) {
  if (unread) await self.navigator.setAppBadge?.(unread).catch(() => {});
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (tag !== "test" && pages.some((page) => page.focused && page.visibilityState === "visible")) return;
  await self.registration.showNotification(title, { body, tag, icon, badge: icon, data: { url } });
}

async function goTo(path) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => page.url === url.href) ?? pages[0];
  if (!open) return self.clients.openWindow(url.href);
  const page = await open.focus();
  if (page.url !== url.href) await page.navigate(url.href).catch(() => self.clients.openWindow(url.href));
}

// Where a worker may not read the token against forged requests, the next page that opens tells the new address.
async function renew({ oldSubscription, newSubscription }) {
  const kept = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  const token = (await self.cookieStore?.get("csrftoken"))?.value;
  if (!token) return;
  const { endpoint, keys } = kept.toJSON();
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  await fetch("/api/v1/push-subscriptions", { method: "POST", credentials: "same-origin", headers, body: JSON.stringify({ endpoint, keys }) });
}

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
