/** The conversation so far, as it is heard. Whatever was said can be chosen, to look at its turn. */
export class Log extends EventTarget {
  #list;
  #shown = 0;
  #turn = null;
  #said = null;
  #chosen = null;
  #locale = "";

  /** Event: "chosen" (detail: a turn's number). */
  constructor(list) {
    super();
    this.#list = list;
    list.addEventListener("click", ({ target }) => {
      const number = target.closest("[data-turn]")?.dataset.turn;
      if (number !== undefined) this.dispatchEvent(new CustomEvent("chosen", { detail: Number(number) }));
    });
  }

  /** `locale` is of the words that are said. */
  serve(conversation, locale) {
    this.#locale = locale;
    this.#turn = this.#said = this.#chosen = null;
    this.#list.replaceChildren();
    conversation.turns.forEach((turn, n) => {
      if (turn.said) this.#said = this.#add("you", turn.said);
      this.#begin(turn);
      // What was cut off was heard up to the next words.
      if (turn !== conversation.turn) this.#go(conversation.turns[n + 1]?.after ?? Infinity);
    });
    conversation.addEventListener("said", ({ detail }) => (this.#said = this.#add("you", detail)));
    conversation.addEventListener("turn", ({ detail }) => this.#begin(detail));
    conversation.addEventListener("trouble", ({ detail }) => this.#fail(detail));
    conversation.addEventListener("tick", () => this.#go(conversation.position));
  }

  /** `aloud` tells whether the Echo is heard: then a screen reader stays quiet, so that two voices don't mix. */
  set aloud(aloud) {
    const live = aloud ? "off" : "polite";
    if (this.#list.getAttribute("aria-live") !== live) this.#list.setAttribute("aria-live", live);
  }

  /** The turn that is looked at. */
  set chosen(number) {
    this.#chosen = number;
    for (const line of this.#list.querySelectorAll("[data-turn]")) {
      line.classList.toggle("chosen", Number(line.dataset.turn) === number);
    }
  }

  /** Says of a turn what is not as recorded, if anything. */
  judge(turn, wrong) {
    if (!wrong.length) this.#add("verdict kept", "As recorded.", turn);
    for (const each of wrong) this.#add("verdict broken", each, turn);
  }

  #begin(turn) {
    this.#turn = turn;
    this.#shown = 0;
    if (this.#said) this.#said.dataset.turn = turn.number;
    this.#said = null;
    if (turn.again) this.#add("remark", "Nobody answered: it asks again.", turn);
    else if (turn.intent === "SessionEndedRequest") this.#add("remark", ended(turn), turn);
    else if (!turn.intent && !turn.ssml) this.#add("remark", `The Echo is asleep. Say: ${turn.suggestions.over[0]}.`, turn);
    else if (!turn.said && turn.ssml) this.#add("remark", turn.intent, turn);
    if (turn.card && !turn.again) this.#card(turn);
  }

  /** What wasn't heard is no part of the conversation. */
  #fail(error) {
    if (this.#said && error.words !== null) {
      this.#said.classList.add("unheard");
      this.#said = null;
    }
    this.#add("remark", error.message);
  }

  #go(position) {
    const cues = this.#turn?.cues ?? [];
    while (this.#shown < cues.length && cues[this.#shown].at <= position) {
      this.#add("echo", cues[this.#shown].words, this.#turn);
      this.#shown += 1;
    }
  }

  /** What the Alexa app shows. */
  #card(turn) {
    const { title, content, text } = turn.card;
    const card = this.#add("remark card", `Card in the Alexa app: ${title ?? turn.card.type}`, turn);
    card.append(part("span", content ?? text ?? "", "content"));
  }

  #add(who, words, turn = null) {
    const line = document.createElement("p");
    line.className = who;
    const speaker = { you: "You: ", echo: "Echo: " }[who];
    if (speaker) {
      line.append(part("span", speaker, "unseen"));
      line.lang = this.#locale;
    }
    // What leads to a turn is a button for whoever has no mouse: one a turn, and not one a sentence.
    line.append(who === "you" || who.startsWith("remark") ? part(turn || who === "you" ? "button" : "span", words) : words);
    if (turn) line.dataset.turn = turn.number;
    line.classList.toggle("chosen", turn !== null && turn.number === this.#chosen);
    const near = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 80;
    this.#list.append(line);
    if (near) this.#list.scrollTop = this.#list.scrollHeight;
    return line;
  }
}

function ended(turn) {
  const unanswered = turn.request.request?.reason === "EXCEEDED_MAX_REPROMPTS";
  return unanswered ? "Nobody answered: the session has ended." : "The session has ended.";
}

function part(name, words, kind = "") {
  const made = document.createElement(name);
  if (name === "button") made.type = "button";
  if (kind) made.className = kind;
  made.textContent = words;
  return made;
}
