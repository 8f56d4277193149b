//! The body of a note, to be read back.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::figures::lines_of;
use super::{statement, task_words};
use crate::model::headings;
use crate::model::note_text::{NoteText, Passage};
use crate::model::order::InOrder as _;
use crate::model::statement::Statement;
use crate::note::body::{Block, Voice};
use crate::note::parsed::Note;
use crate::note::readable::readable;
use crate::note::sections;

/// The level of a body's highest heading: an entry's own heading is one of level 2.
const TOP: u8 = 3;

/// What a session's note says. The client's own words are its block quotes and what they sent ahead.
#[must_use]
pub fn session_text(note: &Note) -> NoteText {
    let ahead = sections::own_contents(&note.body.sections, "Preparation");
    note_text(note, |voice, at| match voice {
        Voice::Client => true,
        Voice::Writer => sections::holds(&ahead, at),
        Voice::Other => false,
    })
}

/// What a note between sessions says. A mail of the client's is theirs throughout, what it quotes apart.
#[must_use]
pub fn read_between_text(note: &Note) -> NoteText {
    let theirs = if note.is_mail() { Voice::Writer } else { Voice::Client };
    note_text(note, |voice, _| voice == theirs)
}

fn note_text(note: &Note, is_said: impl Fn(Voice, usize) -> bool) -> NoteText {
    let reader = Reader::new(note);
    // In a mail of the client's a heading means nothing: all of it is said, and an item has a box only where one was typed.
    let is_mail = note.is_mail();
    let tasks = note.body.tasks(headings::THREADS).filter(|_| !is_mail);
    let threads: HashSet<usize> = tasks.map(|block| block.start).collect();
    let blocks = note.body.kept_blocks().map(|block| {
        let is_thread = threads.contains(&block.start);
        let said = is_said(block.voice, block.start) && !is_thread;
        (block.start, reader.block(block, said, is_thread))
    });
    let figures =
        note.body.figures.iter().filter(|figure| !sections::holds(&reader.preps, figure.range.start));
    let lines = figures.flat_map(|figure| {
        let said = is_said(figure.voice, figure.range.start);
        let voiced = move |passage: Passage| {
            let statement = Statement { said, ..passage.statement };
            Passage { statement, ..passage }
        };
        reader.lines(&figure.range).into_iter().map(move |(at, passage)| (at, voiced(passage)))
    });
    let mut passages: Vec<(usize, Passage)> = blocks.chain(lines).collect();
    passages.put_in_order_by_key(|(at, _)| *at);
    let passages = passages.into_iter().map(|(_, passage)| passage);
    let passages = passages.filter(|passage| !passage.statement.text.is_empty()).collect();
    NoteText { whole: readable(note, TOP), passages }
}

/// A note, and the parts of it that every passage is held against.
struct Reader<'a> {
    note: &'a Note,
    preps: Vec<Range<usize>>,
    reflections: Vec<Range<usize>>,
    /// The words of each heading, shared by what stands under it.
    headings: Vec<Arc<str>>,
}

impl<'a> Reader<'a> {
    fn new(note: &'a Note) -> Self {
        let sections = &note.body.sections;
        let reflections = sections::find_anywhere(sections, "Reflection");
        let headings = sections.iter().map(|section| section.title.as_str().into()).collect();
        Self { note, preps: sections::preps(sections), reflections, headings }
    }

    fn block(&self, block: &Block, said: bool, is_thread: bool) -> Passage {
        let words = if block.task.is_some() { task_words } else { statement };
        Passage {
            statement: Statement { said, ..words(self.note, block) },
            heading: self.heading(block.start),
            state: block.task.filter(|_| !self.note.is_mail() || block.box_at.is_some()),
            due: None,
            is_thread,
            whole: block.words(&self.note.text).into_owned(),
        }
    }

    /// The lines of a table or of code that hold a letter or a digit.
    fn lines(&self, range: &Range<usize>) -> Vec<(usize, Passage)> {
        let note = self.note;
        let passage = |(at, text): (usize, &str)| {
            let private = sections::holds(&self.reflections, at);
            let statement = Statement { private, ..Statement::new(text, &note.path, note.lines.line(at)) };
            (at, Passage { heading: self.heading(at), ..Passage::new(statement, "") })
        };
        lines_of(note, range).into_iter().map(passage).collect()
    }

    /// The innermost heading above a place: the last one before it, since a section runs to the next heading.
    fn heading(&self, at: usize) -> Option<Arc<str>> {
        let behind = self.note.body.sections.partition_point(|section| section.heading.start <= at);
        self.headings[..behind].last().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::{read_between_text, session_text};
    use crate::model::note_text::{NoteText, Passage};
    use crate::note::parsed::Note;

    const BODY: &str = "First. #happy\n\n> Hers.\n>\n> > Not hers.\n\n## Preparation\n- sent ahead\n\n\
        ## Threads\n- [ ] open\n- [x] done\n\n## Table\n| Kim | Tue |\n| --- | --- |\n| Jo | Wed |\n\n\
        ## Prep\nold\n\n| old |\n| - |\n\n## Reflection\nmine\n";

    fn read_passages(front: &str, text: fn(&Note) -> NoteText) -> Vec<Passage> {
        text(&Note::parse(&"clients/a/notes/a.md".into(), format!("---\n{front}\n---\n{BODY}")).value)
            .passages
    }

    fn list_said(passages: &[Passage]) -> Vec<&str> {
        passages
            .iter()
            .filter(|passage| passage.statement.said)
            .map(|passage| passage.statement.text.as_str())
            .collect()
    }

    #[test]
    fn every_passage_is_there_once_in_its_order_with_its_heading() {
        let passages = read_passages("a: 1", session_text);
        let texts: Vec<(&str, Option<&str>)> =
            passages.iter().map(|p| (p.statement.text.as_str(), p.heading.as_deref())).collect();
        let wanted = [
            ("First.", None),
            ("Hers.", None),
            ("Not hers.", None),
            ("sent ahead", Some("Preparation")),
            ("open", Some("Threads")),
            ("done", Some("Threads")),
            ("| Kim | Tue |", Some("Table")),
            ("| Jo | Wed |", Some("Table")),
            ("mine", Some("Reflection")),
        ];
        assert_eq!(texts, wanted);
        assert_eq!(passages[0].whole, "First. #happy");
        assert_eq!(passages[5].state, Some(crate::model::statement::TaskState::Done));
        assert!(passages[4].is_thread && passages[8].statement.private);
    }

    #[test]
    fn what_is_theirs_depends_on_the_note() {
        assert_eq!(list_said(&read_passages("a: 1", session_text)), ["Hers.", "sent ahead"]);
        assert_eq!(list_said(&read_passages("from: coach", read_between_text)), ["Hers."]);
        let mail = read_passages("from: client", read_between_text);
        assert!(list_said(&mail).contains(&"First.") && !list_said(&mail).contains(&"Hers."));
    }

    #[test]
    fn whatever_the_headings_and_boxes_of_a_mail_say_it_is_theirs() {
        let body = "## Threads\n- [ ] Otto\n- Kim\n\n## Steps\n- walk\n\n## To do\n- [x] rest\n";
        let text = format!("---\nfrom: client\n---\n{body}");
        let mail = read_between_text(&Note::parse(&"clients/a/notes/a.md".into(), text).value).passages;
        assert_eq!(list_said(&mail), ["Otto", "Kim", "walk", "rest"]);
        assert!(mail.iter().all(|passage| !passage.is_thread));
        let boxes: Vec<bool> = mail.iter().map(|passage| passage.state.is_some()).collect();
        assert_eq!(boxes, [true, false, false, true]);
    }
}
