import { show } from "./renderer.js";

const RENDER = "Alexa.Presentation.APL.RenderDocument";
const EXECUTE = "Alexa.Presentation.APL.ExecuteCommands";
const WIDTH = 1280;

/** The screen of an Echo Show: what the skill draws on it, else the place in plain words. */
export class Screen {
  #view;
  #plain;
  #conversation;
  #renderer = null;
  #token = null;
  #sizes;

  constructor(screen, conversation, available) {
    this.#view = screen.querySelector(".viewhost");
    this.#plain = screen.querySelector(".plain");
    this.#conversation = conversation;
    this.#sizes = new ResizeObserver(() => this.#fit(screen.clientWidth));
    this.#sizes.observe(screen);
    this.#clear();
    if (!available) return;
    conversation.addEventListener("turn", ({ detail }) => this.#follow(detail));
    conversation.addEventListener("directives", ({ detail }) => this.#follow(detail));
    conversation.addEventListener("closing", () => this.#renderer?.coreFrameUpdate());
    conversation.addEventListener("tick", () => {
      if (conversation.state === "asleep") this.#clear();
    });
  }

  /** Gives the screen back. */
  close() {
    this.#sizes.disconnect();
    this.#clear();
  }

  async #follow(turn) {
    for (const directive of turn.directives) {
      if (directive.type === RENDER) await this.#draw(directive, turn);
      else if (directive.type === EXECUTE && directive.token === this.#token) {
        this.#renderer?.executeCommands(JSON.stringify(directive.commands));
      }
    }
  }

  async #draw(directive, turn) {
    this.#clear();
    this.#view.hidden = false;
    this.#plain.hidden = true;
    this.#token = directive.token ?? null;
    const { began } = turn;
    const milliseconds = () => Math.max(0, 1000 * (this.#conversation.seconds - began));
    const send = ({ source, arguments: told, components }) =>
      this.#conversation.touch({ token: directive.token, source, arguments: told, components });
    try {
      const renderer = await this.#conversation.standingStill(show(this.#view, directive, milliseconds, send));
      if (this.#token === (directive.token ?? null)) this.#renderer = renderer;
      else renderer.destroy();
    } catch (error) {
      console.error(`The screen stays plain: ${error.message}`);
      this.#clear();
    }
  }

  #clear() {
    this.#renderer?.destroy();
    this.#renderer = this.#token = null;
    this.#view.replaceChildren();
    this.#view.hidden = true;
    this.#plain.hidden = false;
  }

  #fit(width) {
    this.#view.style.transform = `scale(${width / WIDTH})`;
  }
}
