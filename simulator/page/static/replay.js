/** Seconds between the end of an answer and the next words, where a transcript says nothing of it. */
const THINKING = 2;

/** Says again what a transcript has, each thing at its moment; until it is over or somebody says something else. */
export class Replay {
  #conversation;
  #left;
  #speaking = false;
  #number = null;

  constructor(conversation, said) {
    this.#conversation = conversation;
    this.#left = [...said];
    this.#number = conversation.turn?.number ?? null;
    this.step = this.step.bind(this);
    this.interrupted = this.interrupted.bind(this);
    conversation.addEventListener("tick", this.step);
    conversation.addEventListener("said", this.interrupted);
  }

  stop() {
    this.#left = [];
    this.#conversation.removeEventListener("tick", this.step);
    this.#conversation.removeEventListener("said", this.interrupted);
  }

  interrupted() {
    if (!this.#speaking) this.stop();
  }

  step() {
    if (!this.#left.length) return this.stop();
    const [{ words, after }] = this.#left;
    const { state, turn, position } = this.#conversation;
    const silent = !words && turn && turn.number !== this.#number && !turn.said;
    if (silent || (!words && state === "asleep")) return this.#done();
    if (!words || !this.#due(after, state, turn, position)) return undefined;
    this.#done();
    this.#speaking = true;
    this.#conversation.say(words);
    this.#speaking = false;
    return undefined;
  }

  #due(after, state, turn, position) {
    if (state === "thinking") return false;
    if (!turn || state === "asleep") return true;
    return position >= (after ?? turn.seconds + THINKING);
  }

  /** What comes next waits for a turn after this one. */
  #done() {
    this.#left.shift();
    this.#number = this.#conversation.turn?.number ?? null;
  }
}
