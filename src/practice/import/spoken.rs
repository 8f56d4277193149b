//! A call that another program wrote down word for word: whose it is, and whether they agreed.

use std::fmt;
use std::sync::Arc;

use super::arrive::{Content, Fate, Wishes};
use super::drafts::{Draft, find_owner};
use super::payload::{Convert, Payload, Source};
use super::shelf::Shelf;
use crate::model::file_name::{folder_of, stem};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::session::Side;
use crate::note::foreign::call_record::fold_name;
use crate::note::foreign::charset::decode_text;
use crate::note::foreign::cues::read_cues;
use crate::note::foreign::dating::{self, Dating};
use crate::note::foreign::export_kind::ExportKind;
use crate::note::foreign::owner::{Owner, are_same};
use crate::note::foreign::speaker_lines::{read_turns, without_brackets};
use crate::note::foreign::turn::Spoken;
use crate::note::parsed::Note;

/// Who is who in a transcript.
pub type Roles = Vec<(String, Side)>;

/// What a transcript's note is made of.
#[derive(Debug)]
pub struct TranscriptParts<'a> {
    /// What was said.
    pub spoken: &'a Spoken,
    /// Who is who.
    pub roles: &'a [(String, Side)],
    /// What the file was: `vtt`, `srt` or `transcript`.
    pub from: &'static str,
    /// The file's name.
    pub id: &'a str,
}

/// Makes the note of a transcript.
pub type WriteTranscript = Arc<dyn Fn(&TranscriptParts<'_>) -> String + Send + Sync>;

/// What has to be known to bring transcripts in.
pub struct TranscriptsWanted {
    /// What the coach is called.
    pub coach: Option<String>,
    /// Who is who, as far as somebody said so.
    pub roles: Roles,
    /// Which of those who are known agreed that calls are recorded.
    pub agreed: Vec<bool>,
    /// Makes the note.
    pub write: WriteTranscript,
}

impl fmt::Debug for TranscriptsWanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TranscriptsWanted").field("roles", &self.roles).finish_non_exhaustive()
    }
}

/// What is said in a text of a kind, in which some are known to speak.
fn read_spoken(text: &str, kind: ExportKind, stated: &[&str]) -> Spoken {
    if kind == ExportKind::Transcript { read_turns(text, stated).0 } else { read_cues(text, stated) }
}

/// Those who are known to speak: as somebody said, and the coach.
fn list_stated(wanted: Option<&TranscriptsWanted>) -> Vec<&str> {
    let Some(wanted) = wanted else { return Vec::new() };
    wanted.roles.iter().map(|(name, _)| name.as_str()).chain(wanted.coach.as_deref()).collect()
}

/// What becomes of a transcript.
pub(super) fn draft_transcript(
    path: &str,
    source: &Arc<Source>,
    text: &str,
    kind: ExportKind,
    wishes: Wishes<'_>,
) -> Draft {
    let spoken = read_spoken(text, kind, &list_stated(wishes.transcripts));
    let owner = find_owner(wishes, |owners| match owners.find_for_note(path, None, |_| None) {
        Owner::Unnamed(why) => {
            let speaks = |name: &str| spoken.speakers().iter().any(|speaker| are_same(speaker, name));
            let named: Vec<usize> =
                (0..owners.people.len()).filter(|at| speaks(&owners.people[*at].name)).collect();
            if let [one] = named[..] { Owner::Known(one) } else { Owner::Unnamed(why) }
        }
        owner => owner,
    });
    let content = describe_transcript(path, source, text, kind, wishes, &spoken, &owner);
    Draft { path: path.to_owned(), line: None, owner, content }
}

