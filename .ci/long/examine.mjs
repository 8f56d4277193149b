// What every page is held to, whoever it is for.
import { join } from "node:path";
import assert from "node:assert/strict";

// The validator of HTML has nothing to say of a page.
export async function mustBeValid(validator, html, file, what) {
  const report = await validator.validateString(html, file);
  const told = report.results.flatMap((result) => result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  assert.deepEqual(told, [], `${what}: the validator`);
}

// Axe has nothing to say of an open page, in light and dark; a picture of each is kept where there is a place for them. How many rules it passed.
export async function mustBeAccessible(page, axe, what, pictures, name) {
  let rules = 0;
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.length}`), [], `${what}: axe, ${scheme}`);
    rules = found.passes.length;
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${scheme}.png`), fullPage: true });
  }
  return rules;
}
