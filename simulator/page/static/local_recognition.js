import { ask } from "./visit.js";

/** Milliseconds of sound after which the server is asked again whether somebody has finished. */
const PART = 250;

/** Milliseconds in which somebody has to begin, as on the device; and after which nobody is waited for any more. */
const PATIENCE = 8000;
const LONGEST = 15_000;

/** What the browser calls trouble with a microphone, and what its SpeechRecognition calls it. */
const TROUBLE = { NotAllowedError: "not-allowed", NotFoundError: "audio-capture", NotReadableError: "audio-capture" };

/**
 * Hears on this machine: what is recorded goes to the page's own server, and nowhere else.
 *
 * It is used as the browser's SpeechRecognition is, and has as much of it as the microphone needs: start, stop and
 * abort; "speechstart", "result", "error" and "end".
 */
export class LocalRecognition extends EventTarget {
  #sound = null;
  #recorder = null;
  #parts = [];
  #asking = false;
  #begun = false;
  #understanding = false;
  #ended = false;

  async start() {
    try {
      // What the Echo itself says is not to be heard as somebody's words.
      this.#sound = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    } catch (error) {
      this.#end(TROUBLE[error.name] ?? "audio-capture");
      return;
    }
    if (this.#ended) {
      this.#close();
      return;
    }
    this.#recorder = new MediaRecorder(this.#sound);
    this.#recorder.addEventListener("dataavailable", ({ data }) => {
      this.#parts.push(data);
      this.#listen();
    });
    this.#recorder.start(PART);
    setTimeout(() => this.#begun || this.#end("no-speech"), PATIENCE);
    setTimeout(() => this.#understand(), LONGEST);
  }

  /** Somebody has finished, and says so. */
  stop() {
    if (this.#begun) this.#understand();
    else this.#end("no-speech");
  }

  /** Whatever was said, it isn't wanted any more. */
  abort() {
    this.#end("aborted");
  }

  async #listen() {
    if (this.#asking || this.#understanding || this.#ended) return;
    this.#asking = true;
    try {
      const { begun, over } = await this.#ask("speech");
      if (this.#ended) return;
      if (begun && !this.#begun) {
        this.#begun = true;
        this.dispatchEvent(new Event("speechstart"));
      }
      if (over) this.#understand();
    } catch {
      this.#end("network");
    } finally {
      this.#asking = false;
    }
  }

  async #understand() {
    if (this.#understanding || this.#ended) return;
    this.#understanding = true;
    try {
      const whole = new Promise((stopped) => this.#recorder.addEventListener("stop", stopped));
      this.#recorder.stop();
      await whole;
      const { words } = await this.#ask("words");
      if (this.#ended) return;
      const results = [Object.assign([{ transcript: words }], { isFinal: true })];
      if (words) this.dispatchEvent(Object.assign(new Event("result"), { results }));
      this.#end(words ? null : "no-speech");
    } catch {
      this.#end("network");
    }
  }

  /** Asks about all that has been recorded. */
  #ask(what) {
    const recording = new Blob(this.#parts, { type: this.#recorder.mimeType });
    return ask(`/listening/${what}`, recording, recording.type);
  }

  #end(error) {
    if (this.#ended) return;
    this.#ended = true;
    this.#close();
    if (error) this.dispatchEvent(Object.assign(new Event("error"), { error }));
    this.dispatchEvent(new Event("end"));
  }

  /** Gives the microphone back. */
  #close() {
    for (const track of this.#sound?.getTracks() ?? []) track.stop();
  }
}
