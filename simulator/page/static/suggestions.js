/** Words worth saying now, each a button. The buttons stay where they are: whoever is on one stays on it. */
export class Suggestions {
  #list;
  #say;
  #conversation = null;
  #first = [];

  constructor(list, say) {
    this.#list = list;
    this.#say = say;
  }

  /** `first` is what to say to an Echo nobody has spoken to. */
  serve(conversation, first) {
    this.#conversation = conversation;
    this.#first = first;
    conversation.addEventListener("tick", () => this.#show());
    this.#show();
  }

  #show() {
    const { state } = this.#conversation;
    // What fits will be known with the answer.
    if ((state === "thinking" || state === "lost") && this.#list.childElementCount) return;
    const words = this.#conversation.suggestions ?? this.#first;
    const buttons = [...this.#list.querySelectorAll("button")];
    words.forEach((each, n) => {
      const button = buttons[n] ?? this.#add();
      if (button.textContent !== each) button.textContent = each;
    });
    for (const button of buttons.slice(words.length)) {
      const focused = button === document.activeElement;
      button.parentElement.remove();
      if (focused) this.#list.querySelector("li:last-child button")?.focus();
    }
  }

  #add() {
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    button.type = "button";
    // A double click is one wish: by the second click there may be another word under the hand.
    button.addEventListener("click", ({ detail }) => detail > 1 || this.#say(button.textContent));
    item.append(button);
    this.#list.append(item);
    return button;
  }
}
