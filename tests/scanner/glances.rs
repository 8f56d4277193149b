//! What is read at a glance is held against the whole reading: the same value and nothing to tell, or it is handed over.

use std::fmt::Debug;
use std::sync::Arc;

use coach::model::keys::NoteKind;
use coach::model::needs::Depth;
use coach::model::problem::Loaded;
use coach::note::glance;
use coach::note::parsed::Note;
use coach::note::read;

use crate::dice::{Dice, found, told};
use crate::made_up_blocks::MadeUpBlocks;
use crate::made_up_bodies::MadeUpBodies;

const DEPTHS: [Depth; 5] = [Depth::Keys, Depth::Tasks, Depth::Filed, Depth::Marked, Depth::Words];

/// Lines of front matter that somebody might have typed: most of them plain, some with a slip.
const LINES: &[&str] = &[
    "date: 2026-11-08",
    "date: 2026-11-08T10:00",
    "date: \"2026-11-08 10:00\"",
    "date: 2026-11-09",
    "date: 8 Nov",
    "status: held",
    "status: planned  ",
    "status: Held",
    "status: 'cancelled'",
    "cancelled_by: client",
    "minutes: 60",
    "minutes: \"60\"",
    "minutes: 060",
    "minutes: -5",
    "minutes: an hour",
    "kind: group",
    "group_size: 6",
    "group-size: 6",
    "fee: paid",
    "charged: true",
    "charged: yes",
    "summary: Where we left off, so it seems",
    "summary: \"Quoted: with a colon\"",
    "summary: it's hers",
    "summary: cut #here",
    "summary: null",
    "summary: ''",
    "summary: \" \"",
    "summary: two\n  lines",
    "show_up_as: curious",
    "show_up_as: [curious, slow]",
    "goals: [lead, say-no]",
    "goals: lead",
    "goals: [ lead ,say-no ]",
    "goals: []",
    "goals: [a, ]",
    "goals:\n- lead\n- say-no",
    "goals:\n  - lead\n  -  say-no",
    "goals:\n  - lead\n - say-no",
    "goals:\n\n  - \"lead\"",
    "where: Zürich",
    "moved_from: [2026-11-01]",
    "talked_about: [stuck]",
    "talked_about: [no-such]",
    "alliance: {heard: 8, focus: 7.5}",
    "alliance: {heard: 8, heard: 7}",
    "alliance: {heard: 11}",
    "alliance: {overall: }",
    "alliance:\n  heard: 8\n  overall: 9",
    "alliance:\n  heard: 8\n    focus: 7",
    "alliance:\n  herd: 8",
    "alliance: 8",
    "balance: {vision: {rating: 3}}",
    "balance:\n  vision: {rating: 3, hours: 10.5}\n  self care: {wish: 4}",
    "balance:\n  vision: {rating: 0}",
    "balance:\n  vision: {rating: 3}\n  Vision: {rating: 3}",
    "balance:\n  vision : {rating: 3}",
    "balance:\n  Größe: {}",
    "balance:\n  vision: 3",
    "how_often: 2/week\u{a0}",
    "review: 2026-05-13\u{2003}",
    "levels:\n  -2: none\n  0: it is half done\n  1: more",
    "levels:\n  -2: none\n  3: more",
    "levels: {1: some, -1: less}",
    "goals: [lead\u{a0}]",
    "picked: a",
    "mail: <a@b>",
    "files: [a.pdf]",
    "imported: {from: jrnl}",
    "from: client",
    "from: coach",
    "title: To lead",
    "title: [a]",
    "opened: 2026-11-01",
    "importance: 9",
    "asked_by: sponsor",
    "reasons: {intrinsic: 8, external: 2}",
    "motive: toward",
    "levels: {0: done}",
    "level: -1",
    "level: 3",
    "level_on: 2026-11-03",
    "goal: lead",
    "goal: [lead, other]",
    "made: 2026-11-08T09:00",
    "made_by: client",
    "review: 2026-11-20",
    "confidence: 7",
    "confidence_before: 5",
    "support: her sister",
    "how_often: 2/week",
    "follows: 2026-10-01-walk",
    "outcome: kept",
    "done: 2.5",
    "of: 4",
    "of: 1e3",
    "# a comment",
    "own: hers",
    "stauts: held",
    "",
    "\r",
];

struct Glances {
    taken: usize,
    all: usize,
}

impl Glances {
    fn hold_one<T: PartialEq + Debug>(
        &mut self,
        (path, text): (&str, &str),
        kind: NoteKind,
        whole_body: bool,
        glance: impl Fn(&Arc<str>, &str, Depth) -> Option<T>,
        read: impl Fn(Loaded<Note>, Depth) -> Loaded<Option<T>>,
    ) {
        let path: Arc<str> = path.into();
        for depth in DEPTHS {
            self.all += 1;
            let Some(own) = glance(&path, text, depth) else { continue };
            self.taken += 1;
            let read_to = if whole_body { Depth::Words } else { depth };
            let whole = read(Note::from_bytes_to(read_to, &path, text.as_bytes().to_vec(), kind), depth);
            assert_eq!(Some(own), whole.value, "{depth:?} {text:?}");
            assert!(whole.problems.is_empty(), "{depth:?} {text:?}: {:?}", whole.problems);
            let told = read(Note::from_bytes(&path, text.as_bytes().to_vec()), Depth::Words).problems;
            assert!(told.is_empty(), "{text:?}: {told:?}");
        }
    }

