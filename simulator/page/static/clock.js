/** Time as the conversation has it: faster than real time, stopped, or held until an answer is there. */
export class Clock {
  #at = 0;
  #since;
  #speed = 1;
  #held = new Set();
  #real;

  /** `real` gives real seconds. */
  constructor(real = () => performance.now() / 1000) {
    this.#real = real;
    this.#since = real();
  }

  /** Seconds since the visit began. */
  get seconds() {
    return this.running ? this.#at + (this.#real() - this.#since) * this.#speed : this.#at;
  }

  set seconds(seconds) {
    this.#at = seconds;
    this.#since = this.#real();
  }

  get speed() {
    return this.#speed;
  }

  set speed(speed) {
    this.seconds = this.seconds;
    this.#speed = speed;
  }

  get running() {
    return this.#held.size === 0;
  }

  isHeld(reason) {
    return this.#held.has(reason);
  }

  /** Stands still until every reason for it is released. */
  hold(reason) {
    this.seconds = this.seconds;
    this.#held.add(reason);
  }

  release(reason) {
    this.seconds = this.seconds;
    this.#held.delete(reason);
  }
}
