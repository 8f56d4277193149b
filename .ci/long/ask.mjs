// The client's page with questions for the next call: the validator and axe have nothing to say of it at 320 px, in light and dark; what is
// typed outlasts a reload; and the copied text, once received, stands where it belongs and changes nobody else's notes.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";
import { mustBeAccessible, mustBeValid } from "./examine.mjs";

export async function asks(browser, coach, { validator, axe }, work, pictures) {
  const clients = join(work, "practice", "clients");
  forgetMarks(join(clients, "ben", "sessions"));
  for (const client of ["alice", "ben", "chiara", "tomas"]) {
    const html = coach(["share", client, "--ask", "--format", "html"]);
    const file = join(work, `${client}-ask.html`);
    writeFileSync(file, html);
    await mustBeValid(validator, html, file, client);

    const page = await browser.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => assert.fail(`${client}: ${error}`));
    await page.setViewport({ width: 320, height: 640, hasTouch: true, isMobile: true });
    await page.goto(pathToFileURL(file).href);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, `${client}: too wide`);
    await mustBeAccessible(page, axe, client, pictures, `${client}-ask`);

    const given = await answer(page);
    await page.reload();
    const kept = await page.$$eval("[data-tag]", (all) => all.map((field) => field.value));
    assert.deepEqual(kept, given.map((one) => one.typed), `${client}: what was typed, after a reload`);
    await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.reload();
    await page.tap("#copy");
    const text = await page.$eval("output textarea", (area) => area.value);
    const before = snapshot(clients);
    coach(["receive", "-", "--client", client], text);
    const after = snapshot(clients);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    assert.ok(changed.every((path) => path.startsWith(`${client}/`)), `${client}: ${changed}`);
    const written = changed.map((path) => after[path]).join("\n");
    for (const { typed } of given) {
      for (const line of typed.split("\n")) assert.ok(written.includes(line), `${client}: «${line}» stands nowhere of ${changed}`);
    }
    coach(["undo"]);
    assert.deepEqual(snapshot(clients), before, `${client}: undone`);
    assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], `${client}: requests`);
    console.log(`${client}: ${given.length} questions answered at 320 px, filed in ${changed.join(", ")}`);
    await page.close();
  }
}

// Takes the marks out of the calls, so that those of the last one are asked for.
function forgetMarks(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^alliance:.*\n/m, ""));
  }
}

// Answers each question, with lines that look like other things.
async function answer(page) {
  const fields = await page.$$("[data-tag]");
  const given = [];
  for (const [place, field] of fields.entries()) {
    const kind = await field.evaluate((one) => (one.tagName === "SELECT" ? "select" : one.type));
    const typed = kind === "textarea" ? `It was – « é » ${place}\n[x] 1. and = more\n> and #happy` : "7";
    if (kind === "select") await field.select(typed);
    else await field.type(typed);
    given.push({ typed });
  }
  return given;
}

// The text of every file below a folder, by its path.
function snapshot(folder, root = folder) {
  const files = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) Object.assign(files, snapshot(path, root));
    else files[relative(root, path)] = readFileSync(path, "utf8");
  }
  return files;
}
