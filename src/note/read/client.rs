//! `client.md` to a [`Client`].

use std::collections::HashSet;

use crate::model::client::{About, Client, ClientStatus, Fee, Filed, HoursBefore, More};
use crate::model::keys::CLIENT;
use crate::model::mark::Hours;
use crate::model::matching::nearest_word;
use crate::model::problem::Loaded;
use crate::model::signal::Signal;
use crate::model::statement::Statement;
use crate::note::body::Voice;
use crate::note::fields::{Fields, Reader};
use crate::note::parsed::Note;

/// Reads who the person is.
#[must_use]
pub fn client(id: &str, note: Loaded<Note>) -> Loaded<Client> {
    super::loaded(note, |reader| read(id, reader))
}

fn read(id: &str, reader: &Reader<'_>) -> Client {
    let keys = reader.fields();
    let (filed, agreement) = (filed(reader), super::section(reader.note, "Agreement"));
    Client {
        name: keys.text("name"),
        status: keys.choice("status").unwrap_or(ClientStatus::Active),
        since: keys.day("since"),
        until: keys.day("until"),
        sessions_agreed: keys.count("sessions_agreed"),
        keep_until: keys.day("keep_until"),
        email: keys.text("email"),
        organisation: keys.text("organisation"),
        pronouns: keys.text("pronouns"),
        fee: keys.choice("fee").unwrap_or(Fee::Paid),
        areas: keys.statements("areas").into_iter().map(|area| area.text).collect(),
        sessions_before: keys.count("sessions_before").unwrap_or(0),
        hours_before: keys.nested("hours_before").map(|keys| hours_before(&keys)).unwrap_or_default(),
        log_consent: keys.day("log_consent"),
        hush: keys.nested("hush").map(|keys| hush(&keys)).unwrap_or_default(),
        tags: keys.statements("tags").into_iter().map(|tag| tag.text).collect(),
        other: keys.others(CLIENT),
        more: more(reader.note, &filed, &agreement),
        filed,
        agreement,
        written: super::written(reader, &["since"]),
        ..Client::unknown(id, reader.note.path.clone())
    }
}

fn hours_before(keys: &Fields<'_>) -> HoursBefore {
    HoursBefore { paid: keys.amount("paid").map(Hours), pro_bono: keys.amount("pro_bono").map(Hours) }
}

fn hush(keys: &Fields<'_>) -> Vec<(String, chrono::NaiveDate)> {
    let mut hush = Vec::new();
    for entry in keys.pairs() {
        let Some(signal) = entry.key.text() else { continue };
        if !Signal::WORDS.contains(&signal) {
            let near = nearest_word(signal, Signal::WORDS.iter().copied());
            keys.reader().tell_as_note(
                entry.key.span.clone(),
                "unknown-signal",
                format!("hush: `{signal}` isn't a signal that is known"),
                near.map_or_else(
                    || format!("the signals are {}", Signal::WORDS.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                ),
            );
        }
        hush.extend(keys.day(signal).map(|until| (signal.to_owned(), until)));
    }
    hush
}

/// What the note says beside what is filed and what was agreed, under the headings where it stands.
fn more(note: &Note, filed: &[Filed], agreement: &[Statement]) -> Vec<More> {
    let told: HashSet<&Statement> = filed.iter().map(|filed| &filed.statement).chain(agreement).collect();
    let mut more: Vec<More> = Vec::new();
    for block in note.body.kept().filter(|block| block.voice != Voice::Other) {
        let statement = super::statement(note, block);
        if statement.text.is_empty() || told.contains(&statement) {
            continue;
        }
        let section = note.body.sections.iter().rfind(|section| section.heading.start < block.start);
        let heading =
            section.filter(|section| section.level > 1).map(|section| section.title.trim().to_owned());
        match more.last_mut().filter(|last| last.heading == heading) {
            Some(last) => last.statements.push(statement),
            None => more.push(More { heading, statements: vec![statement] }),
        }
    }
    more
}

/// The sections of the profile, and what hashtags file beside them.
fn filed(reader: &Reader<'_>) -> Vec<Filed> {
    let note = reader.note;
    let mut filed: Vec<Filed> = Vec::new();
    let mut known: HashSet<(About, Statement)> = HashSet::new();
    for about in About::ALL {
        let Some(heading) = about.heading() else { continue };
        for statement in super::section(note, heading) {
            known.insert((about, statement.clone()));
            filed.push(Filed { about, statement });
        }
    }
    let tagged = super::filed(note, |voice| voice != Voice::Other);
    filed.extend(tagged.into_iter().filter(|one| !known.contains(&(one.about, one.statement.clone()))));
    filed
}
