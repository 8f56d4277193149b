//! Lines under `SMART` that are read as no answer: no box, or none of the five criteria.

use crate::model::headings::SMART;
use crate::model::keys::NoteKind;
use crate::model::plan::Criterion;
use crate::model::problem::Mend;
use crate::note::body::{Block, Voice};
use crate::note::fields::Reader;
use crate::note::read::smart::is_led;
use crate::note::sections;

const CODE: &str = "near-task";

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    if kind != NoteKind::Plan || note.body.sections.is_empty() {
        return;
    }
    for range in sections::own_contents(&note.body.sections, SMART) {
        let own = |block: &&Block| {
            range.contains(&block.start) && block.voice == Voice::Writer && !block.in_prep && block.depth <= 1
        };
        let blocks = || note.body.kept_blocks().filter(own);
        let has_items = blocks().any(|block| block.is_at_top);
        // Beside items there may well be words about them, and below one stands its answer.
        let is_meant = |block: &&Block| if has_items { block.is_at_top } else { block.depth == 0 };
        for block in blocks().filter(is_meant) {
            tell(reader, block);
        }
    }
}

fn tell(reader: &Reader<'_>, block: &Block) {
    let note = reader.note;
    let line = block.first_line(&note.text);
    let is_led = is_led(note, block);
    if line.trim().is_empty() || (is_led && block.task.is_some()) {
        return;
    }
    let at = block.start..block.start + line.len();
    let (what, hint) = if is_led {
        ("this criterion has no box, so it isn't read as one", "begin the line with `- [ ] `")
    } else {
        let what = "none of the five criteria stands at the beginning of this, so it isn't read as an answer";
        (
            what,
            "begin it with one of them in bold, as in `- [ ] **Specific** …`, with the answer indented below",
        )
    };
    let mut problem = note.problem(at, CODE, what, hint);
    let may_be_mended = is_led && block.is_at_top && block.box_at.is_none();
    problem.mend = may_be_mended.then(|| Mend { range: block.start..block.start, text: "[ ] ".to_owned() });
    reader.push(problem.as_note());
}

/// What was seen of a list of criteria by its lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Criteria {
    /// This isn't one.
    Elsewhere,
    /// Only its heading, and blank lines.
    Begun,
    /// A criterion in bold, with its box, or what stands below it.
    Led,
}

impl Criteria {
    /// What is seen with a line in it; `None` where something may be told of it.
    pub(super) fn behind(self, line: &str) -> Option<Self> {
        if self == Self::Elsewhere || line.trim_start().is_empty() {
            return Some(self);
        }
        if line.starts_with("  ") {
            return (self == Self::Led).then_some(self);
        }
        let item = ["- [ ] **", "- [x] **", "- [X] **"].iter().find_map(|mark| line.strip_prefix(mark))?;
        let (label, behind) = item.split_once('*')?;
        if !behind.starts_with('*') {
            return None;
        }
        Criterion::ALL.into_iter().any(|known| known.label() == label).then_some(Self::Led)
    }
}