fn describe_transcript(
    path: &str,
    source: &Arc<Source>,
    text: &str,
    kind: ExportKind,
    wishes: Wishes<'_>,
    spoken: &Spoken,
    owner: &Owner,
) -> Result<Content, Fate> {
    let Some(wanted) = wishes.transcripts else { return Err(Fate::Empty) };
    if spoken.turns.is_empty() {
        return Err(Fate::Empty);
    }
    let at = match owner {
        Owner::Known(at) => Some(*at),
        _ => None,
    };
    if !at.is_some_and(|at| wanted.agreed.get(at).copied().unwrap_or_default()) {
        return Err(Fate::NotAgreed);
    }
    let client = at.and_then(|at| wishes.owners?.people.get(at)).map(|person| person.name.as_str());
    let roles = find_roles(spoken, client, wanted);
    if !roles.iter().any(|(_, side)| *side == Side::Client) {
        return Err(Fate::NoSpeaker(spoken.speakers().into_iter().map(str::to_owned).collect()));
    }
    let id = path.rsplit('/').next().unwrap_or(path).to_owned();
    let write = Arc::clone(&wanted.write);
    let note = move |spoken: &Spoken| {
        write(&TranscriptParts { spoken, roles: &roles, from: kind.word(), id: &id }).into_bytes()
    };
    let made = note(spoken);
    let stated: Vec<String> = list_stated(Some(wanted)).into_iter().map(str::to_owned).collect();
    let convert: Convert = Arc::new(move |bytes| {
        let hint = "save it as UTF-8, and run this again";
        let decoded =
            decode_text(&bytes).map_err(|why| Refusal::with_kind(RefusalKind::Damaged, why, hint))?;
        let stated: Vec<&str> = stated.iter().map(String::as_str).collect();
        Ok(note(&read_spoken(&decoded.text, kind, &stated)))
    });
    let record = (kind.word(), path.rsplit('/').next().unwrap_or(path).to_owned());
    Ok(Content {
        payload: Payload::from_made(Arc::clone(source), &made, convert),
        dating: date_of_transcript(path, text, wishes),
        shelf: Shelf::Transcript,
        opening: String::new(),
        days: 0,
        made_by: None,
        has_pictures: false,
        encoding: None,
        has_other_date: false,
        record: Some(record),
    })
}

/// Who is who: as somebody said, else by the client's and the coach's names. Of two who speak, the one who isn't the one is the other.
fn find_roles(spoken: &Spoken, client: Option<&str>, wanted: &TranscriptsWanted) -> Roles {
    let speakers = spoken.speakers();
    let is_called = |speaker: &str, name: Option<&str>| {
        name.is_some_and(|name| {
            let bare = without_brackets(speaker);
            let (said, own) = (fold_name(bare), fold_name(name));
            are_same(speaker, name) || are_same(bare, name) || said.len() == 1 && said.first() == own.first()
        })
    };
    let side_of = |speaker: &str| {
        let is_stated = |name: &str| are_same(name, speaker) || are_same(name, without_brackets(speaker));
        let stated = wanted.roles.iter().find(|(name, _)| is_stated(name)).map(|(_, side)| *side);
        stated.or_else(|| match (is_called(speaker, client), is_called(speaker, wanted.coach.as_deref())) {
            (true, false) => Some(Side::Client),
            (false, true) => Some(Side::Coach),
            _ => None,
        })
    };
    let mut roles: Vec<(String, Option<Side>)> =
        speakers.iter().map(|speaker| ((*speaker).to_owned(), side_of(speaker))).collect();
    if let [(_, one), (_, other)] = &mut roles[..] {
        let opposite = |side: Side| if side == Side::Client { Side::Coach } else { Side::Client };
        match (*one, *other) {
            (Some(side), None) => *other = Some(opposite(side)),
            (None, Some(side)) => *one = Some(opposite(side)),
            _ => {}
        }
    }
    roles.into_iter().filter_map(|(name, side)| Some((name, side?))).collect()
}

/// The day of a transcript: of its file's name, with what recorders put before it, else of what stands at its top.
fn date_of_transcript(path: &str, text: &str, wishes: Wishes<'_>) -> Dating {
    const TOP: usize = 4096;
    let own = stem(path);
    let bare = own.strip_prefix("GMT").unwrap_or(own);
    let end = (0..=TOP.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let note = Note::parse(&path.into(), text[..end].to_owned()).value;
    let folder = folder_of(path);
    let gap = if folder.is_empty() { "" } else { "/" };
    dating::date(&note, &format!("{folder}{gap}{bare}.md"), wishes.order)
}
