import { speaksAt, whereAt } from "./place.js";
import { Unreachable } from "./visit.js";

/**
 * The conversation: what the Echo does, and when. Answers are planned to the millisecond by the server; here they are
 * performed, and the microphone is opened and closed as on the device.
 *
 * Events: "said" (detail: words), "turn" (detail: turn), "directives" (detail: a turn that has nothing else), "tick",
 * "closing" (nobody answered: the microphone is about to be closed), "trouble" (detail: an Error whose message is for
 * the person, and the words that weren't heard, if there were any), "well" (there is an answer again),
 * "sought" (somebody has gone to another second of the answer), "soundless" (there is no sound where there should be one).
 */
export class Conversation extends EventTarget {
  /** All turns, in order. */
  turns = [];
  /** The turn being performed, or the last one; null before the first. */
  turn = null;
  soundWanted = true;
  #visit;
  #clock;
  #voice;
  #asking = 0;
  #waiting = false;
  #words = null;
  #awaited = 0;
  #lost = false;
  #wasSoundless = false;

  constructor(visit, clock, voice) {
    super();
    this.#visit = visit;
    this.#clock = clock;
    this.#voice = voice;
  }

  /** Goes on with turns that were held before. Their sound is heard once somebody lets the clock go on. */
  async takeUp(turns) {
    this.turns = [...turns];
    this.turn = turns.findLast(performed) ?? null;
    await this.#prepare(this.turn);
  }

  /** Seconds since the visit began. */
  get seconds() {
    return this.#clock.seconds;
  }

  /** Seconds into the answer: less than 0 before its first word. */
  get position() {
    return this.turn ? this.#clock.seconds - this.turn.began : 0;
  }

