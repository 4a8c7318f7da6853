import { toast } from "../toast-list.js";

// What the composer does better with a script: one of poll and event at a time, an end an hour after the beginning, the
// names of time zones to choose from, and days of importance only where one may ask for them.
const HOUR = 3_600_000;

export function begin(form) {
  form.addEventListener("change", ({ target }) => {
    const other = { with_poll: "with_event", with_event: "with_poll" }[target.name];
    if (other && target.checked) form.elements[other].checked = false;
    if (target.checked && OPENS[target.name]) form.querySelector(OPENS[target.name])?.focus();
    if (target.name === "begins_at") follow(form);
    if (target.name === "with_event") offerZones(form);
    if (target.name === "group") offerDays(form);
  });
  offerDays(form);
}

const OPENS = { with_poll: ".composer-poll [name=options]", with_event: ".composer-event [name=title]", with_later: ".composer-later input:checked", with_important: ".composer-important select" };

// It comes out later; the way to it is offered.
export function waits({ dataset, textContent }) {
  toast(textContent, { action: { label: dataset.see, run: () => location.assign(dataset.scheduled) } });
}

function follow(form) {
  const { begins_at: begins, ends_at: ends } = form.elements;
  if (!begins.value || ends.value > begins.value) return;
  // A time on a clock, of no zone: counted as if it were UTC, where every day has its 24 hours.
  ends.value = new Date(Date.parse(`${begins.value}Z`) + HOUR).toISOString().slice(0, 16);
}

function offerDays(form) {
  const { with_important: asks, group } = form.elements;
  if (!asks || !group.options) return;
  const may = form.closest("feed-list").dataset.makesImportant.split(" ").includes(group.value);
  asks.closest("label").hidden = !may;
  if (!may) asks.checked = false;
}

function offerZones(form) {
  const list = form.querySelector("datalist");
  if (list.options.length) return;
  list.append(...Intl.supportedValuesOf("timeZone").map((zone) => new Option("", zone)));
}
