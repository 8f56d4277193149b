"""Small practices as hurried people and other programs leave them: each comes from its number alone. Most notes are plain; the others
have stray and mistyped keys, tabs, CRLF, a BOM, YAML that few know, headings and boxes in all spellings, merges, copies, bytes that are no text."""

import random
from datetime import date, timedelta

DAY = date(2026, 11, 24)
STATUS = ["held", "planned", "cancelled", "moved", "no-show", "Held", "no show", "canceled", "hled", "", "~"]
SESSION = [
    "date: {day}T10:00", "date: {day}", "date: {day} 10:30", "Date: {day}", "date: '{day}'", "date: {day}T25:00", "date: soon", "status: {status}",
    "status: {status}", "Status: {status}", "statsu: held", "status:", "minutes: 60", "minutes: 60", "minutes: 007", "minutes: 0x3c", "minutes: an hour",
    "minutes: '45'", "minutes: 6e1", "minutes: 600", "mintues: 50", "kind: group", "kind: Team", "kind: mentor-coaching", "group_size: 6",
    "group-size: 4", "fee: pro-bono", "charged: true", "charged: yes", "cancelled_by: coach", "cancelled by: client",
    "summary: She saw it.", "summary: She saw #3 again", "summary: \"Quoted: yes\"", "summary: 'it''s'", "summary: a: b", "summary: [one, two]",
    "summary: >\n  Folded\n  words", "summary: |\n  Kept\n  lines", "show_up_as: slower", "show-up-as: [slower, kinder]", "goals: [lead]", "goals: lead",
    "goals:\n- lead\n- rest", "goals: [lead, leed]", "goals: &g [lead]", "talked_about: [alliance-dip, alliance-dop]",
    "alliance: {{heard: 9, focus: 3, approach: 7, overall: 9}}", "alliance: {{heard: 2, hears: 3}}", "alliance:\n  heard: 11\n  focus: x", "alliance: 9",
    "balance:\n  vision: {{rating: 3, hours: 2, wish: 10}}\n  service: {{rating: 8, hours: 30, wish: 4}}", "balance: {{vision: {{rating: 3, hour: 2}}}}",
    "balance:\n\tvision: 3", "picked: vision", "where: the café", "moved_from: 2026-10-01", "from: client", "email: x@y.example", "review: {day}",
    "outcome: kept", "mood: *m", "mood: &m good", "tag: !!str 7", "? odd\n: key", "<<: {{a: b}}", "a: b\n  c: d", "- item", "imported: {{from: csv, id: \"17\"}}",
    "# a comment", "note: 'unclosed", "ünder: é", "status :held", "status:held", "tags: [a, b", "x: 1\nx: 2", "minutes: 30\nminutes: 40",
]
BETWEEN = ["date: {day}", "from: client", "from: coach", "From: client", "from: Ann", "mail: <a@b>", "files: [a.pdf]", "minutes: 30", "status: held",
           "frmo: client", "date: {day}T09:00", "source: mail", "# why"]
PLAN = ["goal: lead", "goal: leed", "made: {day}", "made: {day}T10:40", "made_by: together", "made_by: coach", "review: {day}", "when: Tue, 07:30",
        "how_often: 2/week", "support: nobody", "support: Jo", "make_room: -", "confidence_before: 5", "confidence: 9", "confidence: 12",
        "confidnce: 8", "follows: 2026-10-01-one", "outcome: kept", "outcome: missed", "outcome: partly", "outcome: draft", "outcome: opne", "outcome: open",
        "reviewed: {day}", "done: 3", "of: 4", "done: 5\nof: 4", "lens: Manager", "reveiw: {day}"]
GOAL = ["title: Lead", "title: \"Lead: the team\"", "status: active", "status: paused", "status: achieved", "opened: 2026-01-10", "importance: 9", "importance: 11",
        "asked_by: sponsor", "reasons: {{external: 8, introjected: 6, identified: 2, intrinsic: 1}}", "motive: external", "examined: {day}",
        "resistance: not-my-path", "levels:\n  -2: none\n  0: \"some\"", "level_start: -2", "level: -2", "level: 1", "level_on: {day}", "fulfilled: 3", "titel: x"]
