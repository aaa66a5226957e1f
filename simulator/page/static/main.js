import { BrowserVoice, NoVoice } from "./browser_voice.js";
import { Clock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { Kept, lean } from "./kept.js";
import { Log } from "./log.js";
import { Microphone } from "./microphone.js";
import { Replay } from "./replay.js";
import { Screen } from "./screen.js";
import { Sound } from "./sound.js";
import { Stage } from "./stage.js";
import { Suggestions } from "./suggestions.js";
import { Timebar } from "./timebar.js";
import { readTranscript, Unreachable, Visit } from "./visit.js";

/** Milliseconds between two looks at the clock where the browser draws nothing, as behind another window. */
const UNSEEN_TICK = 200;

/** Bytes of a file: a conversation of a day is a tenth of it. */
const LARGEST_TRANSCRIPT = 500_000;

const page = document.body;
const find = (selector) => page.querySelector(selector);
const kept = new Kept();
/** What holds words that are said, which may be of another language than the page. */
const SPOKEN = ".screen, .told .words, .invitation q, .suggestions, .say input";

const keptBefore = kept.read();
/** The device that the Echo is, by its name in the list. */
let device = keptBefore?.device ?? "dot";
const stage = new Stage(page, find(".stage"), aloud());
const timebar = new Timebar(find(".time"));
const log = new Log(find(".log"));
const drawer = new Drawer(find(".inside"));
const screen = new Screen(find(".screen"));
const suggestions = new Suggestions(find(".suggestions"), say);
const microphone = new Microphone(find(".microphone"), find(".note"));
const spoken = [];
let recalled = 0;
let draft = "";
let clock = new Clock();
let conversation = null;
let voice = null;
let visit = null;
let replay = null;

/** What a screen reader is told of the Echo's state, unseen. */
function aloud() {
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  document.body.append(told);
  return told;
}

function voiceOf(visit) {
  if (visit.silent) return new NoVoice();
  if (visit.voice) return new Sound(visit);
  return BrowserVoice.available ? new BrowserVoice(visit.locale) : new NoVoice();
}

/** An Echo: a fresh one, or the one that `before` was kept of. What was there before stays until there is another. */
async function meet(before) {
  const met = { visit: null, conversation: null };
  const told = () => ({
    device,
    id: met.visit?.id ?? before?.id,
    start: met.visit?.start ?? before?.start,
    turns: met.conversation ? lean(met.conversation.turns) : (before?.turns ?? []),
  });
  try {
    met.visit = await Visit.begin(told);
  } catch (error) {
    if (before && !(error instanceof Unreachable)) {
      device = "dot";
      await meet(null);
      return note("What was kept of the last conversation can't be read: this is a new one.");
    }
    if (!conversation) find(".state").textContent = "Not connected";
    return complain(error, () => meet(before));
  }
  const left = { conversation, visit, at: clock.seconds };
  replay?.stop();
  replay = null;
  visit = met.visit;
  offer(visit.screens);
  voice = voiceOf(visit);
  clock = new Clock();
  met.conversation = new Conversation(visit, clock, voice);
  // What was answered while the page was loaded again, only the server has kept.
  if (visit.turns.length) {
    clock.seconds = before.at;
    clock.hold("stopped");
    await met.conversation.takeUp(visit.turns);
  }
  left.conversation?.close();
  if (!before) left.visit?.end(left.at);
  conversation = met.conversation;
  well();
  note("");
  return serve(before);
}

function serve(before) {
  const goesOn = Boolean(before) && conversation.state !== "asleep";
  if (!goesOn) clock.release("stopped");
  find(".pause").setAttribute("aria-pressed", String(goesOn));
  find(".pause").disabled = find(".anew").disabled = false;
  spoken.splice(0, spoken.length, ...conversation.turns.map(({ said }) => said).filter(Boolean));
  recalled = spoken.length;
  find("#words").value ||= before?.draft ?? "";
  applyControls();
  for (const each of document.querySelectorAll(SPOKEN)) each.lang = visit.locale;
  for (const each of document.querySelectorAll(".invitation q")) each.textContent = visit.suggestions[0];
  stage.serve(conversation);
  timebar.serve(conversation);
  log.serve(conversation, visit.locale);
  drawer.serve(conversation);
  screen.serve(conversation, visit.renderer);
  screen.use(screenOf(device));
  suggestions.serve(conversation, visit.suggestions);
  microphone.serve(conversation, clock, visit);
  conversation.addEventListener("turn", () => {
    well();
    keep();
  });
  conversation.addEventListener("directives", keep);
  conversation.addEventListener("soundless", () => {
    note("The sound of this answer can't be had: read along.");
    applyControls();
  });
  conversation.addEventListener("well", well);
  conversation.addEventListener("trouble", ({ detail }) => complain(detail, reconnect));
  const replayed = before?.replaying ? " The replay has ended." : "";
  if (goesOn) note(`The conversation is as you left it. The clock stands still until you go on.${replayed}`);
  else if (voice instanceof NoVoice) find(".note").textContent ||= `${visit.silent ? "It is silent, as you wish" : "There is no voice here"}: read along.`;
  keep();
}

function keep() {
  if (!conversation || !visit) return;
  kept.write({
    id: visit.id,
    start: visit.start,
    device,
    at: conversation.seconds,
    turns: lean(conversation.turns),
    draft: find("#words").value,
    replaying: Boolean(replay?.going),
  });
}

/** The devices to choose from; the one that was chosen stays. */
function offer(screens) {
  const choice = find("[name=device]");
  if (choice.options.length > 1) return;
  for (const { id, name } of screens) choice.add(new Option(name, id));
  choice.value = device;
}

function screenOf(device) {
  const found = visit.screens.find(({ id }) => id === device) ?? null;
  page.dataset.screen = found ? "shown" : "none";
  return found;
}

function say(words) {
  if (!words.trim() || !conversation) return;
  replay?.stop();
  spoken.push(words.trim());
  recalled = spoken.length;
  conversation.say(words.trim());
  if (conversation.stopped) note("You are heard. The answer begins when the clock goes on.");
}

function note(words) {
  find(".note").textContent = words;
}

/** Says what is wrong, and what to do about it. */
function complain(error, again) {
  const told = document.createElement("p");
  told.textContent = error.message;
  find(".trouble").replaceChildren(told);
  const input = find("#words");
  if (error.words && !input.value) input.value = error.words;
  if (!(error instanceof Unreachable) && conversation?.state !== "lost") return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Reconnect";
  button.addEventListener("click", again);
  find(".trouble").append(button);
}

async function reconnect() {
  try {
    await visit.reconnect();
    conversation.found(visit.turns);
    conversation.tick();
  } catch (error) {
    complain(error, reconnect);
  }
}

function well() {
  const trouble = find(".trouble");
  const focused = trouble.contains(document.activeElement);
  trouble.replaceChildren();
  if (focused) find("#words").focus();
}

/** Whether what is going on may be lost: asked only where there is something to lose. */
function mayLose() {
  if (!conversation?.turns.length) return Promise.resolve(true);
  const dialog = find(".losing");
  dialog.returnValue = "keep";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "lose"), { once: true });
  });
}

