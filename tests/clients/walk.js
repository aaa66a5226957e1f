// Walks through the routine as virtual-alexa, a client that shares no code with the skill or the simulator:
// node walk.js ADDRESS MODEL. Prints the answers as a JSON array.
"use strict";

const { VirtualAlexa } = require("virtual-alexa");

async function walk(address, model) {
  const alexa = VirtualAlexa.Builder().skillURL(address).interactionModelFile(model).create();
  const answers = [await alexa.launch()];
  for (const words of ["next", "next pose", "next", "move on", "repeat that", "stop"]) {
    answers.push(await alexa.utter(words));
  }
  return answers.map(({ response, sessionAttributes }) => ({ response, sessionAttributes }));
}

walk(process.argv[2], process.argv[3]).then(
  (answers) => console.log(JSON.stringify(answers)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
