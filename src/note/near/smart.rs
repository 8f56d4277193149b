//! Lines under `SMART` that are read as no answer: no box, or none of the five criteria.

use std::ops::Range;

use crate::model::headings::SMART;
use crate::model::keys::NoteKind;
use crate::model::plan::Criterion;
use crate::model::problem::Mend;
use crate::note::body::{Block, Voice};
use crate::note::fields::Reader;
use crate::note::read::smart::{is_led, item as read_item};
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
    let at = block.start..block.start + line.len();
    if is_led && block.task.is_some() {
        return tell_answer_for_question(reader, block, at);
    }
    if line.trim().is_empty() {
        return;
    }
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

/// Tells words behind a criterion that are no question and have no answer below them: they are the answer, and are read as none.
fn tell_answer_for_question(reader: &Reader<'_>, block: &Block, at: Range<usize>) {
    let item = read_item(reader.note, block).filter(|item| item.answer.is_none());
    if let Some(item) = item.filter(|item| !item.question.is_empty() && !asks(&item.question)) {
        let label = item.id.label();
        let what =
            format!("what stands behind `{label}` is read as the question, and no answer stands below it");
        let hint = "write the answer on the next line, indented by two blanks";
        reader.tell_as_note(at, CODE, what, hint);
    }
}

fn asks(words: &str) -> bool {
    memchr::memchr(b'?', words.as_bytes()).is_some() || words.contains(['？', '…'])
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
        let question = behind.strip_prefix('*')?;
        let may_answer = || !asks(question) && !question.trim().is_empty();
        let is_known = Criterion::ALL.into_iter().any(|known| known.label() == label);
        (is_known && !may_answer()).then_some(Self::Led)
    }
}
