// Checks directives against Amazon's schema: a list of them as JSON comes in, a list of what is wrong goes out.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const { StaticAplTemplateValidator } = createRequire(import.meta.url)("apl-suggester");
const validator = new StaticAplTemplateValidator();
const wrong = [];
for (const { document, datasources } of JSON.parse(await readFile("/dev/stdin", "utf8"))) {
  wrong.push(...await validator.validate(document, datasources));
}
console.log(JSON.stringify(wrong));
