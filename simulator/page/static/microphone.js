import { LocalRecognition } from "./local_recognition.js";

/**
 * Talking, where this machine or the browser can hear: it listens when asked, and from then on whenever the Echo's
 * microphone opens.
 */

const BROWSERS_OWN = window.SpeechRecognition ?? window.webkitSpeechRecognition;

const NO_RECOGNITION = "Nothing here can hear you: type instead. Chrome and Safari can, and after `make listen` any browser.";
const TROUBLE = {
  "not-allowed": "The browser may not use the microphone: allow it, or type instead.",
  "audio-capture": "There is no microphone here: type instead.",
  "no-speech": "Nothing was heard. Try again, or type instead.",
  network: "The speech recognition can't be reached: type instead.",
};

/** Trouble after which listening by itself would only be trouble again. */
const LASTING = ["not-allowed", "audio-capture", "network", "service-not-allowed"];

export class Microphone {
  #button;
  #note;
  #clock = null;
  #conversation = null;
  #visit = null;
  #Recognition = null;
  #recognition = null;
  #used = false;
  #state = "asleep";

  constructor(button, note) {
    this.#button = button;
    this.#note = note;
    button.addEventListener("click", () => (this.#recognition ? this.#recognition.stop() : this.#listen()));
  }

  /** Whom to tell what is heard, and whose clock stands still meanwhile; the visit tells whether this machine can listen, and in what language. */
  serve(conversation, clock, visit) {
    this.#recognition?.abort();
    this.#clock = clock;
    this.#conversation = conversation;
    this.#visit = visit;
    // A browser may send what it hears to its maker: this machine comes first.
    this.#Recognition = visit.hears ? LocalRecognition : BROWSERS_OWN;
    this.#button.hidden = !this.#Recognition;
    if (!this.#Recognition) this.#note.textContent = NO_RECOGNITION;
    conversation.addEventListener("tick", () => this.#follow(conversation.state));
  }

  #follow(state) {
    const opened = state === "listening" && this.#state !== "listening";
    const closed = state !== "listening" && this.#state === "listening";
    this.#state = state;
    if (opened && this.#used && !this.#recognition) this.#listen();
    if (closed) this.#recognition?.abort();
  }

  #listen() {
    const recognition = new this.#Recognition();
    const [conversation, clock] = [this.#conversation, this.#clock];
    this.#recognition = recognition;
    recognition.lang = this.#visit.locale;
    recognition.interimResults = true;
    this.#note.textContent = "";
    this.#button.setAttribute("aria-pressed", "true");
    // Whoever begins to talk isn't interrupted: the Echo is quiet, and its patience doesn't run out.
    const hearing = () => {
      conversation.hush();
      clock.hold("hearing");
    };
    if (conversation.state === "speaking") hearing();
    recognition.addEventListener("speechstart", hearing);
    recognition.addEventListener("result", ({ results }) => {
      const result = results[results.length - 1];
      if (!result.isFinal) return;
      this.#used = true;
      conversation.say(result[0].transcript.trim());
    });
    recognition.addEventListener("error", ({ error }) => {
      if (LASTING.includes(error)) this.#used = false;
      this.#note.textContent = TROUBLE[error] ?? "";
    });
    recognition.addEventListener("end", () => {
      clock.release("hearing");
      this.#button.setAttribute("aria-pressed", "false");
      if (this.#recognition === recognition) this.#recognition = null;
    });
    recognition.start();
  }
}