    /// The words of a body are the same, however its keys were read.
    fn hold_words(path: &Arc<str>, between: &Arc<str>, text: &str) {
        let whole = Note::from_bytes(path, text.as_bytes().to_vec()).value;
        if let Some((_, said)) = glance::session(path, text, Depth::Keys, Some(read::session_text)) {
            assert_eq!(said, Some(read::session_text(&whole)), "{text:?}");
        }
        let whole = Note::from_bytes(between, text.as_bytes().to_vec()).value;
        if let Some((_, said)) = glance::between(between, text, Depth::Keys, Some(read::read_between_text)) {
            assert_eq!(said, Some(read::read_between_text(&whole)), "{text:?}");
        }
    }

    fn hold(&mut self, text: &str) {
        let name = "c/2026-11-08-walk.md";
        // Only among the notes between sessions `from` is a key.
        let between_name = "c/notes/2026-11-08-walk.md";
        Self::hold_words(&name.into(), &between_name.into(), text);
        let some = |loaded: Loaded<_>| Loaded { value: Some(loaded.value), problems: loaded.problems };
        // A value is the same whether the body beside it is wanted or not.
        for body in [false, true] {
            let see = body.then_some(|_: &Note| {});
            let session = |path: &_, text: &_, depth| Some(glance::session(path, text, depth, see)?.0);
            let between = |path: &_, text: &_, depth| Some(glance::between(path, text, depth, see)?.0);
            self.hold_one((name, text), NoteKind::Session, body, session, read::read_session);
            self.hold_one((between_name, text), NoteKind::Between, body, between, read::read_between_to);
        }
        self.hold_one((name, text), NoteKind::Plan, false, glance::plan, |note, _| some(read::plan(note)));
        let some = |loaded: Loaded<_>| Loaded { value: Some(loaded.value), problems: loaded.problems };
        self.hold_one(("c/lead.md", text), NoteKind::Goal, false, glance::goal, |note, _| {
            some(read::goal(note))
        });
    }
}

#[test]
fn ordinary_notes_are_read_at_a_glance() {
    let session_of = |front: &str, body: &str| {
        let text = format!("---\n{front}\n---\n{body}");
        let path = "s/2026-11-08.md".into();
        glance::session(&path, &text, Depth::Tasks, glance::NOBODY).map(|(session, _)| session)
    };
    let session = |front: &str, body: &str| session_of(front, body).is_some();
    let body = "\nShe came in late.\n\n> I was happy. #happy\n\n## Threads\n- [x] Ask again.\n";
    for front in [
        "date: 2026-11-08T10:00\nstatus: held\nminutes: 60\nalliance: {heard: 8, overall: 7.5}\ngoals: [lead]",
        "date: 2026-11-08\r\nsummary: \"Quoted: so\"\r\ngoals:\r\n  - lead\r\nalliance:\r\n  heard: 8\r",
        "status: planned",
        "",
    ] {
        assert!(session(front, body), "{front:?}");
    }
    for front in
        ["date: 2026-11-09", "status: Held", "minutes: an hour", "own: key", "balance: {vision: {rating: 3}}"]
    {
        assert!(!session(front, body), "{front:?}");
    }
    let open = session_of("status: held", "## Threads\n- [ ] open\n").expect("its words are read as well");
    assert_eq!(open.threads[0].statement.text, "open");
    assert!(!session("status: held", "minutes: 40\n"));
    assert!(!session("status: held", "\0"));
}

#[test]
fn made_up_notes_are_read_alike_or_handed_over() {
    let cases = told("COACH_CASES", 3_000);
    let seed = told("COACH_SEED", 5);
    let (mut dice, mut glances) = (Dice::new(seed), Glances { taken: 0, all: 0 });
    let (mut blocks, mut bodies) = (MadeUpBlocks::new(seed), MadeUpBodies::new(seed));
    for _ in 0..cases {
        let mut front = String::new();
        for _ in 0..dice.below(6) {
            front += dice.one_of(LINES);
            front.push('\n');
        }
        if dice.below(12) == 0 {
            front += &blocks.block();
        }
        let body =
            if dice.below(3) == 0 { bodies.body() } else { "\n# Walk\n\nWords of hers. #happy\n".to_owned() };
        let note = format!("---\n{front}---\n{body}");
        glances.hold(&if dice.below(3) == 0 { bodies.mutate(&note) } else { note });
    }
    println!("{} of {} at a glance", glances.taken, glances.all);
    assert!(glances.taken * 50 > glances.all, "{} of {}", glances.taken, glances.all);
}

#[test]
fn kept_notes_and_slips_in_them_are_read_alike_or_handed_over() {
    let mut glances = Glances { taken: 0, all: 0 };
    let mut bodies = MadeUpBodies::new(told("COACH_SEED", 5));
    for text in found("COACH_NOTES") {
        glances.hold(&text);
        for _ in 0..told("COACH_CASES", 6_000) / 600 {
            glances.hold(&bodies.mutate(&text));
        }
    }
    assert!(glances.taken > 0);
}
