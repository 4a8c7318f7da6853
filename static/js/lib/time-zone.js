/* Tells a form the time zone this device lives in: <input type="hidden" data-time-zone> */
for (const field of document.querySelectorAll("input[data-time-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
