// One conversation as a device keeps it, to be read without a network: the server's own fragments, the newest only.
//
//   {id, html, version, ahead, readSeq, at, messages: [{id, seq, version, author, created_at, html, …}]}
//
// `version` is the one up to which nothing is missing; `ahead` are later ones that came already.
export const MOST_MESSAGES = 50;
export const MOST_THREADS = 20;
export const MOST_CHARACTERS = 256_000; // of all fragments of one conversation

export function bounded(messages) {
  const newest = messages.toSorted((one, other) => other.seq - one.seq).slice(0, MOST_MESSAGES);
  let room = MOST_CHARACTERS;
  return newest.filter(({ html }) => (room -= html.length) >= 0).reverse();
}

// The same conversation with what came since.
export function withNews(thread, news) {
  const messages = new Map(thread.messages.map((message) => [message.id, message]));
  for (const message of news) if ((messages.get(message.id)?.version ?? -1) < message.version) messages.set(message.id, message);
  const ahead = new Set([...thread.ahead, ...news.map((message) => message.version)].filter((version) => version > thread.version));
  let { version } = thread;
  while (ahead.delete(version + 1)) version += 1;
  return { ...thread, messages: bounded([...messages.values()]), version, ahead: [...ahead].slice(-MOST_MESSAGES) };
}

// Those that have to go, so that the last ones stay.
export const tooMany = (threads) =>
  threads.toSorted((one, other) => other.at - one.at).slice(MOST_THREADS).map(({ id }) => id);
