import { csrfToken } from "./csrf.js";
import { released } from "./press.js";

// What a server that answered did not like: `status`, and the API's `code`, `text` and `fields`.
export class Refused extends Error {
  constructor(status, { code = "error", text = "", fields = {} } = {}, retryAfter = 0) {
    super(text || code);
    Object.assign(this, { status, code, text, fields, retryAfter });
  }
}

// JSON in, JSON out, on this host only. Throws Refused for an answer of 400 and more, TypeError without a connection.
export async function ask(method, url, body, { signal, keepalive } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (body !== undefined && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
  const answer = await fetch(url, {
    method,
    headers,
    signal,
    keepalive,
    credentials: "same-origin",
    body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
  });
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const data = answer.status === 204 || !isJson ? null : await answer.json();
  await released();
  if (!answer.ok) throw new Refused(answer.status, data ?? {}, Number(answer.headers.get("Retry-After") ?? 0));
  return data;
}

export const get = (url, options) => ask("GET", url, undefined, options);
export const post = (url, body, options) => ask("POST", url, body, options);
export const put = (url, body, options) => ask("PUT", url, body, options);
export const patch = (url, body, options) => ask("PATCH", url, body, options);
export const remove = (url, options) => ask("DELETE", url, undefined, options);
