import { clock, relative, sameDay } from "./time.js";

// "From your phone, 14:02": `words` has a sentence for each kind of device, `from` says which one and when.
export function noteOf(words, { device, updated_at: updatedAt }) {
  const at = new Date(updatedAt);
  return words[device]?.replace("{time}", sameDay(at, new Date()) ? clock(at) : relative(at)) ?? "";
}
