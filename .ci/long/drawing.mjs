// The drawing of a client's areas, for 3 to 12 of them in three scripts: nothing that is written meets anything else that is
// written, the circle, or the edge; at 300 pixels type is large enough to read, and in light and dark it stands out.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const NAMES = {
  short: ["vision", "team", "money", "home", "paper", "people", "clay", "sleep", "board", "kids", "church", "sport"],
  latin: ["Donor relations and fundraising", "Board and governance", "Staff development and supervision", "Housing and maintenance",
    "Community partnerships", "Volunteer coordination", "Advocacy & public policy", "Finance, audit and reporting",
    "Emergency accommodation", "Children's programmes", "Kitchen and food supply", "Strategy and long-term vision"],
  german: ["Donaudampfschifffahrtsgesellschaftsverwaltung", "Öffentlichkeitsarbeit", "Personalentwicklung", "Gebäudeinstandhaltung",
    "Nachbarschaftspartnerschaften", "Ehrenamtskoordination", "Interessenvertretung", "Rechnungsprüfungswesen", "Notunterbringung",
    "Kinderprogramme", "Lebensmittelversorgung", "Zukunftsstrategieentwicklung"],
  arabic: ["العلاقات مع المتبرعين وجمع التبرعات", "مجلس الإدارة والحوكمة", "تطوير الموظفين والإشراف عليهم", "الإسكان والصيانة",
    "الشراكات المجتمعية", "تنسيق المتطوعين", "المناصرة والسياسات العامة", "المالية والتدقيق وإعداد التقارير",
    "الإيواء في حالات الطوارئ", "برامج الأطفال", "المطبخ والإمدادات الغذائية", "الاستراتيجية والرؤية طويلة المدى"],
  chinese: ["捐助者关系与筹款工作", "董事会与治理", "员工发展与督导", "住房与维护管理", "社区合作伙伴关系", "志愿者协调工作", "倡导与公共政策",
    "财务审计与报告", "紧急住宿安排", "儿童项目", "厨房与食品供应", "战略与长期愿景规划"],
  wide: Array.from({ length: 12 }, (_, place) => `${place} ${"WM@".repeat(30)}`),
};

export async function drawings(browser, coach, work, pictures) {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  let smallest = Infinity, count = 0, boxes = 0;
  for (const [script, names] of Object.entries(NAMES)) {
    for (let many = 1; many <= 12; many += 1) {
      const client = `${script}-${many}`;
      write(work, client, names.slice(0, many));
      const svg = coach(["balance", "show", client, "--format", "svg"]);
      const file = join(work, `${client}.svg`);
      writeFileSync(file, svg);
      for (const [width, scheme] of [[300, "light"], [300, "dark"], [1200, "light"]]) {
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.goto(pathToFileURL(file).href);
        const seen = await page.evaluate(measure, width);
        assert.deepEqual(seen.met, [], `${client} at ${width} px: these meet`);
        assert.deepEqual(seen.out, [], `${client} at ${width} px: these stand out of the drawing`);
        assert.deepEqual(seen.faint, [], `${client}, ${scheme}: contrast under 4.5`);
        if (width === 300) smallest = Math.min(smallest, seen.smallest);
        [count, boxes] = [count + 1, boxes + seen.boxes];
        if (pictures && many % 4 === 0) await page.screenshot({ path: join(pictures, `${client}-${width}-${scheme}.png`), fullPage: true });
      }
    }
  }
  assert.ok(smallest >= 11, `type of ${smallest} px at 300 px`);
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], "requests");
  console.log(`drawings: ${count}, ${boxes} lines of type, none meets another; the smallest type at 300 px is ${smallest.toFixed(1)} px`);
  await page.close();
}

function write(work, client, names) {
  const folder = join(work, "practice", "clients", client);
  mkdirSync(join(folder, "sessions"), { recursive: true });
  writeFileSync(join(folder, "client.md"), `---\nname: ${client}\nareas: ${JSON.stringify(names)}\n---\n`);
  for (const [day, add] of [["2026-03-02", 5], ["2026-07-06", 2], ["2026-11-09", 0]]) {
    const marks = names.map((name, place) => `  ${JSON.stringify(name)}: {rating: ${1 + ((place * 5 + add) % 9)}, hours: ${(place * 7 + add) % 21}, wish: ${(place * 11 + 3) % 24}}\n`);
    writeFileSync(join(folder, "sessions", `${day}.md`), `---\nstatus: held\nbalance:\n${marks.join("")}---\n`);
  }
}

// In the page: every line of type against every other, against the circle and against the edges.
function measure(width) {
  const svg = document.documentElement;
  const [, , across, down] = svg.getAttribute("viewBox").split(" ").map(Number);
  const scale = width / across;
  const [x, y] = svg.querySelector("g").getAttribute("transform").match(/[\d.]+/g).map(Number);
  const outside = Math.max(...[...svg.querySelectorAll("g path.ground")].map((path) => path.getBBox()).flatMap((box) => [box.x + box.width, -box.x, box.y + box.height, -box.y]));
  const lines = [...svg.querySelectorAll("text")].map((line) => ({ text: line.textContent, rating: line.classList.contains("rating"), box: line.getBBox(), size: parseFloat(getComputedStyle(line).fontSize), fill: getComputedStyle(line).fill }));
  // Blank space above and below the letters belongs to the box; a tenth of it may be shared.
  const meet = (a, b) => a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y + 0.1 * a.height < b.y + 0.9 * b.height && b.y + 0.1 * b.height < a.y + 0.9 * a.height;
  const met = [];
  lines.forEach((one, place) => lines.slice(place + 1).forEach((other) => { if (meet(one.box, other.box)) met.push([one.text, other.text]); }));
  for (const { text, rating, box } of lines) {
    const near = (centre, from, size) => Math.max(from + 0.1 * size - centre, centre - (from + 0.9 * size), 0);
    if (!rating && Math.hypot(near(x, box.x, box.width), near(y, box.y, box.height)) < outside) met.push([text, "the circle"]);
  }
  const out = lines.filter(({ box }) => box.x < 0 || box.y < -1 || box.x + box.width > across || box.y + box.height > down + 1).map(({ text }) => text);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(svg.querySelector(".paper")).fill);
  const contrast = (colour) => (Math.max(light(colour), paper) + 0.05) / (Math.min(light(colour), paper) + 0.05);
  const faint = lines.filter(({ fill }) => contrast(fill) < 4.5).map(({ text, fill }) => [text, fill, contrast(fill)]);
  return { met, out, faint, boxes: lines.length, smallest: Math.min(...lines.map(({ size }) => size * scale)) };
}
