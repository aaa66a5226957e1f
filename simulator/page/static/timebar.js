import { cueAt, minutes } from "./place.js";

/** Seconds between two marks of the scale: the first with which there is room for all of them. */
const STEPS = [5, 10, 15, 30, 60];
const MOST_MARKS = 9;

/** Seconds that an arrow key moves by, with the clock stopped. */
const STEP = 1;

/** The whole answer from left to right: its cues as marks, its breaths as waves, a scale, and where one is. */
export class Timebar {
  #bar;
  #at;
  #there;
  #left;
  #conversation = null;

  constructor(section) {
    this.#bar = section.querySelector(".timebar");
    this.#at = section.querySelector(".at");
    this.#there = section.querySelector(".there");
    this.#left = section.querySelector(".left");
    this.#bar.addEventListener("pointermove", (event) => this.#point(event));
    this.#bar.addEventListener("pointerleave", () => this.#tell(null));
    this.#bar.addEventListener("pointerdown", (event) => {
      this.#bar.setPointerCapture(event.pointerId);
      this.#seek(this.#place(event));
    });
    this.#bar.addEventListener("keydown", (event) => this.#key(event));
  }

  serve(conversation) {
    this.#conversation = conversation;
    this.#bar.replaceChildren();
    conversation.addEventListener("turn", ({ detail }) => this.#draw(detail));
    conversation.addEventListener("tick", () => this.#move());
    if (conversation.turn) this.#draw(conversation.turn);
    this.#move();
  }

  #draw(turn) {
    const part = (seconds) => `${(100 * seconds) / (turn.seconds || 1)}%`;
    const place = (kind, at, seconds, words = "") => {
      const mark = document.createElement("span");
      mark.className = kind;
      mark.style.left = part(at);
      if (seconds) mark.style.width = part(seconds);
      mark.textContent = words;
      return mark;
    };
    const stays = turn.stays.map((stay) => place(`stay ${stay.doing} ${stay.phase ?? ""}`, stay.at, stay.seconds));
    const cues = turn.cues.map((cue) => place("cue", cue.at, cue.seconds));
    const step = STEPS.find((each) => turn.seconds / each <= MOST_MARKS) ?? STEPS.at(-1);
    const marks = Array.from({ length: Math.floor(turn.seconds / step) }, (_, n) => (n + 1) * step)
      .filter((at) => turn.seconds - at > step / 2)
      .map((at) => place("mark", at, 0, minutes(at)));
    this.#bar.replaceChildren(...stays, ...cues, ...marks, place("head", 0, 0));
    this.#bar.setAttribute("aria-valuemax", turn.seconds.toFixed(1));
  }

  #move() {
    const { turn, position, state, stopped } = this.#conversation;
    const shown = Boolean(turn?.seconds) && state !== "asleep";
    this.#bar.hidden = !shown;
    if (!shown) {
      this.#at.textContent = this.#left.textContent = this.#there.textContent = "";
      return;
    }
    const at = Math.min(turn.seconds, Math.max(0, position));
    this.#bar.setAttribute("aria-valuenow", at.toFixed(1));
    this.#bar.setAttribute("aria-valuetext", `${minutes(at)} of ${minutes(turn.seconds)}, ${cueAt(turn, at)?.words ?? ""}`);
    this.#bar.setAttribute("aria-disabled", String(!stopped));
    this.#bar.querySelector(".head")?.style.setProperty("left", `${(100 * at) / turn.seconds}%`);
    this.#at.textContent = minutes(at);
    const open = Math.max(0, turn.seconds + turn.listening - position);
    this.#left.textContent = state === "listening" ? `${stopped ? "to listen" : "listening"} for ${Math.ceil(open)} s` : `${minutes(turn.seconds - at)} left`;
  }

  #place(event) {
    const { left, width } = this.#bar.getBoundingClientRect();
    const { turn } = this.#conversation;
    return turn ? (turn.seconds * Math.min(Math.max(0, event.clientX - left), width)) / width : 0;
  }

  #point(event) {
    const at = this.#place(event);
    this.#tell(at);
    if (event.buttons) this.#seek(at);
  }

  /** Goes to a second of the answer; while the clock runs it says what to do first. */
  #seek(at) {
    if (!this.#conversation.stopped) this.#there.textContent = "Stop the clock to go there.";
    else this.#conversation.seek(at);
  }

  /** The words at a place. */
  #tell(at) {
    const { turn } = this.#conversation;
    const words = at === null ? "" : (cueAt(turn, at)?.words ?? "");
    this.#there.textContent = words ? `${minutes(at)} ${words}` : "";
  }

  #key(event) {
    const { turn, position } = this.#conversation;
    if (!turn) return;
    const cues = turn.cues.map(({ at }) => at);
    const to = {
      ArrowRight: () => position + STEP,
      ArrowUp: () => position + STEP,
      ArrowLeft: () => position - STEP,
      ArrowDown: () => position - STEP,
      PageUp: () => cues.find((at) => at > position + 0.1) ?? turn.seconds,
      PageDown: () => cues.findLast((at) => at < position - 0.1) ?? 0,
      Home: () => 0,
      End: () => turn.seconds,
    }[event.key];
    if (!to) return;
    event.preventDefault();
    this.#seek(to());
  }
}
