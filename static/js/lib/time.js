// Times in the page's language and the device's zone.
const language = () => document.documentElement.lang || "en";
const made = new Map();

export function formatter(kind, options) {
  const key = `${kind.name}${language()}${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, new kind(language(), options));
  return made.get(key);
}

const dayStart = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
export const daysBetween = (date, now = new Date()) => Math.round((dayStart(now) - dayStart(date)) / 86_400_000);
export const sameDay = (one, other) => daysBetween(one, other) === 0;

export const clock = (date) => formatter(Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit" }).format(date);
export const exact = (date) => formatter(Intl.DateTimeFormat, { dateStyle: "full", timeStyle: "short" }).format(date);

// "now", "3 min", "2 h", "yesterday", "Mon", "3 May", "3 May 2024"
export function relative(date, now = new Date()) {
  const seconds = Math.max(0, (now - date) / 1000);
  const days = daysBetween(date, now);
  const relativeNames = formatter(Intl.RelativeTimeFormat, { numeric: "auto", style: "narrow" });
  if (seconds < 60) return relativeNames.format(0, "second");
  if (seconds < 3600) return unit(Math.floor(seconds / 60), "minute");
  if (seconds < 86_400 && days < 2) return unit(Math.floor(seconds / 3600), "hour");
  if (days === 1) return formatter(Intl.RelativeTimeFormat, { numeric: "auto" }).format(-1, "day");
  if (days < 7) return formatter(Intl.DateTimeFormat, { weekday: "short" }).format(date);
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return formatter(Intl.DateTimeFormat, { day: "numeric", month: "short", year }).format(date);
}

// The line between two days of a conversation: "today", "yesterday", "Monday", "Monday, 3 May"
export function day(date, now = new Date()) {
  const days = daysBetween(date, now);
  if (days < 2) return formatter(Intl.RelativeTimeFormat, { numeric: "auto" }).format(-days, "day");
  if (days < 7) return formatter(Intl.DateTimeFormat, { weekday: "long" }).format(date);
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return formatter(Intl.DateTimeFormat, { weekday: "long", day: "numeric", month: "long", year }).format(date);
}

// "Mon 3 May", of what is to come too
export const date = (at) => formatter(Intl.DateTimeFormat, { weekday: "short", day: "numeric", month: "short" }).format(at);

const unit = (count, name) =>
  formatter(Intl.NumberFormat, { style: "unit", unit: name, unitDisplay: "short" }).format(count);
