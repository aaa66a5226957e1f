/** Sound rendered by the server: one file an answer, exactly as long as its plan. */

/** Above this browsers are silent, or speak so fast that nobody follows. */
const FASTEST_HEARD = 4;

/** Seconds that sound and clock may be apart before the one follows the other. */
const APART = 0.04;
const FAR_APART = 0.5;

/** Real seconds without a sound moving on, after which it is given up. */
const PATIENCE = 2;

export class Sound {
  #audio = new Audio();
  #visit;
  #url = null;
  #starting = false;
  #last = { at: -1, real: 0 };

  constructor(visit) {
    this.#visit = visit;
    this.#audio.preload = "auto";
  }

  /** Fetches the sound of a turn. Nothing is heard of one that has none. */
  async prepare(turn) {
    this.stop();
    if (!turn.heard) return;
    const sound = await this.#visit.sound(turn.number);
    this.#url = URL.createObjectURL(sound);
    await new Promise((ready) => {
      this.#audio.addEventListener("canplaythrough", ready, { once: true });
      this.#audio.addEventListener("error", ready, { once: true });
      this.#audio.src = this.#url;
    });
    if (this.#audio.error) this.stop();
  }

  /**
   * Plays on from a position of the answer, in seconds. Gives the position actually heard where it is a little off,
   * for the clock to follow: a jump in time is seen less than a jump in sound is heard. Otherwise null.
   */
  follow(position, clock, wanted) {
    const audio = this.#audio;
    if (!this.#url) return null;
    if (!wanted || !clock.running || clock.speed > FASTEST_HEARD || position >= audio.duration) {
      if (!audio.paused) audio.pause();
      return null;
    }
    if (audio.playbackRate !== clock.speed) audio.playbackRate = clock.speed;
    if (audio.paused) {
      if (this.#starting) return null;
      if (Math.abs(audio.currentTime - position) > APART) audio.currentTime = position;
      this.#last = { at: -1, real: performance.now() };
      this.#starting = true;
      audio.play().catch(() => this.stop()).finally(() => (this.#starting = false));
      return null;
    }
    if (this.#stuck()) return null;
    const apart = Math.abs(audio.currentTime - position);
    if (apart > FAR_APART * clock.speed) audio.currentTime = position;
    else if (apart > APART) return audio.currentTime;
    return null;
  }

  /** Above this speed nothing is heard. */
  get fastest() {
    return FASTEST_HEARD;
  }

  /** Whether there is no sound of what was to be heard. */
  get silent() {
    return this.#url === null;
  }

  /** Where the sound is, in seconds; null where none is heard. */
  get heard() {
    return this.#url && !this.#audio.paused ? this.#audio.currentTime : null;
  }

  /** Quiet at once; what is left of it may be heard later. */
  hush() {
    this.#audio.pause();
  }

  /** Quiet for good. */
  stop() {
    this.#audio.pause();
    if (!this.#url) return;
    this.#audio.removeAttribute("src");
    URL.revokeObjectURL(this.#url);
    this.#url = null;
  }

  /** A machine without a sound card may never move on: then the words are read instead. */
  #stuck() {
    const real = performance.now();
    if (this.#audio.currentTime !== this.#last.at) this.#last = { at: this.#audio.currentTime, real };
    const stuck = real - this.#last.real > PATIENCE * 1000;
    if (stuck) this.stop();
    return stuck;
  }
}
