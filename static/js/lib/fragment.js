// A part of a page, as nodes. Throws {status} for an answer that is none, TypeError without a connection.
export async function fragment(url, { signal } = {}) {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin", signal });
  if (answer.redirected || !answer.ok) throw Object.assign(new Error(url), { status: answer.redirected ? 401 : answer.status });
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return document.importNode(holder.content, true); // elements come to life all at once, before they are put in
}
