import { json, ssml } from "./coloured.js";

/** What happens inside: how the last words were understood, what was sent and answered, and whether it keeps the rules. */
export class Drawer {
  #inside;

  constructor(inside, conversation) {
    this.#inside = inside;
    inside.replaceChildren(element("p", "Say something first."));
    conversation.addEventListener("turn", ({ detail }) => this.#show(detail));
  }

  #show(turn) {
    const parts = [section("Understood as", understood(turn))];
    if (turn.rules.length) parts.push(section("Rules", rules(turn.rules)));
    if (turn.ssml) parts.push(section("SSML", ssml(turn.ssml)));
    if (turn.intent) parts.push(section("Request", json(turn.request)), section("Response", json(turn.response)));
    this.#inside.replaceChildren(...parts);
  }
}

function understood(turn) {
  const list = element("dl");
  const add = (name, value) => list.append(element("dt", name), element("dd", value));
  add("Intent", turn.intent ?? (turn.again ? "nobody spoke: the reprompt" : "not for the skill"));
  for (const [name, value] of Object.entries(turn.slots)) add(name, value);
  add("Length", `${turn.seconds.toFixed(1)} s, microphone ${turn.mic} after it`);
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

function section(title, content) {
  const part = element("section");
  part.append(element("h2", title), content);
  return part;
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
