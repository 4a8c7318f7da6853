// 1234567 → "1.2 MB", in the page's language.
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

export function bytes(number) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, number)) / Math.log(1024)));
  const options = { style: "unit", unit: UNITS[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: step > 1 ? 1 : 0 };
  return (number / 1024 ** step).toLocaleString(document.documentElement.lang || "en", options);
}
