/** Seconds between the end of an answer and the next words, where a transcript says nothing of it. */
const THINKING = 2;

/**
 * Says again what a transcript has, each thing at its moment; until it is over or somebody says something else. What has
 * come of each turn is judged.
 *
 * Events: "judged" (detail: what is not as recorded, in sentences), "over" (detail: how many turns were judged, and how
 * many were not as recorded), "stopped" (a turn could not be said).
 */
export class Replay extends EventTarget {
  #conversation;
  #visit;
  #text;
  #left;
  #played = null;
  #speaking = false;
  #judged = 0;
  #wrong = 0;
  #judging = Promise.resolve();

  /** `text` is the transcript, and `said` what was read in it. */
  constructor(conversation, visit, text, said) {
    super();
    this.#conversation = conversation;
    this.#visit = visit;
    this.#text = text;
    this.#left = said.map((each, turn) => ({ ...each, turn }));
    this.step = this.step.bind(this);
    this.interrupted = this.interrupted.bind(this);
    this.answered = this.answered.bind(this);
    this.failed = this.failed.bind(this);
    conversation.addEventListener("tick", this.step);
    conversation.addEventListener("said", this.interrupted);
    conversation.addEventListener("turn", this.answered);
    conversation.addEventListener("trouble", this.failed);
  }

  /** Says no more; what was said last is still judged. */
  stop() {
    this.#left = [];
    this.#conversation.removeEventListener("tick", this.step);
    this.#conversation.removeEventListener("said", this.interrupted);
    this.#conversation.removeEventListener("trouble", this.failed);
  }

  /** Whether there is more to say. */
  get going() {
    return this.#left.length > 0;
  }

  interrupted() {
    if (!this.#speaking) this.stop();
  }

  failed() {
    this.#played = null;
    this.stop();
    this.dispatchEvent(new Event("stopped"));
  }

  step() {
    if (!this.#left.length) return this.stop();
    const [{ words, after, later }] = this.#left;
    const { state, turn, position } = this.#conversation;
    if (!words && state === "asleep") {
      this.#left.shift();
      this.#judging = this.#judging.then(() => this.#tell(turn, ["Nobody was asked: the Echo was asleep."]));
      return undefined;
    }
    if (!words || !this.#due(after, state, turn, position)) return undefined;
    if (later) this.#conversation.pass(later);
    this.#next();
    this.#speaking = true;
    this.#conversation.say(words);
    this.#speaking = false;
    return undefined;
  }

  /** A turn that came is that of what was said last, or of the silence that was next. */
  answered({ detail: turn }) {
    if (this.#played === null && !turn.said && this.#left.length && !this.#left[0].words) this.#next();
    const recorded = this.#played;
    this.#played = null;
    if (recorded !== null) this.#judging = this.#judging.then(() => this.#judge(turn, recorded));
  }

  async #judge(turn, recorded) {
    try {
      this.#tell(turn, await this.#visit.judge(turn.number, this.#text, recorded));
    } catch (error) {
      this.#tell(turn, [error.message]);
    }
  }

  #tell(turn, wrong) {
    this.#judged += 1;
    if (wrong.length) this.#wrong += 1;
    this.dispatchEvent(new CustomEvent("judged", { detail: { turn, wrong } }));
    if (this.#left.length || this.#played !== null) return;
    this.#conversation.removeEventListener("turn", this.answered);
    this.dispatchEvent(new CustomEvent("over", { detail: { judged: this.#judged, wrong: this.#wrong } }));
  }

  #due(after, state, turn, position) {
    if (state === "thinking" || state === "lost") return false;
    if (!turn || state === "asleep") return true;
    return position >= (after ?? turn.seconds + THINKING);
  }

  /** What comes next waits for a turn after this one. */
  #next() {
    this.#played = this.#left.shift().turn;
  }
}
