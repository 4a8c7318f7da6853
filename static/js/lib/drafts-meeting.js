// Two devices wrote one draft: what stands in both is kept once, what differs stands below each other. What this device
// has sent is no other text.
export function textOfBoth({ text, sent }, other) {
  const known = text || sent || "";
  if (!other.text || known.includes(other.text.trim())) return text;
  return other.text.includes(text.trim()) ? other.text : `${other.text}\n${text}`;
}

export const filesOfOther = ({ files }, other) => (other.files ?? []).filter(({ id }) => !files.includes(id));
