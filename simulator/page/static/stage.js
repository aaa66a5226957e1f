import { count, cueAt, fullness, momentAt } from "./place.js";

const STATES = {
  asleep: "Asleep",
  thinking: "One moment",
  speaking: "Speaking",
  listening: "Listening",
};

/** The Echo as it is seen: its light, the circle that breathes, the words and the place. */
export class Stage {
  #page;
  #stage;
  #conversation;

  /** The page itself is told the state, for its style. */
  constructor(page, stage, conversation) {
    this.#page = page;
    this.#stage = stage;
    this.#conversation = conversation;
    conversation.addEventListener("tick", () => this.#show());
    this.#show();
  }

  #show() {
    const { turn, position, state } = this.#conversation;
    const over = !turn || state === "asleep" || state === "thinking";
    const moment = over ? null : momentAt(turn, position);
    const cue = over ? null : cueAt(turn, position);
    this.#page.dataset.state = state;
    this.#page.dataset.phase = moment?.phase ?? "";
    this.#tell(".state", STATES[state]);
    this.#tell(".pose", moment?.pose ?? "");
    this.#tell(".side", moment?.side ?? "");
    this.#tell(".count", count(moment));
    this.#tell(".phase", moment?.phase ?? "");
    this.#tell(".words", cue?.words ?? "");
    const size = fullness(moment, position).toFixed(4);
    for (const circle of this.#stage.querySelectorAll(".breathing")) circle.style.setProperty("--size", size);
  }

  /** Only what changed: a screen reader would hear the same again. */
  #tell(place, words) {
    for (const element of this.#stage.querySelectorAll(place)) {
      if (element.textContent !== words) element.textContent = words;
    }
  }
}