function applyControls() {
  const speed = Number(find(".speed input").value);
  clock.speed = speed;
  find(".times").textContent = `${speed}×`;
  find(".speed input").setAttribute("aria-valuetext", `${speed} times as fast`);
  const stopped = find(".pause").getAttribute("aria-pressed") === "true";
  if (stopped) clock.hold("stopped");
  else clock.release("stopped");
  find(".pause").textContent = stopped ? "Go on" : "Stop the clock";
  const wanted = find(".sound input").checked;
  const silent = Boolean(voice) && wanted && speed > voice.fastest;
  find(".sound span").textContent = silent && voice.fastest ? `Sound: off above ${voice.fastest}×` : "Sound";
  find(".sound").hidden = voice?.fastest === 0;
  if (conversation) conversation.soundWanted = wanted;
  log.aloud = wanted && !silent && Boolean(voice) && !conversation?.soundless;
  conversation?.tick();
}

find(".say").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!conversation) return; // what is typed stays until somebody is there
  const words = find("#words");
  say(words.value);
  words.value = "";
});
find("#words").addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || !spoken.length) return;
  event.preventDefault();
  if (recalled === spoken.length) draft = event.target.value;
  recalled = Math.min(Math.max(0, recalled + step), spoken.length);
  event.target.value = spoken[recalled] ?? draft;
});
find(".speed input").addEventListener("input", applyControls);
find(".sound input").addEventListener("change", applyControls);
find(".pause").addEventListener("click", ({ currentTarget, detail }) => {
  if (detail > 1) return; // a double click is one wish
  const stopped = currentTarget.getAttribute("aria-pressed") !== "true";
  currentTarget.setAttribute("aria-pressed", String(stopped));
  note(stopped ? "Nothing is said, and nobody is waited for, until you go on." : "");
  applyControls();
});
find("[name=device]").addEventListener("change", async ({ target }) => {
  try {
    await visit.use(target.value);
    device = target.value;
    await screen.use(screenOf(device));
    page.dataset.device = device;
    keep();
  } catch (error) {
    target.value = device; // the one that is still there
    complain(error, reconnect);
  }
});
find(".anew").addEventListener("click", async () => {
  if (await mayLose()) await meet(null);
});
for (const link of page.querySelectorAll("a.save")) {
  link.addEventListener("click", async (event) => {
    if (link.href.startsWith("blob:")) return; // this is the click that saves it
    event.preventDefault();
    try {
      link.href = URL.createObjectURL(new Blob([await visit.transcript()], { type: "application/yaml" }));
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      complain(error, reconnect);
    }
    link.href = "#";
  });
}
find(".replay input").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  if (file.size > LARGEST_TRANSCRIPT) {
    note("This file is too large for a transcript.");
    target.value = "";
    return;
  }
  const text = await file.text();
  target.value = "";
  let said;
  try {
    said = await readTranscript(text);
  } catch (error) {
    note(error.message);
    return;
  }
  if (!(await mayLose())) return;
  const before = conversation;
  await meet(null);
  if (!conversation || conversation === before) return;
  note("The transcript is replayed, and judged turn by turn. Say something else, and it stops.");
  replay = new Replay(conversation, visit, text, said);
  replay.addEventListener("judged", ({ detail }) => log.judge(detail.turn, detail.wrong));
  replay.addEventListener("stopped", () => note("The replay has ended: a turn could not be said."));
  replay.addEventListener("over", ({ detail: { judged, wrong } }) => {
    note(wrong ? `${wrong} of ${judged} turns are not as recorded.` : `All ${judged} turns are as recorded.`);
  });
});
log.addEventListener("chosen", ({ detail }) => drawer.choose(detail));
drawer.addEventListener("chosen", ({ detail }) => (log.chosen = detail));
addEventListener("pagehide", keep);

function draw() {
  conversation?.tick();
  requestAnimationFrame(draw);
}

await meet(keptBefore);
requestAnimationFrame(draw);
setInterval(() => conversation?.tick(), UNSEEN_TICK);
