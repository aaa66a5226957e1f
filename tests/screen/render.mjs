// Shows documents in Amazon's own renderer: a list of showings as JSON comes in, one line of JSON goes out for each.
import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const files = {
  "/": join(here, "renderer.html"),
  "/apl-viewhost-web.js": join(here, "node_modules/apl-viewhost-web/index.js"),
};
const server = createServer((request, response) => {
  if (!(request.url in files)) return response.writeHead(204).end();
  response.setHeader("content-type", request.url === "/" ? "text/html" : "text/javascript");
  createReadStream(files[request.url]).pipe(response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const profile = await mkdtemp(join(tmpdir(), "screen-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// A device has fonts of its own, which the renderer would fetch: here the machine's plain one stands in for them all.
const font = execFileSync("fc-match", ["--format=%{file}", "Liberation Sans"], { encoding: "utf8" });
await browser.route((url) => url.hostname !== "127.0.0.1", (route) =>
  route.fulfill({ path: font, headers: { "access-control-allow-origin": "*" } }));

try {
  for (const showing of JSON.parse(await readFile("/dev/stdin", "utf8"))) {
    const { viewport, moments, ids, folder } = showing;
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => {
      if (["warning", "error"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.setViewportSize({ width: viewport.width, height: viewport.height });
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate((what) => window.show(what), showing);
    const states = [];
    for (const moment of moments) {
      await page.evaluate((ms) => window.at(ms), moment.at);
      const state = {};
      for (const id of ids) state[id] = await page.evaluate((id) => window.seen(id), id);
      states.push(state);
      if (moment.picture) await page.screenshot({ path: join(folder, `${moment.picture}.png`) });
      if (moment.touch) {
        const { box: [x, y, width, height] } = await page.evaluate((id) => window.seen(id), moment.touch);
        await page.mouse.click(x + width / 2, y + height / 2);
        await page.evaluate((ms) => window.at(ms), moment.at + 300);
      }
    }
    const events = await page.evaluate(() => events);
    console.log(JSON.stringify({ name: showing.name, complaints, events, states }));
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
  await rm(profile, { recursive: true, force: true });
}
