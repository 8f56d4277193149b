//! Who else is spoken of in a client's notes.

use super::spoken::{Spoken, has_capital, words_of};
use crate::model::client::{About, Filed};
use crate::model::headings;
use crate::model::record::Record;
use crate::model::statement::Statement;

/// What a text is, as far as it shows names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// Running text.
    Nobody,
    /// Who supports them: it often begins with the name.
    Support,
    /// A heading of the writer's own.
    Heading,
}

/// Names that come back within sentences or stand behind a title, and those that supports and headings show.
pub(super) fn third_persons(texts: &[(&str, Shows)], spoken: &Spoken) -> Vec<String> {
    let mut names: Vec<String> = spoken.names().cloned().collect();
    for (text, shows) in texts {
        let shown = words_of(text).filter(|(_, word)| has_capital(word) && !spoken.is_ordinary(word));
        let is_name = |at: usize, word: &str| match shows {
            Shows::Nobody => false,
            Shows::Support => is_named_in_support(text, at, word, spoken),
            Shows::Heading => is_named_in_heading(text, at, word, spoken),
        };
        names.extend(shown.filter(|(at, word)| is_name(*at, word)).map(|(_, word)| word.to_owned()));
    }
    names
}

/// `Marit from next door. Sits in the shed.`: the first word, and any inside a sentence.
fn is_named_in_support(text: &str, at: usize, word: &str, spoken: &Spoken) -> bool {
    let is_first = !text[..at].contains(char::is_alphanumeric);
    let begins = text[..at].trim_end().ends_with(['.', '!', '?']);
    let is_known = || spoken.is_inside(word) || is_possessive(text, at, word);
    !spoken.is_noun(word) && (is_first || !begins || is_known())
}

/// `Call with Jonas`, `Jonas`, `Anna's move`; not `Next Steps`, where every word has a capital and says nothing.
fn is_named_in_heading(text: &str, at: usize, word: &str, spoken: &Spoken) -> bool {
    let others: Vec<&str> = words_of(text).map(|(_, other)| other).filter(|other| *other != word).collect();
    let is_first = !text[..at].contains(char::is_alphanumeric);
    let is_title_case =
        !others.is_empty() && others.iter().all(|other| has_capital(other) || other.len() < 4);
    let stands_out = if is_first { others.is_empty() } else { !is_title_case };
    !spoken.is_noun(word) && (stands_out || spoken.is_inside(word) || is_possessive(text, at, word))
}

fn is_possessive(text: &str, at: usize, word: &str) -> bool {
    let behind = &text[at + word.len()..];
    ["'s ", "’s "].iter().any(|owner| behind.starts_with(owner))
}

/// Everything that the notes of a client say, and what of it shows names.
pub(super) fn texts_of(record: &Record) -> Vec<(&str, Shows)> {
    let mut texts = Texts::default();
    let client = &record.client;
    texts.note_filed(&client.filed);
    texts.note_said(&client.helps).note_said(&client.to_be_with_them).note_said(&client.otherwise);
    for session in &record.sessions {
        texts
            .note_said(&session.text)
            .note_said(&session.said)
            .note_said(&session.summary)
            .note_said(&session.preparation);
        texts.note_said(&session.reflection).note_said(&session.typed_plan).note_said(&session.otherwise);
        texts.note_said(session.threads.iter().map(|task| &task.statement));
        texts.note_said(session.promises.iter().map(|promise| &promise.statement));
        texts.note_filed(&session.filed);
        let known = |heading: &str| {
            headings::list_all().any(|known| headings::same(headings::strip_signs(heading), known))
        };
        let own = session.headings.iter().filter(|heading| !known(heading));
        texts.all.extend(own.map(|heading| (heading.as_str(), Shows::Heading)));
    }
    for note in &record.notes {
        texts.note_said(&note.statements).note_said(&note.said).note_said(&note.otherwise);
        texts.note_filed(&note.filed);
    }
    for goal in &record.goals {
        texts
            .note_said(&goal.words)
            .note_said(&goal.answers)
            .note_said(&goal.evidence)
            .note_said(&goal.looking_back);
        texts.note_said(goal.levels.iter().map(|(_, words)| words));
        texts.all.push((goal.display_name(), Shows::Nobody));
    }
    for plan in &record.plans {
        texts
            .note_said(&plan.outcome_words)
            .note_said(plan.smart.iter().filter_map(|item| item.answer.as_ref()));
        texts.note_said(plan.if_thens.iter().map(|task| &task.statement));
        let fit = [&plan.fit.when, &plan.fit.make_room, &plan.fit.make_room_cost];
        let own =
            fit.into_iter().flatten().chain(plan.steps.iter().map(|step| &step.text)).chain([&plan.title]);
        texts.all.extend(own.map(|text| (text.as_str(), Shows::Nobody)));
    }
    texts.all
}

/// Texts as they are gathered.
#[derive(Default)]
struct Texts<'a> {
    all: Vec<(&'a str, Shows)>,
}

impl<'a> Texts<'a> {
    fn note_said(&mut self, statements: impl IntoIterator<Item = &'a Statement>) -> &mut Self {
        self.all.extend(statements.into_iter().map(|statement| (statement.text.as_str(), Shows::Nobody)));
        self
    }

    fn note_filed(&mut self, filed: &'a [Filed]) {
        let shows = |one: &Filed| if one.about == About::Support { Shows::Support } else { Shows::Nobody };
        self.all.extend(filed.iter().map(|one| (one.statement.text.as_str(), shows(one))));
    }
}
