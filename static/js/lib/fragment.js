import { csrfToken } from "./csrf.js";
import { Refused } from "./http.js";
import { released } from "./press.js";

// HTML for a part of the page, from the same addresses that work as pages. Throws Refused like lib/http.js.
export const load = (url) => ask(url, {});

export function send(form, data = new FormData(form)) {
  return ask(form.action, { method: "POST", body: data });
}

async function ask(url, options) {
  const headers = { "HX-Request": "true", "X-CSRFToken": csrfToken() };
  const answer = await fetch(url, { ...options, headers, credentials: "same-origin" });
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/")) throw new Refused(401);
  const text = await answer.text();
  await released();
  if (answer.ok) return text;
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  throw new Refused(answer.status, isJson ? JSON.parse(text) : {}, Number(answer.headers.get("Retry-After") ?? 0));
}

export function elementsOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

// A part of a page, as nodes. Throws {status} for an answer that is none, TypeError without a connection.
export async function fragment(url, { signal } = {}) {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin", signal });
  if (answer.redirected || !answer.ok) throw Object.assign(new Error(url), { status: answer.redirected ? 401 : answer.status });
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  await released();
  return document.importNode(holder.content, true); // elements come to life all at once, before they are put in
}
