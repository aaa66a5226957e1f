import { BrowserVoice, NoVoice } from "./browser_voice.js";
import { Clock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { Log } from "./log.js";
import { Microphone } from "./microphone.js";
import { Replay } from "./replay.js";
import { Screen } from "./screen.js";
import { Sound } from "./sound.js";
import { Stage } from "./stage.js";
import { Timebar } from "./timebar.js";
import { readTranscript, Visit } from "./visit.js";

/** Milliseconds between two looks at the clock where the browser draws nothing, as behind another window. */
const UNSEEN_TICK = 200;

const page = document.body;
const find = (selector) => page.querySelector(selector);
const microphone = new Microphone(find(".microphone"), find(".note"));
let clock = new Clock();
let conversation = null;
let visit = null;
let replay = null;
let screen = null;

function voiceOf(visit) {
  if (visit.voice) return new Sound(visit);
  return BrowserVoice.available ? new BrowserVoice() : new NoVoice();
}

/** A fresh Echo, asleep. */
async function begin(device) {
  conversation?.close();
  replay?.stop();
  try {
    visit = await Visit.begin(device === "show");
  } catch (error) {
    find(".note").textContent = `The skill can't be reached (${error.message}). Is it still running in your terminal?`;
    return;
  }
  const voice = voiceOf(visit);
  clock = new Clock();
  applyControls();
  conversation = new Conversation(visit, clock, voice);
  conversation.soundWanted = find(".sound input").checked;
  page.dataset.device = device;
  new Stage(page, find(".stage"), conversation);
  new Timebar(find(".time"), conversation);
  new Log(find(".log"), conversation, !(voice instanceof NoVoice));
  new Drawer(find(".inside"), conversation);
  screen?.close();
  screen = new Screen(find(".screen"), conversation, visit.renderer);
  microphone.serve(conversation, clock, visit.hears);
  find(".save").href = visit.transcript;
  conversation.addEventListener("turn", ({ detail }) => suggest(detail.suggestions));
  suggest(visit.suggestions);
  if (!visit.voice) find(".note").textContent ||= voice instanceof NoVoice ? "There is no voice here: read along." : "";
}

function suggest(words) {
  const buttons = words.map((each) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = each;
    button.addEventListener("click", () => say(each));
    item.append(button);
    return item;
  });
  const list = find(".suggestions");
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...buttons);
  // The button just clicked is gone: whoever came by keyboard goes on where they were.
  if (focused) list.querySelector("button")?.focus();
}

function say(words) {
  replay?.stop();
  if (words.trim()) conversation?.say(words.trim());
}

function applyControls() {
  const speed = Number(find(".speed input").value);
  clock.speed = speed;
  find(".times").textContent = `${speed}×`;
  find(".speed input").setAttribute("aria-valuetext", `${speed} times as fast`);
  const stopped = find(".pause").getAttribute("aria-pressed") === "true";
  if (stopped) clock.hold("stopped");
  else clock.release("stopped");
}

find(".say").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = find("#words");
  say(words.value);
  words.value = "";
});
find(".speed input").addEventListener("input", applyControls);
find(".pause").addEventListener("click", ({ currentTarget }) => {
  const stopped = currentTarget.getAttribute("aria-pressed") !== "true";
  currentTarget.setAttribute("aria-pressed", String(stopped));
  applyControls();
});
find(".sound input").addEventListener("change", ({ target }) => {
  if (conversation) conversation.soundWanted = target.checked;
});
for (const choice of page.querySelectorAll("input[name=device]")) {
  choice.addEventListener("change", () => begin(choice.value));
}
find(".replay input").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  try {
    const said = await readTranscript(await file.text());
    find(".note").textContent = "";
    await begin(page.dataset.device);
    replay = new Replay(conversation, said);
  } catch (error) {
    find(".note").textContent = error.message;
  }
  target.value = "";
});
addEventListener("pagehide", () => conversation?.close());

function draw() {
  conversation?.tick();
  requestAnimationFrame(draw);
}

await begin(find("input[name=device]:checked").value);
requestAnimationFrame(draw);
setInterval(() => conversation?.tick(), UNSEEN_TICK);
