import { json, ssml } from "./coloured.js";
import { minutes } from "./place.js";

/** What happens inside, turn by turn: how words were understood, what was sent and answered, and whether it keeps the rules. */
export class Drawer extends EventTarget {
  #inside;
  #conversation = null;
  #number = null;
  #sending = false;

  /** Event: "chosen" (detail: a turn's number). */
  constructor(inside) {
    super();
    this.#inside = inside;
  }

  serve(conversation) {
    this.#conversation = conversation;
    this.#number = null;
    this.#inside.replaceChildren(element("p", "Say something first."));
    for (const kind of ["turn", "directives"]) {
      conversation.addEventListener(kind, () => {
        // Nobody's work is taken from them: what is being written stays until it is sent.
        if (this.#inside.querySelector(".editor") && !this.#sending) this.#count();
        else this.choose(conversation.turns.at(-1).number);
      });
    }
    if (conversation.turns.length) this.choose(conversation.turns.at(-1).number);
  }

  /** Looks at the turn that has this number. */
  choose(number) {
    const turn = this.#conversation?.turns.find((each) => each.number === number);
    if (!turn) return;
    this.#number = number;
    const parts = [this.#steps(turn), section("Understood as", understood(turn))];
    if (turn.near.length) parts.push(section("Or else", near(turn)));
    if (turn.rules.length) parts.push(section("Rules", rules(turn.rules)));
    if (turn.card) parts.push(section("Card", json(turn.card), turn.card));
    if (turn.ssml) parts.push(section("SSML", ssml(turn.ssml), turn.ssml));
    if (turn.request?.request) parts.push(this.#request(turn));
    if (turn.response?.response) parts.push(section("Response", json(turn.response), turn.response));
    this.#inside.replaceChildren(...parts);
    this.dispatchEvent(new CustomEvent("chosen", { detail: number }));
  }

  /** There are more turns than there were. */
  #count() {
    const turn = this.#conversation.turns.find((each) => each.number === this.#number);
    this.#inside.querySelector(".steps").replaceWith(this.#steps(turn));
  }

  #steps(turn) {
    const { turns } = this.#conversation;
    const place = turns.indexOf(turn);
    const steps = element("p");
    steps.className = "steps";
    const button = (label, words, to) => {
      const made = element("button", words);
      made.type = "button";
      made.setAttribute("aria-label", label);
      made.disabled = !turns[to];
      made.addEventListener("click", () => {
        this.choose(turns[to].number);
        const same = this.#inside.querySelector(`.steps [aria-label="${label}"]`);
        (same.disabled ? this.#inside.querySelector(".steps button:enabled") : same)?.focus();
      });
      return made;
    };
    const words = turn.said ? `“${turn.said}”` : turn.again ? "asked again" : (turn.intent ?? "");
    const told = element("span", `Turn ${place + 1} of ${turns.length}: ${words}`);
    steps.append(button("Turn before", "‹", place - 1), told, button("Turn after", "›", place + 1));
    return steps;
  }

  /** The request as it was sent, which can be changed and sent anew. */
  #request(turn) {
    const text = JSON.stringify(turn.request, null, 2);
    const part = section("Request", json(turn.request), turn.request);
    const change = element("button", "Change it");
    change.type = "button";
    change.className = "change";
    change.addEventListener("click", () => {
      part.querySelector("pre")?.replaceWith(this.#editor(text));
      part.querySelector("textarea").focus();
    });
    part.querySelector(".copy").before(change);
    return part;
  }

  #editor(text) {
    const form = element("form");
    form.className = "editor";
    const [written, told, send] = [element("textarea", text), element("p"), element("button", "Send it")];
    written.setAttribute("aria-label", "The request, as JSON");
    written.rows = 16;
    written.spellcheck = false;
    told.className = "wrong";
    told.setAttribute("role", "alert");
    form.append(written, told, send);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      let request;
      try {
        request = JSON.parse(written.value);
      } catch (error) {
        told.textContent = `This is no JSON: ${error.message}`;
        return;
      }
      told.textContent = "";
      this.#sending = true;
      await this.#conversation.send(request);
      this.#sending = false;
    });
    return form;
  }
}

function understood(turn) {
  const list = element("dl");
  const add = (name, value) => list.append(element("dt", name), element("dd", value));
  add("Intent", turn.intent ?? (turn.again ? "nobody spoke: the reprompt" : "not for the skill"));
  for (const [name, value] of Object.entries(turn.slots)) add(name, value);
  if (turn.reprompt) add("Reprompt", turn.reprompt);
  add("Time", `${minutes(Math.max(0, turn.began))}, for ${turn.seconds.toFixed(1)} s; microphone ${turn.mic} after it`);
  return list;
}

/** The intents that the words were most like, by the sample of each that is most like them. */
function near(turn) {
  const list = element("ol");
  list.className = "near";
  for (const { intent, sample, near: likeness } of turn.near) {
    list.append(element("li", `${Math.round(100 * likeness)} % ${intent}: “${sample}”`));
  }
  return list;
}

function rules(all) {
  const list = element("ul");
  list.className = "rules";
  for (const { name, broken } of all) {
    const rule = element("li", broken === null ? `kept: ${name}` : `broken: ${name} (${broken})`);
    rule.className = broken === null ? "kept" : "broken";
    list.append(rule);
  }
  return list;
}

/** A part with its heading; where there is something to copy, with a button for it. */
function section(title, content, copied = null) {
  const part = element("section");
  const heading = element("h3", title);
  part.append(heading, content);
  if (copied !== null) heading.append(copy(title, typeof copied === "string" ? copied : JSON.stringify(copied, null, 2)));
  return part;
}

function copy(title, text) {
  const button = element("button");
  const tell = (words) => {
    const what = element("span", ` ${title}`);
    what.className = "unseen";
    button.replaceChildren(words, what);
  };
  tell("Copy");
  button.type = "button";
  button.className = "copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell("Copied");
    } catch {
      // Where a browser gives nobody its clipboard, whoever sits at it still has theirs.
      getSelection().selectAllChildren(button.closest("section").lastElementChild);
      tell("Selected: press Ctrl C");
    }
  });
  return button;
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
