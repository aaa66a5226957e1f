// Reads a JSON array of SSML texts and has ssml-check-core judge each as Alexa's: node check_ssml.js LOCALE < texts.
// Prints those that have mistakes, with what they are, as a JSON array.
"use strict";

const { readFileSync } = require("node:fs");
const { check } = require("ssml-check-core");

async function judge(ssml, locale) {
  return { ssml, mistakes: (await check(ssml, { platform: "amazon", locale })) ?? [] };
}

async function main() {
  const texts = JSON.parse(readFileSync(0, "utf-8"));
  const judged = await Promise.all(texts.map((ssml) => judge(ssml, process.argv[2])));
  console.log(JSON.stringify(judged.filter(({ mistakes }) => mistakes.length > 0)));
}

main();
