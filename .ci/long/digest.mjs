// Opens the digest of each client of the example as a page, then the page of a day with two calls, and looks at them as a reader, a
// screen reader and a printer would.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";
import { mustBeAccessible, mustBeValid } from "./examine.mjs";

// `tools` are the validator, the axe script and the reader of PDF files.
export async function digests(browser, coach, tools, work, pictures) {
  const open = (name, args) => look(browser, coach, tools, work, pictures, name, args);
  const sheets = {};
  for (const client of ["alice", "ben", "chiara", "tomas"]) {
    sheets[client] = await open(`digest-${client}`, ["prep", client]);
    await open(`digest-${client}-shared`, ["prep", client, "--shared"]);
  }
  const call = coach(["session", "new", "ben", "--on", "2026-11-24T16:00"]).trim();
  assert.ok(call.endsWith(".md"), call);
  // By now Ben's digest is that of the call today.
  sheets.ben = await open("digest-ben-today", ["prep", "ben"]);
  const day = await open("digest-day", ["prep", "--day"]);
  // A sheet holds one call only, and the day's own heading takes no more than a line or two.
  const both = sheets.alice.map((count, at) => count + sheets.ben[at]);
  assert.ok(day.every((count, at) => count >= both[at] && count <= both[at] + 1), `the day: ${day} pages, ${both} by themselves`);
}

async function look(browser, coach, tools, work, pictures, name, args) {
  const html = coach([...args, "--format", "html"]);
  const file = join(work, `${name}.html`);
  writeFileSync(file, html);
  await mustBeValid(tools.validator, html, file, name);

  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.setViewport({ width: 320, height: 640, isMobile: true });
  await page.goto(pathToFileURL(file).href);
  assert.equal(await page.$("script, img, iframe, link, object, embed"), null, `${name}: it fetches or runs something`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${name}: ${width} px wide`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-320.png`), fullPage: true });

  await page.setViewport({ width: 1024, height: 768 });
  const rules = await mustBeAccessible(page, tools.axe, name, pictures, name);

  // What the Markdown says, the page says.
  const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const shown = bare(await page.evaluate(() => document.body.innerText));
  for (const line of coach([...args, "--format", "md"]).split("\n")) {
    const words = bare(line.replace(/^(\s|>)*- \[[ x]\]/, ""));
    assert.ok(shown.includes(words), `${name}: ${line}`);
  }

  const sheets = [];
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    sheets.push((await tools.PDFDocument.load(pdf)).getPageCount());
    if (pictures) writeFileSync(join(pictures, `${name}-${format}.pdf`), pdf);
  }
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], `${name}: requests`);
  console.log(`${name}: ${width} px, ${rules} axe rules passed, ${html.length} bytes, PDF pages ${sheets.join(" and ")}`);
  await page.close();
  return sheets;
}
