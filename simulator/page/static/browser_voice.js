/** The browser's own voice: says each cue when it is due, for a server that has no voice. */

/** Above this a voice is still at one cue when the next is due. */
const FASTEST_HEARD = 2;

/** Seconds after which a cue that was missed, by a jump in time, isn't said any more. */
const TOO_LATE = 1;

export class BrowserVoice {
  #cues = [];
  #said = -1;
  #locale;

  constructor(locale) {
    this.#locale = locale;
  }

  static get available() {
    return "speechSynthesis" in window && speechSynthesis.getVoices().length > 0;
  }

  async prepare(turn) {
    this.stop();
    this.#cues = turn.cues;
    this.#said = -1;
  }

  follow(position, clock, wanted) {
    if (!wanted || !clock.running || clock.speed > FASTEST_HEARD) {
      speechSynthesis.cancel();
      return null;
    }
    const due = this.#cues.findLastIndex((cue) => cue.at <= position);
    if (due <= this.#said) return null;
    this.#said = due;
    if (position - this.#cues[due].at > TOO_LATE * clock.speed) return null;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(this.#cues[due].words);
    words.rate = clock.speed;
    words.lang = this.#locale;
    speechSynthesis.speak(words);
    return null;
  }

  /** Above this speed nothing is heard. */
  get fastest() {
    return FASTEST_HEARD;
  }

  /** Whether there is no sound of what was to be heard: a browser doesn't tell. */
  get silent() {
    return false;
  }

  get heard() {
    return null;
  }

  hush() {
    speechSynthesis.cancel();
  }

  stop() {
    this.#cues = [];
    speechSynthesis.cancel();
  }
}

/** No voice at all: what is said is read. */
export class NoVoice {
  async prepare() {}

  follow() {
    return null;
  }

  /** Nothing is heard at any speed. */
  get fastest() {
    return 0;
  }

  get silent() {
    return false;
  }

  get heard() {
    return null;
  }

  hush() {}

  stop() {}
}
