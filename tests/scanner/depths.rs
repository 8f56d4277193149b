//! What each view says that it needs is held against everything: the same part in the view, the same problems, over the example, the
//! real notes, and practices that are made up of blocks and bodies with slips in them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use coach::insight::calendar::Wish;
use coach::insight::plans::Wanted;
use coach::insight::{
    alliances, calendar, caseload, clients, follow_through, hours, plans, stuck, supervision, today,
};
use coach::model::moment::Moment;
use coach::model::needs::Needs;
use coach::model::problem::{Loaded, Problem};
use coach::model::record::Record;
use coach::model::settings::Thresholds;
use coach::model::wording::{PlanWords, SignalWords};
use coach::practice::Practice;
use coach::render::built_in::{PLAN_WORDS, SIGNAL_WORDS};

use crate::dice::{Dice, told};
use crate::made_up_blocks::MadeUpBlocks;
use crate::made_up_bodies::MadeUpBodies;

/// Keys that decide what a view says, beside those that mean nothing.
const KEYS: &[&str] = &[
    "date: 2026-11-24T10:00",
    "date: 2026-11-25",
    "date: 2026-10-02",
    "status: planned",
    "status: held",
    "status: cancelled\ncancelled_by: coach",
    "minutes: 60",
    "mintues: 60",
    "summary: She saw it.",
    "goals: [lead]",
    "goal: lead",
    "alliance: {heard: 3, overall: 9}",
    "from: client",
    "from: coach",
    "outcome: draft",
    "outcome: missed\nreviewed: 2026-11-01",
    "review: 2026-11-20",
    "follows: 2026-10-02",
    "importance: 9",
    "asked_by: sponsor",
];
/// What is read of a body at some depth, plain and sloppy.
const PARTS: &[&str] = &[
    "## Threads\n- [x] done\n- [ ] open\n",
    "## Threads\n- [x] done\n- no box\n",
    "## threads:\n1. numbered\n- [/] half\n",
    "### 🧵 Threads\n- [-] given up\n",
    "**Threads**\n- [ ] bold\n",
    "## Own\n- [ ] boxed\n- [x] ticked\n",
    "- # Threads\n  - [ ] inside\n",
    "## I said I would\n- [ ] send it due:2026-11-20\n- [x] kept\n",
    "I said I would\n---\n- underlined\n",
    "## I said I wuold\n- a slip\n",
    "> ## I said I would\n> - quoted\n",
    "words #supervise\n",
    "- a point #Supervise/later\n",
    "#strengths of hers\n",
    "> hers #awake\n",
    "> > theirs #fear\n",
    "`#value` and (#belief)\n",
    "## Preparation\nsent ahead #happy\n",
    "## Prep\n- [ ] old #happy #supervise\n",
    "# Title\n",
    "## Steps\n- [x] walk\n",
    "## SMART\n- [x] **Specific** What?\n  Walk.\n",
    "## SMART\nwords first\n- [ ] **Time bound** When?\n- **Specific** What?\n- [ ] Realistic\n",
    "## SMART\n  - [ ] **Specific** What?\n\n### Achievable\nyes\n",
    "## Outcome\nLearned: go early.\n",
    "```\n- [ ] code #supervise\n```\n",
    "<!-- #supervise -->\n",
    "minutes: 40\n",
    "[x] word [a](b)\n",
    "- [x]\n- [X]  two\n* [x] star\n",
];

/// What a client adds to a view, and the practice's problems, read as deep as the view needs and in whole.
fn hold<T: Debug + Send>(
    practice: &Practice,
    (name, needs): (&str, Needs),
    look: impl Fn(Record, bool) -> T + Sync,
) -> usize {
    let read = |needs: Needs| -> (Vec<String>, Vec<Problem>) {
        let is_whole = needs == Needs::ALL;
        let Loaded { value, problems } =
            practice.look_at_records(needs, |record| format!("{:?}", look(record, is_whole)));
        (value, problems)
    };
    let (whole, needed) = (read(Needs::ALL), read(needs));
    assert_eq!(needed, whole, "{name} of {}", practice.root.display());
    whole.0.iter().map(String::len).sum()
}

