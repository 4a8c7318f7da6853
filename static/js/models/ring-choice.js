// Whether a message concerns this person, and which of their open pages says so.

// Said to them alone, by name, to everybody where they take that, or as an answer to them. A mute lets only their own
// name through, and nothing of somebody they blocked rings.
export function concerns(message, me, { kind, isMuted, takesAll, blocked }) {
  if (blocked.includes(message.author.id)) return false;
  if (message.author.id === me || message.kind === "event" || message.deleted_at) return false;
  if (message.mentions.some(({ id }) => id === me)) return true;
  if (isMuted) return false;
  return kind === "direct" || message.reply_to?.author.id === me || (message.means_all && takesAll);
}

// `pages`: [{id, isLooking, isFocused, isVisible, maySound}]. Nobody where one of them shows the thread to somebody who
// looks; else one page for the toast (the one that is looked at), and one that may sound.
export function choose(pages) {
  if (pages.some((page) => page.isLooking)) return null;
  const sorted = [...pages].sort((one, other) => rank(other) - rank(one));
  const toast = sorted.find((page) => page.isVisible) ?? null;
  return { toast: toast?.id ?? null, sound: (toast?.maySound ? toast : sorted.find((page) => page.maySound))?.id ?? null };
}

const rank = ({ isFocused, isVisible }) => 2 * Number(isFocused) + Number(isVisible);
