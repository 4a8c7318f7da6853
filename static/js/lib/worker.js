// The service worker belongs to a company's host: the manifest says whether this is one.
export function registerWorker() {
  if (!("serviceWorker" in navigator) || !document.querySelector("link[rel=manifest]")) return;
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
