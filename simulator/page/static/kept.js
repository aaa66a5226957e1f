/** What a tab keeps of its conversation: for a page that is loaded again, and for a server that was started anew. */

const NAME = "conversation";

/** Characters of JSON: the server takes a million bytes at once, and a tab keeps some five. */
const MOST = 700_000;

/** Of a turn, what the server needs to go on from it; the rest it reckons again. */
const ALWAYS = ["said", "intent", "slots", "ssml", "apla", "mic", "began", "again", "locale", "after", "written"];
const LATELY = ["request", "response"];

export class Kept {
  #storage;

  constructor(storage = sessionStorage) {
    this.#storage = storage;
  }

  /** What was kept; null where there is nothing, or nothing that can be read. */
  read() {
    try {
      return JSON.parse(this.#storage.getItem(NAME));
    } catch {
      return null;
    }
  }

  write(conversation) {
    try {
      this.#storage.setItem(NAME, JSON.stringify(conversation));
    } catch {
      // Where a browser keeps nothing, a page that is loaded again begins anew.
      this.#storage.removeItem(NAME);
    }
  }
}

/** The turns as they are kept: of the latest all, of others without what was sent and answered. */
export function lean(turns) {
  let left = MOST;
  const kept = [];
  for (const turn of [...turns].reverse()) {
    const whole = pick(turn, [...ALWAYS, ...LATELY]);
    left -= JSON.stringify(whole).length;
    kept.unshift(left > 0 ? whole : pick(turn, ALWAYS));
  }
  return kept;
}

function pick(turn, names) {
  return Object.fromEntries(names.filter((name) => name in turn).map((name) => [name, turn[name]]));
}
