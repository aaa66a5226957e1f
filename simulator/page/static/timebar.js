import { minutes } from "./place.js";

/** The whole answer from left to right: its cues as marks, its breaths as waves, and where one is. */
export class Timebar {
  #bar;
  #at;
  #left;
  #conversation;

  constructor(section, conversation) {
    this.#bar = section.querySelector(".timebar");
    this.#at = section.querySelector(".at");
    this.#left = section.querySelector(".left");
    this.#conversation = conversation;
    this.#bar.replaceChildren();
    conversation.addEventListener("turn", ({ detail }) => this.#draw(detail));
    conversation.addEventListener("tick", () => this.#move());
    this.#move();
  }

  #draw(turn) {
    const part = (seconds) => `${(100 * seconds) / (turn.seconds || 1)}%`;
    const place = (kind, at, seconds, title) => {
      const mark = document.createElement("span");
      mark.className = kind;
      mark.style.left = part(at);
      if (seconds) mark.style.width = part(seconds);
      mark.title = title;
      return mark;
    };
    const moments = turn.stays.map((moment) => {
      const breath = moment.phase ? `, breath ${moment.breath}, ${moment.phase}` : "";
      return place(`moment ${moment.doing} ${moment.phase ?? ""}`, moment.at, moment.seconds, `${moment.pose}${breath}`);
    });
    const cues = turn.cues.map((cue) => place("cue", cue.at, 0, `${minutes(cue.at)} ${cue.words}`));
    this.#bar.replaceChildren(...moments, ...cues, place("head", 0, 0, ""));
  }

  #move() {
    const { turn, position } = this.#conversation;
    const seconds = turn?.seconds ?? 0;
    const at = Math.min(seconds, Math.max(0, position));
    const percent = seconds ? (100 * at) / seconds : 0;
    this.#bar.setAttribute("aria-valuenow", String(Math.round(percent)));
    this.#bar.querySelector(".head")?.style.setProperty("left", `${percent}%`);
    this.#at.textContent = seconds ? minutes(at) : "";
    this.#left.textContent = seconds ? `${minutes(seconds - at)} left` : "";
  }
}
