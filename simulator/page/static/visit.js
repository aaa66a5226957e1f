/** One Echo on the server. Every answer is one turn, with all there is to show and play it by. */
export class Visit {
  #address;

  constructor(visit) {
    this.#address = `/visits/${visit.id}`;
    this.voice = visit.voice;
    this.hears = visit.hears;
    this.renderer = visit.renderer;
    this.suggestions = visit.suggestions;
  }

  static async begin(screen) {
    return new Visit(await post("/visits", { screen }));
  }

  hear(words, at) {
    return post(`${this.#address}/hear`, { words, at });
  }

  touch(event, at) {
    return post(`${this.#address}/touch`, { event, at });
  }

  silence(at) {
    return post(`${this.#address}/silence`, { at });
  }

  /** Somebody leaves; also while the page goes away. */
  end(at) {
    return post(`${this.#address}/end`, { at }, { keepalive: true }).catch(() => null);
  }

  /** The sound of a turn, as a Blob. */
  async sound(number) {
    const answer = await fetch(`${this.#address}/sound/${number}.wav`);
    if (!answer.ok) throw new Error(`no sound: ${answer.status}`);
    return answer.blob();
  }

  get transcript() {
    return `${this.#address}/transcript.yaml`;
  }
}

/** What is said in a transcript, turn by turn. */
export async function readTranscript(text) {
  return (await post("/transcripts", { text })).said;
}

function post(address, body, options = {}) {
  return ask(address, JSON.stringify(body), "application/json", options);
}

/** The server's answer to a body of a media type. Raises Error with the server's own words where it refuses. */
export async function ask(address, body, type, options = {}) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": type }, body, ...options });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}
