// Opens the client's page of each client of the example and looks at it as a client, a screen reader and a printer would; then
// the coach's digests, and the drawings of their areas.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";
import { mustBeAccessible, mustBeValid } from "./examine.mjs";
import { asks } from "./ask.mjs";
import { digests } from "./digest.mjs";
import { drawings } from "./drawing.mjs";

// The work folder, and where the pictures go, if they are to be kept.
const [work, pictures] = process.argv.slice(2);
const load = createRequire(join(work, "package.json"));
const puppeteer = load("puppeteer-core");
const { HtmlValidate } = load("html-validate");
const { PDFDocument } = load("pdf-lib");
const axe = readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");

const practice = join(work, "practice");
const coach = (args, input = "") =>
  execFileSync(process.env.COACH, ["--practice", practice, "--today", "2026-11-24", ...args], { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", `--user-data-dir=${join(work, "profile")}`],
});
try {
  const connection = await browser.target().createCDPSession();
  await connection.send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });
  if (pictures) mkdirSync(pictures, { recursive: true });
  for (const client of ["alice", "ben", "chiara", "tomas"]) await look(client, validator);
  for (const client of ["alice", "chiara", "tomas"]) await withBalance(client, validator);
  await asks(browser, coach, { validator, axe }, work, pictures);
  await digests(browser, coach, { validator, axe, PDFDocument }, work, pictures);
  await drawings(browser, coach, work, pictures);
} finally {
  await browser.close();
}

async function look(client, validator) {
  const html = coach(["share", client, "--format", "html"]);
  const file = join(work, `${client}.html`);
  writeFileSync(file, html);
  const shared = JSON.parse(coach(["share", client, "--format", "json"]));
  await mustBeValid(validator, html, file, client);

  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => assert.fail(`${client}: ${error}`));
  await page.setViewport({ width: 320, height: 640, hasTouch: true, isMobile: true });
  await page.goto(pathToFileURL(file).href);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${client}: ${width} px wide`);
  const small = await page.$$eval(".steps label, button, a.button", (all) => all.map((one) => one.getBoundingClientRect().height).filter((height) => height < 44));
  assert.deepEqual(small, [], `${client}: targets under 44 px`);

  const rules = await mustBeAccessible(page, axe, client, pictures, client);

  const unticked = shared.steps.filter((step) => !step.done);
  const last = unticked.at(-1);
  const boxes = () => page.$$eval("input[data-step]", (all) => all.map((box) => box.checked));
  const wanted = shared.steps.map((step) => step.done || step === last);
  await page.bringToFront();
  if (last) {
    await page.tap(`input[data-step="${last.number}"]`);
    await page.reload();
    assert.deepEqual(await boxes(), wanted, `${client}: ticks after a reload`);
    await page.tap("#copy");
    await page.waitForFunction(() => document.getElementById("copied").textContent.startsWith("Copied"));
    const text = await page.evaluate(() => navigator.clipboard.readText());
    // Where the clipboard isn't to be had, the same text stands in a field.
    await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.reload();
    await page.tap("#copy");
    assert.equal(await page.$eval("output textarea", (area) => area.value), text, `${client}: the field`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    assert.deepEqual(found.violations.map((one) => one.id), [], `${client}: axe with the field`);
    await received(client, shared, last, text);
  }

  const sheets = [];
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    sheets.push((await PDFDocument.load(pdf)).getPageCount());
    if (pictures) writeFileSync(join(pictures, `${client}-${format}.pdf`), pdf);
  }
  assert.deepEqual(sheets, [1, 1], `${client}: printed pages`);
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], `${client}: requests`);

  const bare = await browser.newPage();
  await bare.setJavaScriptEnabled(false);
  await bare.goto(pathToFileURL(file).href);
  const text = await bare.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  const words = [shared.title, ...shared.answers.map((one) => one.answer), ...shared.if_thens, ...shared.steps.map((one) => one.text)];
  for (const one of words) assert.ok(text.includes(one.replace(/\s+/g, " ")), `${client}: without script: ${one}`);
  assert.ok(!text.includes("Copy my progress"), `${client}: a button without script`);
  console.log(`${client}: ${width} px, ${rules} axe rules passed, ${html.length} bytes, PDF pages ${sheets.join(" and ")}, ticked ${last ? last.number : "nothing"}`);
  await bare.close();
  await page.close();
}

// Their areas on their page: it takes no more room than the phone has, and axe and the validator have nothing to say.
async function withBalance(client, validator) {
  const html = coach(["share", client, "--format", "html", "--with-balance"]);
  const file = join(work, `${client}-balance.html`);
  writeFileSync(file, html);
  await mustBeValid(validator, html, file, client);
  const page = await browser.newPage();
  await page.setViewport({ width: 320, height: 640, hasTouch: true, isMobile: true });
  await page.goto(pathToFileURL(file).href);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, `${client}: too wide`);
  const drawn = await page.$eval("svg.balance", (svg) => svg.getBoundingClientRect().width);
  assert.ok(drawn > 200, `${client}: drawn ${drawn} px wide`);
  await mustBeAccessible(page, axe, client, pictures, `${client}-balance`);
  if (pictures) writeFileSync(join(pictures, `${client}-balance.pdf`), await page.pdf({ format: "A4" }));
  console.log(`${client}: their areas on their page, ${Math.round(drawn)} of 320 px`);
  await page.close();
}

// The copied text ticks that step in the note and changes no other byte.
async function received(client, shared, last, text) {
  const note = join(practice, "clients", client, "plans", `${shared.plan}.md`);
  const before = readFileSync(note);
  coach(["plan", "receive", client], text);
  const after = readFileSync(note);
  assert.equal(after.length, before.length, `${client}: bytes`);
  const changed = [...after.keys()].filter((at) => after[at] !== before[at]);
  assert.equal(changed.length, 1, `${client}: changed bytes`);
  const line = after.toString("utf8", changed[0] - 1).split("\n")[0];
  assert.ok(line.startsWith("[x] ") && line.includes(last.text), `${client}: ${line}`);
}
