/** The conversation so far, as it is heard. */
export class Log {
  #list;
  #shown = 0;
  #turn = null;

  /** `spoken` tells whether the Echo is heard: then a screen reader stays quiet, so that two voices don't mix. */
  constructor(list, conversation, spoken) {
    this.#list = list;
    list.setAttribute("aria-live", spoken ? "off" : "polite");
    list.replaceChildren();
    conversation.addEventListener("said", ({ detail }) => this.#add("you", detail));
    conversation.addEventListener("turn", ({ detail }) => this.#begin(detail));
    conversation.addEventListener("trouble", ({ detail }) => this.#add("remark", detail));
    conversation.addEventListener("tick", () => this.#go(conversation.position));
  }

  #begin(turn) {
    this.#turn = turn;
    this.#shown = 0;
    if (turn.intent === "SessionEndedRequest") this.#add("remark", "Nobody answered: the session has ended.");
    else if (!turn.intent && !turn.ssml) this.#add("remark", "The Echo is asleep. Say: Alexa, start lower back release.");
  }

  #go(position) {
    const cues = this.#turn?.cues ?? [];
    while (this.#shown < cues.length && cues[this.#shown].at <= position) {
      this.#add("echo", cues[this.#shown].words);
      this.#shown += 1;
    }
  }

  #add(who, words) {
    const line = document.createElement("p");
    line.className = who;
    line.textContent = words;
    this.#list.append(line);
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}
