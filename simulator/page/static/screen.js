import { show } from "./renderer.js";

const RENDER = "Alexa.Presentation.APL.RenderDocument";
const EXECUTE = "Alexa.Presentation.APL.ExecuteCommands";

/** The screen of a device: what the skill draws on it, else the place in plain words. */
export class Screen {
  #frame;
  #view;
  #plain;
  #conversation = null;
  #renderer = null;
  #token = null;
  #screen = null;
  #available = false;
  #drawnAt = 0;
  #latest = 0;
  #drawing = null;

  constructor(frame) {
    this.#frame = frame;
    this.#view = frame.querySelector(".viewhost");
    this.#plain = frame.querySelector(".plain");
    new ResizeObserver(() => this.#fit()).observe(frame);
  }

  /** `available` tells whether there is a renderer. */
  serve(conversation, available) {
    this.#conversation = conversation;
    this.#available = available;
    this.#clear();
    for (const kind of ["turn", "directives"]) {
      conversation.addEventListener(kind, ({ detail }) => this.#follow(detail, conversation));
    }
    conversation.addEventListener("sought", () => this.#goBack());
    conversation.addEventListener("closing", () => this.#renderer?.coreFrameUpdate());
    conversation.addEventListener("tick", () => {
      if (conversation === this.#conversation && conversation.state === "asleep") this.#clear();
    });
  }

  /** Draws on this screen from now on, what is to be seen now among it; on none if it is null. */
  async use(screen) {
    this.#screen = screen;
    this.#clear();
    if (!screen) return;
    this.#frame.style.aspectRatio = `${screen.width} / ${screen.height}`;
    this.#frame.parentElement.style.setProperty("--ratio", screen.width / screen.height);
    this.#frame.classList.toggle("round", screen.isRound);
    Object.assign(this.#view.style, { width: `${screen.width}px`, height: `${screen.height}px` });
    this.#fit();
    const turn = this.#conversation?.turn;
    if (turn && this.#conversation.state !== "asleep") await this.#follow(turn, this.#conversation);
  }

  /** A drawing knows no way back: it is drawn anew, and anew once more where somebody has gone on back meanwhile. */
  async #goBack() {
    const { turn } = this.#conversation;
    if (!turn.directives.some(({ type }) => type === RENDER)) return;
    while (this.#renderer && this.#drawing === null && this.#conversation.position < this.#drawnAt) {
      await this.#follow(turn, this.#conversation);
    }
  }

  async #follow(turn, conversation) {
    if (!this.#available || !this.#screen || conversation !== this.#conversation) return;
    for (const directive of turn.directives) {
      if (directive.type === RENDER) await this.#draw(directive, turn, conversation);
      else if (directive.type === EXECUTE && directive.token === this.#token) {
        this.#renderer?.executeCommands(JSON.stringify(directive.commands));
      }
    }
  }

  async #draw(directive, turn, conversation) {
    this.#clear();
    this.#view.hidden = false;
    this.#plain.hidden = true;
    this.#token = directive.token ?? null;
    this.#drawnAt = 0;
    const drawing = this.#latest;
    this.#drawing = drawing;
    const milliseconds = () => {
      const seconds = Math.max(0, conversation.seconds - turn.began);
      this.#drawnAt = Math.max(this.#drawnAt, seconds);
      return 1000 * seconds;
    };
    const send = ({ source, arguments: told, components }) =>
      conversation.touch({ token: directive.token, source, arguments: told, components });
    const { width, height, dpi, isRound, mode } = this.#screen;
    // A canvas of its own: one that has come too late is taken away, and nothing else with it.
    const canvas = document.createElement("div");
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    this.#view.append(canvas);
    try {
      const drawn = show(canvas, directive, milliseconds, send, { width, height, dpi, isRound, mode });
      const renderer = await conversation.standingStill(drawn);
      if (drawing === this.#latest) this.#renderer = renderer;
      else renderer.destroy();
    } catch (error) {
      console.error(`The screen stays plain: ${error.message}`);
      if (drawing === this.#latest) this.#clear();
    } finally {
      if (this.#drawing === drawing) this.#drawing = null;
    }
  }

  #clear() {
    this.#latest += 1;
    this.#renderer?.destroy();
    this.#renderer = this.#token = null;
    this.#view.replaceChildren();
    this.#view.hidden = true;
    this.#plain.hidden = false;
  }

  #fit() {
    if (this.#screen) this.#view.style.transform = `scale(${this.#frame.clientWidth / this.#screen.width})`;
  }
}