CLIENT = ["status: active", "status: paused", "status: completed", "since: 2026-01-12", "until: {day}", "sessions_agreed: 4", "keep_until: {day}",
          "email: ann@x.example", "email: [a@x.example, b@x.example]", "fee: pro-bono", "areas: [vision, service]", "timezone: Asia/Tokyo", "timezone: Nowhere",
          "kind: group", "group_size: 5", "minutes: 45", "sessions_before: 3", "hours_before: {{paid: 30, pro_bono: 2.5}}", "log_consent: 2026-01-12",
          "hush: {{gone-quiet: {day}}}", "tags: [a]", "sponsor: {{name: P, email: p@x.example}}", "agreed: {{notes: 2026-01-12}}", "nmae: X", "birthday: 3 May"]
BODY = [
    "She came late and said little.", "A line\nthat goes on.", "> Her own words.", "> - said\n> - in a list", "> > Somebody else.", "> [!note] a callout\n> more",
    "> [!quote]\n> Quoted.", "## Threads\n- [ ] Ask about Kim\n- [x] The budget", "## Threads\n- no box\n- [] empty\n- [/] half\n- [-] given up",
    "## Thraeds\n- [ ] slip", "##Threads\n- [ ] close", "**Threads**\n- [ ] bold", "Threads\n-------\n- [ ] under", "## Threads:\n-[ ] near\n• dot\n☐ box",
    "## Threads\n1. one\n2. two\n   - [ ] nested", "## Own heading\n- [ ] boxed elsewhere", "# Threads\n* [ ] star", "### threads 🎯\n- [ ] deep",
    "## I said I would\n- [ ] send it due:2026-11-20\n- [x] call", "## I said I would\n- mail her due: tomorrow\n- [ ] write 📅 2026-12-01", "## i said I wuold\n- [ ] slip",
    "**I said I would:**\n- [ ] bold promise", "I said I would\n===\n- [ ] underlined", "> ## I said I would\n> - [ ] quoted", "- [ ] a box alone", "text\n- [ ] right below",
    "    - [ ] code", "\t- [ ] tab", "```\n- [ ] fenced\n#supervise\n```", "~~~\n## Threads\n~~~", "<!-- - [ ] hidden #supervise -->", "%% hidden #happy %%", "%%\n## Threads\n- [ ] x\n%%",
    "What a day. #happy", "#supervise am I too careful?", "- a point #Supervise", "Her boss #expects more. #otherwise", "#hapyp slip", "#strengths in the plural", "(#fear)",
    "- one #awake\n- two #history/school", "\"#value\" quoted", "word#happy", "## Heading #happy", "[link #happy](x)", "`#happy`", "\\#happy", "&#35;happy", "Said together. #ours",
    "> said #belief", "> > other #happy", "| a | #happy |\n| - | - |\n| b | c |", "<div>#happy</div>", "## Preparation\nSent ahead. #awake", "## Reflection\nMine alone. #supervise",
    "## Prep\n- [ ] old digest #happy #supervise", "## Plan\nWalk on Tuesday", "status: cancelled", "**date:** 2026-11-01", "minutes:: 40", "From: ann@x.example\nSubject: hi\n\nHello",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs", "<<<<<<< HEAD", "#", "# Title", "#\tTab", "---\nx: y\n---", "***", "a\rb", "\u2028", "• point", "- [ ] one\n  - [ ] two\n    under", "On Monday she wrote:\n> old",
    "## Steps\n- [ ] walk due:2026-11-20\n- [x] talk", "## Reality test\n- [x] If rain, then umbrella", "## Outcome\nIt went well.\n\nLearned: go early.",
    "## SMART\n- [x] **Specific** What?\n  Walk.\n- [ ] **Relevant** Why?", "## Hard questions\n- [x] Whose is it?\n  Hers.", "## In their words\nI want it.", "## Strengths\n- kind\n- #value clear",
]
BREAKS = [
    lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("\n", "\r\n", 3), lambda t: "\ufeff" + t, lambda t: "\n" + t, lambda t: t.replace("---\n", "--- \n", 1),
    lambda t: t.replace("---\n", "----\n", 1), lambda t: t.replace("\n---\n", "\n...\n", 1), lambda t: t.replace("\n---\n", "\n", 1), lambda t: t.replace("---\n", "", 1),
    lambda t: t.replace(": ", ":\t"), lambda t: t.replace("\n", " \n"), lambda t: t.rstrip("\n"), lambda t: t[: len(t) // 2], lambda t: "", lambda t: t + "\0",
    lambda t: t.replace("---\n", "---\n\n# c\n", 1), lambda t: t.replace("---\n", "---\n---\n", 1), lambda t: " " + t, lambda t: t.replace("---", "+++"), lambda t: t.upper(),
    lambda t: t.replace("- [", "* ["), lambda t: t.replace("\n\n", "\n"), lambda t: t.replace(" ", "\u00a0", 2), lambda t: t * 2, lambda t: t.replace("e", "é"),
]


def lay(path, text, dice):
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = text.encode("utf-8", "replace")
    if dice.random() < 0.01:
        raw = raw.replace(b"e", b"\xff", 1)
    path.write_bytes(raw)


def slip(text, dice):
    at = dice.randrange(len(text) + 1)
    return dice.choice([
        lambda: text[:at] + text[at + 1:], lambda: text[:at] + dice.choice(" \n\t:#-[]{}'\"*&!|>%@`\\~é") + text[at:],
        lambda: text[:at] + text[at + 1:at + 2] + text[at:at + 1] + text[at + 2:],
    ])()


def note(dice, must, keys, most, found):
    if found and dice.random() < 0.1:
        text = dice.choice(found)
    else:
        day = DAY + timedelta(days=dice.choice([0, 0, 1, 3, -1, -3, -20, -40, -90, -200]))
        lines = must + dice.sample(keys, dice.randint(0, most))
        front = "\n".join(lines).replace("{status}", dice.choice(STATUS[:5] if dice.random() < 0.8 else STATUS))
        front = front.replace("{day}", day.isoformat()).replace("{{", "{").replace("}}", "}")
        plain = dice.random() < 0.5
        body = "\n\n".join(dice.sample(BODY[:12] if plain else BODY, dice.randint(0, 4)))
        text = f"---\n{front}\n---\n\n{body}\n"
    if dice.random() < 0.15:
        text = dice.choice(BREAKS)(text)
    if text and dice.random() < 0.15:
        text = slip(text, dice)
    return text


def make(folder, seed, found=()):
    """Lays out a practice; `found` are texts of notes that stand somewhere, some of which are mixed in."""
    dice = random.Random(seed)
    found = list(found)
    lay(folder / "coach.yaml", "format: 1\n" + dice.choice(["", "timezone: Europe/Paris\n", "training_since: 2026-03-01\n", "keep_transcripts: 14 days\n"]), random.Random(0))
    for who in dice.sample(["ann", "ben", "Zoë", "ann-2", "Ben 2", "kim"], dice.randint(1, 3)):
        client = folder / "clients" / who
        if dice.random() < 0.95:
            lay(client / "client.md", note(dice, [f"name: {who.title()}"] if dice.random() < 0.9 else [], CLIENT, 4, []), dice)
        for _ in range(dice.randint(0, 7)):
            day = (DAY - timedelta(days=dice.choice([0, 0, 0, 1, -1, -2, 7, 14, 35, 60, 100, 150]))).isoformat()
            name = day + dice.choice(["", "", "", "", "", "-2", " 2", " (1)", " copy", " (ann's conflicted copy 2026-11-01)", " Kim", ".sync-conflict-20261101-101010-ABCDEFG"])
            ending = dice.choice([".md"] * 12 + [".MD", ".md.txt", ".txt", ".markdown"])
            must = dice.choice([[], ["status: held"], ["date: {day}T10:00", "status: {status}", "minutes: 60"]])
            lay(client / dice.choice(["sessions"] * 12 + ["session", "sessions/2026", ""]) / f"{name}{ending}", note(dice, must, SESSION, 4, found), dice)
        for _ in range(dice.randint(0, 4)):
            day = (DAY - timedelta(days=dice.choice([0, 1, 3, 9, 33, 80]))).isoformat()
            lay(client / "notes" / f"{day}{dice.choice(['', '', '-1412', ' 2', '-x'])}.md", note(dice, [], BETWEEN, 3, found), dice)
        for goal in dice.sample(["lead", "rest", "Lead", "lead-2", "README"], dice.randint(0, 3)):
            lay(client / "goals" / f"{goal}.md", note(dice, [], GOAL, 6, []), dice)
        for plan in dice.sample(["2026-10-01-one", "2026-10-15-two", "2026-11-02-three", "2026-11-20-four", "five"], dice.randint(0, 4)):
            lay(client / "plans" / f"{plan}.md", note(dice, dice.choice([[], ["goal: lead", "outcome: missed"], ["goal: lead", "outcome: draft"]]), PLAN, 6, []), dice)
        if dice.random() < 0.2:
            lay(client / dice.choice(["2026-11-01.md", "client copy.md", ".sessions.icloud", "files/a.md", "transcripts/2026-11-01.md"]), "words\n", dice)
