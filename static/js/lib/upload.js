import { csrfToken } from "./csrf.js";
import { Refused } from "./http.js";
import { uuid } from "./uuid.js";

// Sends files as the bare body of a POST, straight from the disk: two at a time, each telling how far it is, tried again
// by itself after a lost connection. `upload(file)` answers what the API says of it, as a promise with `cancel()`.
// XMLHttpRequest, since fetch cannot tell how much of a body has left.
const AT_ONCE = 2;
const AGAIN_AFTER = [1_000, 4_000, 10_000];

const waiting = [];
let running = 0;

export function upload(file, { name = file.name, duration, clientId = uuid(), progress = () => {} } = {}) {
  const query = new URLSearchParams({ name, client_id: clientId });
  if (duration) query.set("duration", Math.round(duration));
  const stop = new AbortController();
  const sent = queued(() => insistently(() => once(`/api/v1/files?${query}`, file, progress, stop.signal), stop.signal), stop.signal);
  return Object.assign(sent, { cancel: () => stop.abort(new DOMException("", "AbortError")) });
}

function queued(act, signal) {
  return new Promise((resolve, reject) => {
    const start = () => {
      if (signal.aborted) return next();
      act().then(resolve, reject).finally(next);
    };
    signal.addEventListener("abort", () => reject(signal.reason));
    waiting.push(start);
    if (running < AT_ONCE) {
      running += 1;
      waiting.shift()();
    }
  });
}

function next() {
  const start = waiting.shift();
  if (start) start();
  else running -= 1;
}

// The same client_id each time: what arrived although the answer was lost is not stored twice.
async function insistently(act, signal) {
  for (const after of [...AGAIN_AFTER, null]) {
    try {
      return await act();
    } catch (problem) {
      if (after === null || signal.aborted || !isPassing(problem)) throw problem;
      await pause(problem.retryAfter * 1000 || after, signal);
    }
  }
}

export const isPassing = (problem) => !(problem instanceof Refused) || problem.status >= 500 || problem.status === 429 || problem.code === "cut_off";

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function once(url, body, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => answered(request, resolve, reject);
    request.onerror = () => reject(new TypeError("no connection"));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function answered(request, resolve, reject) {
  const data = parsed(request.responseText);
  if (request.status >= 200 && request.status < 300 && data) return resolve(data);
  reject(new Refused(request.status, data ?? {}, Number(request.getResponseHeader("Retry-After") ?? 0)));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
