import { csrfToken } from "./lib/csrf.js";

// The readable API document. "Try it out" acts as the signed-in person, with the page's own cookie.
const place = document.getElementById("api-docs");

globalThis.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  requestInterceptor(request) {
    if (!["GET", "HEAD", undefined].includes(request.method)) request.headers["X-CSRFToken"] = csrfToken();
    return request;
  },
});
