// What went wrong with a passkey, in words: allauth's own script only tells the console.
const place = document.querySelector("[data-passkey-trouble]");

function say(text) {
  place.querySelector("span").textContent = text;
  place.hidden = false;
}

function words(problem) {
  if (problem?.name === "NotAllowedError" || problem?.name === "AbortError") return place.dataset.cancelled;
  return problem?.name === "InvalidStateError" ? place.dataset.known : place.dataset.failed;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(words(event.detail.exception));
});

if (!window.PublicKeyCredential) {
  for (const id of ["passkey_login", "mfa_webauthn_authenticate", "mfa_webauthn_reauthenticate"]) {
    const button = document.getElementById(id);
    if (button) button.hidden = true;
  }
  if (document.getElementById("mfa_webauthn_add")) say(place.dataset.none);
}
