import { count, cueAt, fullness } from "./place.js";

const STATES = {
  asleep: "Asleep",
  thinking: "One moment",
  speaking: "Speaking",
  quiet: "Quiet",
  listening: "Listening",
  lost: "Not connected",
};

/** The circle's size for whoever wants nothing to move. */
const STILL = 0.8;

/** The Echo as it is seen: its light, the circle that breathes, the words and the place. */
export class Stage {
  #page;
  #stage;
  #aloud;
  #conversation = null;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** The page itself is told the state, for its style; `aloud` is what a screen reader says of it. */
  constructor(page, stage, aloud) {
    this.#page = page;
    this.#stage = stage;
    this.#aloud = aloud;
  }

  serve(conversation) {
    this.#conversation = conversation;
    conversation.addEventListener("tick", () => this.#show());
    this.#show();
  }

  #show() {
    const { turn, position, state, where, stopped, waiting } = this.#conversation;
    const heard = state === "speaking" || state === "quiet";
    const away = state === "asleep" || state === "thinking";
    const place = away ? null : where;
    this.#page.dataset.state = state;
    this.#page.dataset.phase = place?.phase ?? "";
    this.#page.toggleAttribute("data-stopped", stopped);
    this.#page.toggleAttribute("data-waiting", waiting);
    this.#tell(".state", told(state, place, stopped));
    this.#tell(".pose", place?.pose ?? "");
    this.#tell(".side", place?.side ?? "");
    this.#tell(".count", count(place));
    this.#tell(".number", place ? `Pose ${place.number} of ${place.poses}` : "");
    this.#tell(".phase", place?.phase ?? "");
    this.#tell(".words", heard ? (cueAt(turn, position)?.words ?? "") : "");
    this.#pips(place);
    const size = this.#still.matches ? STILL : fullness(place, position);
    for (const circle of this.#stage.querySelectorAll(".breathing")) circle.style.setProperty("--size", size.toFixed(4));
    const aloud = stopped ? "The clock is stopped" : heard ? "" : STATES[state];
    if (this.#aloud.textContent !== aloud) this.#aloud.textContent = aloud;
  }

  #pips(place) {
    const pips = this.#stage.querySelector(".pips");
    const [number, poses] = [place?.number ?? 0, place?.poses ?? 0];
    if (pips.dataset.at === `${number}/${poses}/${place?.doing}`) return;
    pips.dataset.at = `${number}/${poses}/${place?.doing}`;
    const over = place?.doing === "between" || place?.doing === "end";
    pips.replaceChildren(
      ...Array.from({ length: poses }, (_, n) => {
        const pip = document.createElement("span");
        pip.className = n + 1 < number || (n + 1 === number && over) ? "done" : n + 1 === number ? "now" : "";
        return pip;
      }),
    );
  }

  /** Only what changed: a screen reader would hear the same again. */
  #tell(place, words) {
    for (const element of this.#stage.querySelectorAll(place)) {
      if (element.textContent !== words) element.textContent = words;
    }
  }
}

/** "Holding, breathing in", "Paused · listening", "Asleep": what one is at, and what the Echo does where that is more. */
function told(state, place, stopped) {
  const does = STATES[state];
  const parts = place && state !== "lost" ? [place.told, ...(state === "quiet" || stopped ? [] : [does])] : [does];
  const words = [...(stopped && state !== "asleep" ? ["clock stopped"] : []), ...parts].join(" · ").toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}
