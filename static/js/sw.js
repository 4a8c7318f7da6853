// The service worker of one company's host. It keeps what looks the same for everyone (styles, scripts, icons), one page
// that says there is no connection, and one in which Work Chat opens without one: it holds nobody's data, the device's own
// store fills it (lib/kept.js). Pages, answers of the API and files of people are never kept here.
const CACHE = "shell-1";
const CHAT = "chat-1"; // Work Chat's page, and all that it needs to come to life
const CHAT_PAGE = "/chat/offline/";
const KEPT = { name: "work-chat", stores: ["about", "threads"] }; // as in lib/kept.js
const SLOW = 8_000; // a page that lets people wait longer is as good as away; the one shown then goes over by itself
const BROKEN = new Set([502, 504]); // a proxy that finds nobody behind it
const OFFLINE = "/offline/";
const MOST = 160;
const DAY = 86_400_000;
const isForGood = (answer) => answer?.headers.get("Cache-Control")?.includes("immutable");
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
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate" && /^\/chat\/(\d+\/)?$/.test(pathname)) {
    event.respondWith(chatPage(request));
    event.waitUntil(prepareDaily());
  } else if (request.mode === "navigate" && pathname === "/accounts/login/") {
    event.respondWith(loginPage(event));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
    event.waitUntil(prepareDaily());
  } else if (keeps(new URL(request.url))) {
    event.respondWith(fromCacheFirst(request));
  }
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "keep-chat") event.waitUntil(prepareChat(event.data));
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
  if (tag !== "test" && pages.some((page) => isOurs(page) && page.focused && page.visibilityState === "visible")) return;
  await self.registration.showNotification(title, { body, tag, icon, badge: icon, data: { url } });
}

// Not a picture or a letter that stands in a tab of its own: those tell nothing.
const isOurs = ({ url }) => new URL(url).pathname.endsWith("/");

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

async function chatPage(request) {
  const kept = await (await caches.open(CHAT)).match(CHAT_PAGE);
  if (!kept) return fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error());
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW));
  const answer = await Promise.race([fetch(request).catch(() => null), slow]);
  return answer && !BROKEN.has(answer.status) ? answer : kept;
}

// Where the page to sign in shows, nobody is signed in any more: what was kept of them goes.
async function loginPage({ request }) {
  const answer = await fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error());
  if (answer.ok && !answer.redirected && new URL(answer.url).pathname === "/accounts/login/") await forgetKept();
  return answer;
}

async function forgetKept() {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === KEPT.name)) return;
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open(KEPT.name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = db.transaction(KEPT.stores, "readwrite");
  for (const store of KEPT.stores) transaction.objectStore(store).clear();
  await new Promise((resolve) => (transaction.oncomplete = transaction.onabort = resolve));
  db.close();
}

// Asked for by each signed-in page: in the person's language, of the build that page is from.
async function prepareChat({ language, script }) {
  const cache = await caches.open(CHAT);
  const kept = await cache.match(CHAT_PAGE);
  const isFresh = kept?.headers.get("Content-Language") === language && Date.now() - Date.parse(kept.headers.get("Date")) < DAY;
  if (isFresh && (await kept.text()).includes(`"${script}"`)) return;
  const page = await fetch(`${CHAT_PAGE}?language=${encodeURIComponent(language)}`, { cache: "reload", credentials: "omit" });
  if (!page.ok) return;
  const needed = await everythingOf(await page.clone().text(), cache);
  await cache.put(CHAT_PAGE, page);
  const old = (await cache.keys()).filter(({ url }) => !needed.has(url) && new URL(url).pathname !== CHAT_PAGE);
  await Promise.all(old.map((request) => cache.delete(request)));
}

// What a page links or names, its stickers too, and what its scripts import, the late ones too, put into the cache; all of it, or it throws.
async function everythingOf(html, cache) {
  const links = [...html.matchAll(/"(\/[^"#\s]+)/g)].map((found) => found[1].replaceAll("&amp;", "&"));
  const needed = new Set(links.map((link) => new URL(link, location.origin)).filter(keeps).map(String));
  for (let wave = [...needed]; wave.length; ) {
    const named = (await Promise.all(wave.map((url) => keptAndRead(url, cache)))).flat();
    wave = [...new Set(named)].filter((url) => !needed.has(url));
    for (const url of wave) needed.add(url);
  }
  return needed;
}

// Keeps one file, and tells what it imports.
async function keptAndRead(url, cache) {
  const kept = await cache.match(url);
  const answer = isForGood(kept) ? kept : await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url} does not answer`);
  if (answer !== kept) await cache.put(url, answer.clone());
  if (!new URL(url).pathname.endsWith(".js")) return [];
  const imports = (await answer.text()).matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...imports].map(([, path]) => String(new URL(path, url)));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE && name !== CHAT).map((name) => caches.delete(name)));
}

// What has its content in its name comes from the cache; all else only where the network has nothing.
async function fromCacheFirst(request) {
  const kept = await caches.match(request);
  if (isForGood(kept)) return kept;
  const cache = await caches.open(CACHE);
  const answer = await fetch(request).catch((problem) => kept ?? Promise.reject(problem));
  if (answer.ok && answer !== kept && isForGood(answer)) {
    await cache.put(request, answer.clone());
    const keys = (await cache.keys()).filter((key) => !key.url.endsWith(OFFLINE));
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
  }
  return answer;
}
