import { get, post, remove } from "./http.js";

// Pushes to this device. Asking the person is the caller's: a browser that was refused once never asks again.
const KEPT = "push.device";
const URL = "/api/v1/push-subscriptions";
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export async function state() {
  if (!able) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const worker = await navigator.serviceWorker.getRegistration();
  const kept = await worker?.pushManager.getSubscription();
  return kept && Notification.permission === "granted" ? "on" : "off";
}

export async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return state();
  const worker = await navigator.serviceWorker.ready;
  const { public_key: key } = await get("/api/v1/push-key");
  const kept = await worker.pushManager.getSubscription();
  if (kept && !sameKey(kept, key)) await kept.unsubscribe();
  await tell(await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  return "on";
}

export async function turnOff() {
  const worker = await navigator.serviceWorker.getRegistration();
  const kept = await worker?.pushManager.getSubscription();
  await kept?.unsubscribe();
  const mine = (await devices()).filter((device) => device.this_device);
  await Promise.all(mine.map((device) => remove(`${URL}/${device.id}`)));
  return "off";
}

export async function test() {
  const mine = (await devices()).find((device) => device.this_device);
  await post(`${URL}/${mine.id}/test`);
}

// Once in a visit: the server may have forgotten this device with the session before, or the browser renewed its address.
export async function tellAgain() {
  if (!able || sessionStorage.getItem(KEPT) || (await state()) !== "on") return;
  const worker = await navigator.serviceWorker.getRegistration();
  const { public_key: key } = await get("/api/v1/push-key");
  const kept = await worker.pushManager.getSubscription();
  if (sameKey(kept, key)) return tell(kept);
  await kept.unsubscribe();
  return tell(await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

// What was read elsewhere is no longer shown: all, or those with one of the tags.
export async function takeBack(tags = null) {
  const worker = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await worker?.getNotifications?.()) ?? []) if (!tags || tags.includes(shown.tag)) shown.close();
}

async function tell(kept) {
  const { endpoint, keys } = kept.toJSON();
  await post(URL, { endpoint, keys });
  sessionStorage.setItem(KEPT, "1");
}

const devices = async () => (await get(URL)).results;

function sameKey(kept, key) {
  const bytes = new Uint8Array(kept.options.applicationServerKey ?? []);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
}
