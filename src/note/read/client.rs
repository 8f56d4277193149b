//! `client.md` to a [`Client`].

use std::collections::HashSet;

use crate::model::client::{
    About, Agreed, Client, ClientStatus, Fee, Filed, HoursBefore, More, Sponsor, SponsorDraft,
};
use crate::model::hashtag::Hashtag;
use crate::model::keys::{CLIENT, NoteKind};
use crate::model::mark::Hours;
use crate::model::problem::Loaded;
use crate::model::session::SessionKind;
use crate::model::signal::Signal;
use crate::model::statement::Statement;
use crate::note::body::Voice;
use crate::note::fields::{Fields, Reader};
use crate::note::parsed::Note;

const AGREEMENT: &str = "Agreement";
const HELPS: &str = "What helps me when I'm stuck";
const AGREED_BY_THREE: &str = "Agreed by three";
const TO_BE_WITH_THEM: &str = "Who I want to be with them";

/// Reads who the person is.
#[must_use]
pub fn client(id: &str, note: Loaded<Note>) -> Loaded<Client> {
    super::load_as(note, Some(NoteKind::Client), |reader| read(id, reader))
}

fn read(id: &str, reader: &Reader<'_>) -> Client {
    let keys = reader.fields();
    let note = reader.note;
    let counts = |voice| voice != Voice::Other;
    let filed = list_filed(reader);
    let (kind, group_size) =
        (keys.choice("kind").unwrap_or(SessionKind::Individual), keys.size("group_size"));
    tell_size_of_none(&keys, kind, group_size);
    let [agreement, helps, agreed_by_three, to_be_with_them] =
        [AGREEMENT, HELPS, AGREED_BY_THREE, TO_BE_WITH_THEM].map(|title| super::own_section(note, title));
    Client {
        name: keys.text("name"),
        status: keys.choice("status").unwrap_or(ClientStatus::Active),
        since: keys.day("since"),
        until: keys.day("until"),
        sessions_agreed: keys.count("sessions_agreed"),
        keep_until: keys.day("keep_until"),
        emails: keys.statements("email").into_iter().map(|email| email.text.into()).collect(),
        organisation: keys.text("organisation"),
        pronouns: keys.text("pronouns"),
        fee: keys.choice("fee").unwrap_or(Fee::Paid),
        timezone: super::settings::timezone(&keys),
        kind,
        group_size,
        minutes: keys.count("minutes"),
        place: keys.text("where"),
        areas: keys.statements("areas").into_iter().map(|area| area.text.into()).collect(),
        sessions_before: keys.count("sessions_before").unwrap_or(0),
        hours_before: keys.nested_fields("hours_before").map(|keys| hours_before(&keys)).unwrap_or_default(),
        log_consent: keys.day("log_consent"),
        log_letter: keys.day("log_letter"),
        sponsor: keys.nested_fields("sponsor").map(|keys| sponsor(&keys)),
        sponsor_ok: keys.day("sponsor_ok"),
        sponsor_draft: keys.nested_fields("sponsor_draft").and_then(|keys| sponsor_draft(&keys)),
        agreed: keys.nested_fields("agreed").map(|keys| read_agreement(&keys)).unwrap_or_default(),
        hush: keys.nested_fields("hush").map(|keys| hush(&keys)).unwrap_or_default(),
        tags: keys.statements("tags").into_iter().map(|tag| tag.text.into()).collect(),
        other: keys.others(CLIENT),
        otherwise: super::list_tagged(note, Hashtag::Otherwise, counts),
        supervise: super::list_tagged(note, Hashtag::Supervise, counts),
        ours: super::list_tagged(note, Hashtag::Ours, counts),
        more: more(note, &filed, [&agreement, &helps, &agreed_by_three, &to_be_with_them]),
        filed,
        helps,
        agreed_by_three,
        to_be_with_them,
        agreement,
        written: super::read_written(reader, &["since"]),
        ..Client::unknown(id, note.path.clone())
    }
}

/// That how many they are is said of calls that aren't a group's.
fn tell_size_of_none(keys: &Fields<'_>, kind: SessionKind, size: Option<u32>) {
    let size = size.filter(|size| *size > 1 && kind == SessionKind::Individual);
    if let (Some(size), Some(node)) = (size, keys.get("group_size")) {
        let what =
            format!("`group_size: {size}` has no effect: their calls count as ones with the client alone");
        let hint = "add `kind: group` or `kind: team`, or take the size out";
        keys.reader().tell_as_note(node.span.clone(), "odd-call", what, hint);
    }
}

fn sponsor(keys: &Fields<'_>) -> Sponsor {
    Sponsor { name: keys.text("name"), email: keys.text("email") }
}

fn sponsor_draft(keys: &Fields<'_>) -> Option<SponsorDraft> {
    Some(SponsorDraft { on: keys.day("made")?, fingerprint: keys.text("page")? })
}

fn read_agreement(keys: &Fields<'_>) -> Agreed {
    Agreed {
        notes: keys.day("notes"),
        recording: keys.day("recording"),
        supervision: keys.day("supervision"),
    }
}

fn hours_before(keys: &Fields<'_>) -> HoursBefore {
    HoursBefore { paid: keys.amount("paid").map(Hours), pro_bono: keys.amount("pro_bono").map(Hours) }
}

fn hush(keys: &Fields<'_>) -> Vec<(Signal, chrono::NaiveDate)> {
    let mut hush = Vec::new();
    for entry in keys.pairs() {
        let Some(typed) = entry.key.text() else { continue };
        let until = keys.day(typed);
        match Signal::from_typed(typed) {
            Some(signal) => hush.extend(until.map(|until| (signal, until))),
            None => super::tell_unknown_signal(keys.reader(), entry.key.span.clone(), "hush", typed),
        }
    }
    hush
}

/// What the note says beside what is filed and what was agreed, under the headings where it stands.
fn more(note: &Note, filed: &[Filed], sections: [&[Statement]; 4]) -> Vec<More> {
    let told: HashSet<&Statement> =
        filed.iter().map(|filed| &filed.statement).chain(sections.into_iter().flatten()).collect();
    let mut more: Vec<More> = Vec::new();
    for block in note.body.kept_blocks().filter(|block| block.voice != Voice::Other) {
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
fn list_filed(reader: &Reader<'_>) -> Vec<Filed> {
    let note = reader.note;
    let mut filed: Vec<Filed> = Vec::new();
    let mut known: HashSet<(About, Statement)> = HashSet::new();
    for about in About::ALL {
        let Some(heading) = about.heading() else { continue };
        for statement in super::own_section(note, heading) {
            known.insert((about, statement.clone()));
            filed.push(Filed { about, statement });
        }
    }
    let tagged = super::list_filed(note, |voice| voice != Voice::Other);
    filed.extend(tagged.into_iter().filter(|one| !known.contains(&(one.about, one.statement.clone()))));
    filed
}
