import { tooMany } from "../models/kept-thread.js";

// What this device keeps of one person's conversations, in the IndexedDB of the company's own host: the list and the last
// conversations, so that they open without a network. Erased at sign-out, when the session is over, and when somebody else
// signs in. The service worker erases it too (static/js/sw.js), by the same name.
//
//   const kept = await keptOf(me)        null where the browser keeps nothing
//   kept.thread(id) · kept.threads() · kept.put(thread) · kept.change(id, thread => …) · kept.drop(id)
//   kept.list() · kept.putList(html)
//   await whoseKept()                    whose it is, or null
//   await forgetKept()
const NAME = "work-chat";
const STORES = ["about", "threads"];
let opening = null;

export async function keptOf(me) {
  const db = await open();
  if (!db) return null;
  const whose = await answer(db.transaction("about").objectStore("about").get("me"));
  if (whose !== undefined && whose !== me) await forgetKept();
  if (whose !== me) {
    await whole(db, ["about"], ([about]) => about.put(me, "me"));
    forgetOthersWriting(me);
  }
  return new Kept(db, me);
}

export async function whoseKept() {
  const db = await open();
  return (db && (await answer(db.transaction("about").objectStore("about").get("me")))) ?? null;
}

export async function forgetKept() {
  const db = await open();
  if (db) await whole(db, STORES, (stores) => stores.forEach((store) => store.clear()));
}

// Drafts and messages on their way, of everybody but `me`: whoever signs in here must not find them.
export function forgetOthersWriting(me = null) {
  const others = (name) => /^(draft:|chat\.outbox\.)/.test(name) && !name.startsWith(`draft:${me}:`) && !name.startsWith(`chat.outbox.${me}.`);
  for (const name of Object.keys(localStorage).filter(others)) localStorage.removeItem(name);
}

class Kept {
  constructor(db, me) {
    Object.assign(this, { db, me });
  }

  thread(id) {
    return answer(this.db.transaction("threads").objectStore("threads").get(id));
  }

  threads() {
    return answer(this.db.transaction("threads").objectStore("threads").getAll());
  }

  list() {
    return answer(this.db.transaction("about").objectStore("about").get("list"));
  }

  putList(html) {
    return this.#write(["about"], ([about]) => about.put(html, "list"));
  }

  put(thread) {
    return this.#write(["threads"], async ([threads]) => {
      threads.put(thread);
      for (const id of tooMany(await answer(threads.getAll()))) threads.delete(id);
    });
  }

  // What is there becomes what `change` makes of it; nothing where it is not kept.
  change(id, change) {
    return this.#write(["threads"], async ([threads]) => {
      const thread = await answer(threads.get(id));
      if (thread) threads.put(change(thread));
    });
  }

  drop(id) {
    return this.#write(["threads"], ([threads]) => threads.delete(id));
  }

  // Only while it is still this person's: another page may have signed out meanwhile.
  #write(names, work) {
    return whole(this.db, [...new Set(["about", ...names])], async (stores) => {
      const byName = new Map(stores.map((store) => [store.name, store]));
      if ((await answer(byName.get("about").get("me"))) === this.me) await work(names.map((name) => byName.get(name)));
    });
  }
}

function open() {
  opening ??= new Promise((resolve) => {
    if (!self.indexedDB) return resolve(null);
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("about");
      request.result.createObjectStore("threads", { keyPath: "id" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // a newer page wants another shape
      resolve(request.result);
    };
    request.onerror = () => resolve(null); // storage is closed: nothing is kept
  });
  return opening;
}

// One transaction, and the promise that it is written.
function whole(db, names, work) {
  const transaction = db.transaction(names, "readwrite");
  const written = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  return Promise.all([written, work(names.map((name) => transaction.objectStore(name)))]);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
