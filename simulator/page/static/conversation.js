/**
 * The conversation: what the Echo does, and when. Answers are planned to the millisecond by the server; here they are
 * performed, and the microphone is opened and closed as on the device.
 *
 * Events: "said" (detail: words), "turn" (detail: turn), "directives" (detail: a turn that has
 * nothing else), "tick", "closing" (nobody answered: the microphone is about to be closed), "trouble" (detail: words for
 * the person).
 */
export class Conversation extends EventTarget {
  /** The turn being performed, or the last one; null before the first. */
  turn = null;
  soundWanted = true;
  #visit;
  #clock;
  #voice;
  #asking = 0;
  #waiting = false;
  #awaited = 0;

  constructor(visit, clock, voice) {
    super();
    this.#visit = visit;
    this.#clock = clock;
    this.#voice = voice;
  }

  /** Seconds since the visit began. */
  get seconds() {
    return this.#clock.seconds;
  }

  /** Seconds into the answer: less than 0 before its first word. */
  get position() {
    return this.turn ? this.#clock.seconds - this.turn.began : 0;
  }

  /** "asleep", "thinking", "speaking" or "listening". */
  get state() {
    if (this.#waiting) return "thinking";
    if (!this.turn) return "asleep";
    if (this.turn.ssml && this.position < 0) return "thinking";
    if (this.turn.ssml && this.position < this.turn.seconds) return "speaking";
    return this.turn.mic === "open" ? "listening" : "asleep";
  }

  /** Seconds of the answer that have been heard by ear; null where it is read. */
  get heard() {
    return this.#voice.heard;
  }

  /** Somebody says something. What is being said is cut off at once. */
  say(words) {
    this.dispatchEvent(new CustomEvent("said", { detail: words }));
    return this.#ask((at) => this.#visit.hear(words, at));
  }

  /** Something is touched on the screen, or comes to its end there. Only an answer in words cuts off what is said. */
  async touch(event) {
    const asking = this.#asking;
    try {
      const turn = await this.standingStill(this.#visit.touch(event, this.#clock.seconds));
      if (asking !== this.#asking) return undefined;
      if (turn.ssml || turn.mic === "closed") return this.#ask(async () => turn);
      this.dispatchEvent(new CustomEvent("directives", { detail: turn }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent("trouble", { detail: error.message }));
    }
    return undefined;
  }

  /** What is promised; the clock stands still for it, so that a slow machine takes nobody's time. */
  async standingStill(promised) {
    this.#awaited += 1;
    this.#clock.hold(promised);
    try {
      return await promised;
    } finally {
      this.#awaited -= 1;
      this.#clock.release(promised);
    }
  }

  /** Quiet at once, as when somebody begins to talk. */
  hush() {
    this.#voice.stop();
  }

  /** Looks at the clock, and does what is due. To be called often. */
  tick() {
    // What is heard goes on meanwhile, for a moment, and the clock goes after it.
    if (this.turn && !this.#waiting && !this.#awaited) {
      const { position, turn } = this;
      if (position >= 0 && position < turn.seconds) {
        const heard = this.#voice.follow(position, this.#clock, this.soundWanted);
        if (heard !== null) this.#clock.seconds = turn.began + heard;
      } else if (position >= turn.seconds) {
        this.#voice.stop();
        if (turn.mic === "open" && position >= turn.seconds + turn.listening) this.#listenedInVain();
      }
    }
    this.dispatchEvent(new Event("tick"));
  }

  /** Leaves. */
  close() {
    this.#asking += 1;
    this.#voice.stop();
    return this.#visit.end(this.#clock.seconds);
  }

  #listenedInVain() {
    // Not a moment later than on the device, however seldom the clock is looked at.
    this.#clock.seconds = this.turn.began + this.turn.seconds + this.turn.listening;
    // What the screen sends by itself was due before, however seldom it is drawn.
    this.dispatchEvent(new Event("closing"));
    if (!this.#awaited) this.#ask((at) => this.#visit.silence(at));
  }

  async #ask(ask) {
    this.#asking += 1;
    const asking = this.#asking;
    this.#voice.stop();
    // The clock stands still meanwhile: what is spoken begins exactly when the Echo thinks it does.
    this.#clock.hold("thinking");
    this.#waiting = true;
    this.dispatchEvent(new Event("tick"));
    try {
      const turn = await ask(this.#clock.seconds);
      if (asking !== this.#asking) return;
      try {
        await this.#voice.prepare(turn);
      } catch {
        this.#voice.stop();
      }
      if (asking !== this.#asking) return;
      this.turn = turn;
      this.dispatchEvent(new CustomEvent("turn", { detail: turn }));
    } catch (error) {
      if (asking === this.#asking) this.dispatchEvent(new CustomEvent("trouble", { detail: error.message }));
    } finally {
      if (asking === this.#asking) {
        this.#waiting = false;
        this.#clock.release("thinking");
        this.tick();
      }
    }
  }
}