  /** "asleep", "thinking", "speaking", "quiet" (in the middle of an answer), "listening" or "lost" (nobody answers). */
  get state() {
    if (this.#lost) return "lost";
    if (this.#waiting) return "thinking";
    if (!this.turn) return "asleep";
    if (this.turn.ssml && this.position < 0) return "thinking";
    if (this.turn.ssml && this.position < this.turn.seconds) return speaksAt(this.turn, this.position) ? "speaking" : "quiet";
    return this.turn.mic === "open" ? "listening" : "asleep";
  }

  /** Where somebody is in the routine, by the skill's own reply; null while the Echo is asleep. */
  get where() {
    return this.state === "asleep" ? null : whereAt(this.turn, this.position);
  }

  /** What fits to say now; null where that is for the server to say. */
  get suggestions() {
    if (!this.turn) return null;
    return this.state === "asleep" || this.position >= this.turn.seconds ? this.turn.suggestions.over : this.turn.suggestions.led;
  }

  /** Whether there should be a sound, and is none: it couldn't be fetched, or doesn't play. */
  get soundless() {
    return !this.#waiting && Boolean(this.turn?.heard) && this.#voice.silent;
  }

  /** Seconds of the answer that have been heard by ear; null where it is read. */
  get heard() {
    return this.#voice.heard;
  }

  /** Whether something is awaited of the machine (an answer, its sound, a drawing): no time passes meanwhile. */
  get waiting() {
    return this.#waiting || this.#awaited > 0;
  }

  /** Whether somebody stopped the clock. */
  get stopped() {
    return this.#clock.isHeld("stopped");
  }

  /** Somebody says something. What is being said is cut off at once. The same twice at once is said once. */
  say(words) {
    if (this.state === "thinking" && words === this.#words) return undefined;
    this.dispatchEvent(new CustomEvent("said", { detail: words }));
    return this.#ask((at) => this.#visit.hear(words, at), words);
  }

  /** A request written by hand is sent. */
  send(request) {
    if (this.#waiting) return undefined;
    return this.#ask((at) => this.#visit.send(request, at));
  }

  /** Something is touched on the screen, or comes to its end there. Only an answer in words cuts off what is said. */
  async touch(event) {
    const asking = this.#asking;
    try {
      const turn = await this.standingStill(this.#visit.touch(event, this.#clock.seconds));
      this.#remember(turn);
      if (asking !== this.#asking) return undefined;
      if (performed(turn)) return this.#ask(async () => turn);
      this.dispatchEvent(new CustomEvent("directives", { detail: turn }));
    } catch (error) {
      this.#complain(error);
    }
    return undefined;
  }

  /** What is promised; the clock stands still for it, so that a slow machine takes nobody's time. */
  async standingStill(promised) {
    this.#awaited += 1;
    this.#clock.hold(promised);
    this.dispatchEvent(new Event("tick"));
    try {
      return await promised;
    } finally {
      this.#awaited -= 1;
      this.#clock.release(promised);
      this.dispatchEvent(new Event("tick"));
    }
  }

  /** Quiet at once, as when somebody begins to talk. */
  hush() {
    this.#voice.hush();
  }

  /** Goes to a position of the answer, in seconds, while somebody has stopped the clock. */
  seek(position) {
    if (!this.turn || !this.stopped || this.#waiting) return;
    this.#clock.seconds = this.turn.began + Math.min(Math.max(0, position), this.turn.seconds);
    this.#voice.hush();
    this.dispatchEvent(new Event("tick"));
    this.dispatchEvent(new Event("sought"));
  }

  /** So many seconds pass with nobody there: the session ends, as it would on a device. */
  pass(seconds) {
    if (this.turn?.mic === "open") this.#visit.end(this.#clock.seconds).then((turn) => turn && this.#remember(turn));
    this.#voice.stop();
    this.#clock.seconds += seconds;
  }

  /** There is somebody again who answers, and who knows of these turns. */
  found(turns = this.turns) {
    this.turns = [...turns];
    this.#lost = false;
    this.#clock.release("lost");
    this.dispatchEvent(new Event("well"));
  }

  /** Looks at the clock, and does what is due. To be called often. */
  tick() {
    // What is heard goes on meanwhile, for a moment, and the clock goes after it.
    if (this.turn && !this.waiting && !this.#lost) {
      const { position, turn } = this;
      if (position >= 0 && position < turn.seconds) {
        const heard = this.#voice.follow(position, this.#clock, this.soundWanted);
        if (heard !== null) this.#clock.seconds = turn.began + heard;
      } else if (position >= turn.seconds) {
        this.#voice.hush();
        if (turn.mic === "open" && position >= turn.seconds + turn.listening) this.#listenedInVain();
      }
    }
    if (this.soundless !== this.#wasSoundless) {
      this.#wasSoundless = this.soundless;
      if (this.soundless) this.dispatchEvent(new Event("soundless"));
    }
    this.dispatchEvent(new Event("tick"));
  }

  /** Is quiet, and heeds nothing that is still to come. */
  close() {
    this.#asking += 1;
    this.#voice.stop();
  }

  #listenedInVain() {
    // Not a moment later than on the device, however seldom the clock is looked at.
    this.#clock.seconds = this.turn.began + this.turn.seconds + this.turn.listening;
    // What the screen sends by itself was due before, however seldom it is drawn.
    this.dispatchEvent(new Event("closing"));
    if (!this.#awaited) this.#ask((at) => this.#visit.silence(at), null, true);
  }

  async #ask(ask, words = null, silent = false) {
    this.#asking += 1;
    const asking = this.#asking;
    this.#voice.hush();
    // The clock stands still meanwhile: what is spoken begins exactly when the Echo thinks it does.
    this.#clock.hold("thinking");
    this.#waiting = true;
    this.#words = words;
    this.dispatchEvent(new Event("tick"));
    try {
      const turn = await ask(this.#clock.seconds);
      this.#remember(turn);
      if (asking !== this.#asking) return;
      await this.#prepare(turn);
      if (asking !== this.#asking) return;
      this.turn = turn;
      this.dispatchEvent(new CustomEvent("turn", { detail: turn }));
      if (this.#lost) this.found();
    } catch (error) {
      // What was going on goes on, and its sound with it.
      if (asking === this.#asking) {
        await this.#fallBack();
        this.#complain(error, words, silent);
      }
    } finally {
      if (asking === this.#asking) {
        this.#waiting = false;
        this.#clock.release("thinking");
        this.tick();
      }
    }
  }

  /** Also an answer that somebody spoke into before it began has been given. */
  #remember(turn) {
    const others = this.turns.filter(({ number }) => number !== turn.number);
    this.turns = [...others, turn].sort((one, other) => one.number - other.number);
  }

  /** What was answered, but spoken into before it began by words that nobody hears, begins now. */
  async #fallBack() {
    const latest = this.turns.findLast(performed) ?? null;
    if (latest === this.turn) return;
    await this.#prepare(latest);
    this.turn = latest;
    this.dispatchEvent(new CustomEvent("turn", { detail: latest }));
  }

  async #prepare(turn) {
    try {
      if (turn) await this.#voice.prepare(turn);
    } catch {
      this.#voice.stop();
    }
  }

  #complain(error, words = null, silent = false) {
    // Whoever waits for an answer that can't come isn't counted down, and isn't told that somebody listens.
    if (silent || (error instanceof Unreachable && this.turn?.mic === "open" && this.position >= this.turn.seconds)) {
      this.#lost = true;
      this.#clock.hold("lost");
    }
    this.dispatchEvent(new CustomEvent("trouble", { detail: Object.assign(error, { words }) }));
  }
}

/** Whether a turn is one that is heard, or that ends the session; any other only changes what is on the screen. */
function performed(turn) {
  return Boolean(turn.ssml) || turn.mic === "closed";
}
