// Says something once, politely, to screen readers.
export function announce(text) {
  let line = document.getElementById("announcements");
  if (!line) {
    line = Object.assign(document.createElement("div"), { id: "announcements", className: "visually-hidden" });
    line.setAttribute("role", "status");
    line.setAttribute("aria-live", "polite");
    document.body.append(line);
  }
  line.textContent = "";
  requestAnimationFrame(() => (line.textContent = text));
}