/// Holds every view of a practice; tells how much was said.
fn hold_views(root: &Path) -> usize {
    let practice = Practice::open_at(root).expect("a practice");
    let now = Moment::parse("2026-11-24T09:00").expect("a moment");
    let since: Option<NaiveDate> = None;
    let (signal_words, plan_words): (SignalWords, PlanWords) = (
        serde_yaml::from_str(SIGNAL_WORDS.1).expect("words"),
        serde_yaml::from_str(PLAN_WORDS.1).expect("words"),
    );
    let wish = Wish { since: now.date, names: true, places: true, alarm: None, zone: None };
    let (limits, read, wanted) = (Thresholds::default(), BTreeMap::new(), Wanted::default());
    let day = |record: Record, is_whole: bool| {
        let needs = today::find_wanted(&record, now, 7).filter(|_| !is_whole);
        let deeper = needs.map(|needs| practice.record_for(needs, &record.client.id).value);
        today::client_day(deeper.as_ref().unwrap_or(&record), now, 7)
    };
    [
        hold(&practice, ("client list", clients::NEEDS), |record, _| clients::client_line(&record, now)),
        hold(&practice, ("plan list", plans::NEEDS), |record, _| plans::plan_lines(&record, &wanted, now)),
        hold(&practice, ("calendar", calendar::NEEDS), |record, _| {
            calendar::client_events(&record, now, wish)
        }),
        hold(&practice, ("today", today::NEEDS), day),
        hold(&practice, ("stuck", stuck::NEEDS), |record, _| {
            stuck::stuck_line(&record, &limits, &signal_words, now)
        }),
        hold(&practice, ("supervise", supervision::NEEDS), |record, _| {
            supervision::carried_from(&record, now)
        }),
        hold(&practice, ("hours", hours::NEEDS), |record, _| hours::client_hours(&record, since, now)),
        hold(&practice, ("alliance", alliances::NEEDS), |record, _| {
            alliances::client_marks(&record, since, now)
        }),
        hold(&practice, ("caseload", caseload::NEEDS), |record, _| {
            caseload::client_load(&record, &read, now)
        }),
        hold(&practice, ("follow-through", follow_through::NEEDS), |record, _| {
            let extent = follow_through::Extent { compares: true, lists_all: true };
            follow_through::client_plans(&record, &plan_words, since, extent)
        }),
    ]
    .iter()
    .sum()
}

/// Notes of all kinds, one after the other.
struct MadeUpNotes {
    dice: Dice,
    blocks: MadeUpBlocks,
    bodies: MadeUpBodies,
}

impl MadeUpNotes {
    fn note(&mut self) -> String {
        let mut front = String::new();
        for _ in 0..self.dice.below(6) {
            front += self.dice.one_of(KEYS);
            front.push('\n');
        }
        if self.dice.below(4) == 0 {
            front += &self.blocks.block();
        }
        let mut body = String::new();
        for _ in 0..self.dice.below(4) {
            body += self.dice.one_of(PARTS);
            body += self.dice.one_of(&["\n", "\n", ""]);
        }
        if self.dice.below(4) == 0 {
            body += &self.bodies.body();
        }
        let note = format!("---\n{front}---\n{body}");
        if self.dice.below(6) == 0 { self.bodies.mutate(&note) } else { note }
    }

    fn practice(&mut self, root: &Path) {
        write(&root.join("coach.yaml"), "format: 1\n");
        let client = root.join("clients/ann");
        write(&client.join("client.md"), "---\nname: Ann\n---\n");
        for (folder, most) in [("sessions", 6), ("notes", 4), ("goals", 3), ("plans", 3)] {
            for number in 0..self.dice.below(most) {
                let name =
                    self.dice.one_of(&["2026-10-02", "2026-11-24", "2026-11-20", "2026-09-01", "lead"]);
                write(&client.join(format!("{folder}/{name}-{number}.md")), self.note());
            }
        }
    }
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// Lays every real note out as each kind of note of one client.
fn lay_out_real(root: &Path, real: &Path) {
    write(&root.join("coach.yaml"), "format: 1\n");
    let notes = walkdir::WalkDir::new(real).sort_by_file_name();
    let is_note = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let notes = notes.into_iter().flatten().map(walkdir::DirEntry::into_path).filter(is_note);
    for (number, note) in notes.enumerate() {
        let text = fs::read(&note).expect("a real note");
        for folder in ["sessions", "notes", "goals", "plans"] {
            let client = root.join(format!("clients/real-{folder}"));
            write(&client.join("client.md"), "---\nname: Real\n---\n");
            let name = note.file_name().and_then(|name| name.to_str()).expect("a name");
            write(&client.join(folder).join(format!("{number}")).join(name), &text);
        }
    }
}

#[test]
fn what_a_view_needs_is_enough_for_it() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/practice");
    assert!(hold_views(&example) > 0);
    let cases = told("COACH_CASES", 600) / 10;
    let seed = told("COACH_SEED", 3);
    let (blocks, bodies) = (MadeUpBlocks::new(seed), MadeUpBodies::new(seed));
    let mut made_up = MadeUpNotes { dice: Dice::new(seed), blocks, bodies };
    for _ in 0..cases {
        let root = tempfile::tempdir().expect("a folder");
        made_up.practice(root.path());
        hold_views(root.path());
    }
}

#[test]
fn what_a_view_needs_of_real_notes_is_enough_for_it() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned();
    let real = Path::new(&std::env::var("COACH_SHARED").unwrap_or(beside)).join("real");
    if !real.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "the real notes have to be there in CI; set COACH_SHARED");
        println!("SKIPPED: no real notes beside the package and no COACH_SHARED");
        return;
    }
    let root = tempfile::tempdir().expect("a folder");
    lay_out_real(root.path(), &real);
    assert!(hold_views(root.path()) > 0);
}
