/** Nobody answers at all: the server has ended, or isn't there yet. */
export class Unreachable extends Error {}

/** What the server refuses, in its own words. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const GONE = 404;

/** Milliseconds after which nobody is waited for any more: Alexa gives up after 8000, and a voice may take its time. */
const PATIENCE = 15_000;
const SOUND_PATIENCE = 60_000;

/** One Echo on the server. Every answer is one turn, with all there is to show and play it by. */
export class Visit {
  #kept;

  constructor(told, kept) {
    this.#take(told);
    this.#kept = kept;
  }

  /**
   * A fresh Echo; or the one that goes on where a browser has kept something of it. `kept` gives, whenever it is asked,
   * the visit's id, its device, when it started and its turns: for a server that has forgotten it all.
   */
  static async begin(kept) {
    return new Visit(await post("/visits", kept()), kept);
  }

  /** The same Echo, on a server that may have been started anew. */
  async reconnect() {
    this.#take(await post("/visits", this.#kept()));
  }

  use(device) {
    return this.#post("device", { device });
  }

  hear(words, at) {
    return this.#post("hear", { words, at });
  }

  touch(event, at) {
    return this.#post("touch", { event, at });
  }

  silence(at) {
    return this.#post("silence", { at });
  }

  send(request, at) {
    return this.#post("send", { request, at });
  }

  /** Somebody leaves without a word. */
  end(at) {
    return this.#post("end", { at }).catch(() => null);
  }

  /** What is not as recorded in a turn that was played again, by a turn of a transcript: in sentences. */
  async judge(number, text, turn) {
    return (await this.#post("judge", { number, text, turn })).wrong;
  }

  /** The sound of a turn, as a Blob. */
  async sound(number) {
    const answer = await fetch(`${this.#address}/sound/${number}.wav`, { signal: AbortSignal.timeout(SOUND_PATIENCE) });
    if (!answer.ok) throw new Error(`no sound: ${answer.status}`);
    return answer.blob();
  }

  /** The conversation as a transcript. */
  async transcript() {
    return (await this.#post("transcript", {})).text;
  }

  get #address() {
    return `/visits/${this.id}`;
  }

  #take(told) {
    Object.assign(this, told);
  }

  async #post(what, body) {
    try {
      return await post(`${this.#address}/${what}`, body);
    } catch (error) {
      if (error.status !== GONE) throw error;
      // The server was started anew meanwhile.
      await this.reconnect();
      return post(`${this.#address}/${what}`, body);
    }
  }
}

/** What is said in a transcript, turn by turn, and what was recorded of it. */
export async function readTranscript(text) {
  return (await post("/transcripts", { text })).said;
}

function post(address, body) {
  return ask(address, JSON.stringify(body), "application/json");
}

/** The server's answer to a body of a media type. Raises Refused with the server's own words, or Unreachable. */
export async function ask(address, body, type) {
  let answer;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    answer = await fetch(address, { method: "POST", headers: { "Content-Type": type }, body, signal });
  } catch (error) {
    const late = error.name === "TimeoutError";
    throw new Unreachable(late ? "The skill doesn't answer." : "The skill can't be reached. Is it still running in your terminal?");
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(told.error ?? `The server answered ${answer.status}.`, answer.status);
  return told;
}
