//! What a file holds: a note, the parts of a journal, calls, a transcript. Known by what stands in it, unless somebody says what it is.

use std::ops::Range;
use std::str;
use std::sync::Arc;

use super::arrive::{Content, Fate, Wishes};
use super::calls::draft_calls;
use super::org_days::draft_org_day;
use super::payload::{Convert, Payload, Source};
use super::refused_files::{refuse_binary, refuse_chat, refuse_data};
use super::scan::{Found, ending_of};
use super::shelf::Shelf;
use super::spoken::draft_transcript;
use crate::model::moment::Moment;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::foreign::calendar_lines::mend_folds;
use crate::note::foreign::charset::decode_text;
use crate::note::foreign::chat::is_chat;
use crate::note::foreign::dating::{self, By, Dating};
use crate::note::foreign::export_kind::{Binary, ExportKind, find_binary, find_kind};
use crate::note::foreign::owner::{Owner, Owners};
use crate::note::foreign::property_lines::{find_name_line, read_name, read_title};
use crate::note::foreign::{is_between, journal, outline, read_opening, web_page};
use crate::note::parsed::Note;
use crate::practice::pandoc;
use crate::practice::paths::Kind;

/// A note or a part of one before it is known how its neighbours are dated.
pub(super) struct Draft {
    pub(super) path: String,
    pub(super) line: Option<usize>,
    pub(super) owner: Owner,
    pub(super) content: Result<Content, Fate>,
}

/// Of a longer text only so much is looked at, in bytes: what dates a note stands at its top.
const LOOKED_AT: usize = 256 << 10;

/// How to mend what can't be read.
const AS_TEXT: &str = "save it as UTF-8 in your editor, and run this again";

/// A file that is read: its bytes, and where they are.
pub(super) struct Opened<'a> {
    pub(super) path: &'a str,
    pub(super) source: &'a Arc<Source>,
    pub(super) bytes: Vec<u8>,
}

/// What a file holds: one draft, or one for each part.
pub(super) fn draft_file(found: Found, wishes: Wishes<'_>) -> Vec<Draft> {
    let Found { path, source } = found;
    let alone = |fate| {
        let owner = find_owner(wishes, |owners| owners.find_for_note(&path, None, |_| None));
        vec![Draft { path: path.clone(), line: None, owner, content: Err(fate) }]
    };
    let bytes = match source.read() {
        Ok(bytes) if bytes.trim_ascii().is_empty() => return alone(Fate::Empty),
        Ok(bytes) => bytes,
        Err(refusal) => return alone(Fate::Unread(refusal)),
    };
    let ending = ending_of(std::path::Path::new(&path));
    let opened = Opened { path: &path, source: &source, bytes };
    match find_binary(&opened.bytes, &ending).or_else(|| find_named_document(wishes, &ending)) {
        Some(Binary::Document(kind)) => {
            let day = (kind == ExportKind::Org).then(|| draft_org_day(&opened, wishes)).flatten();
            day.unwrap_or_else(|| read_document(&opened, kind, wishes))
        }
        Some(binary) => alone(Fate::Unread(refuse_binary(binary))),
        None => draft_text(opened, &ending, wishes).unwrap_or_else(|refusal| alone(Fate::Unread(refusal))),
    }
}

/// A document that its name or the command line says it is: org is text, and what isn't a document is for pandoc to say.
fn find_named_document(wishes: Wishes<'_>, ending: &str) -> Option<Binary> {
    let documents = [ExportKind::Docx, ExportKind::Odt, ExportKind::Rtf, ExportKind::Org];
    if ending == "doc" && wishes.from.is_none() {
        return Some(Binary::OldWord);
    }
    // A graph of Logseq's may be written in org.
    let is_org_graph = wishes.from == Some(ExportKind::Logseq) && ending == ExportKind::Org.word();
    let named = wishes
        .from
        .filter(|_| !is_org_graph)
        .or_else(|| documents.into_iter().find(|kind| kind.word() == ending))?;
    documents.contains(&named).then_some(Binary::Document(named))
}

/// Whose something is; the first one's where nobody asks.
pub(super) fn find_owner(wishes: Wishes<'_>, ask: impl FnOnce(&Owners) -> Owner) -> Owner {
    wishes.owners.map_or(Owner::Known(0), ask)
}

fn read_document(opened: &Opened<'_>, kind: ExportKind, wishes: Wishes<'_>) -> Vec<Draft> {
    match pandoc::to_markdown(&opened.bytes, kind.word()) {
        Ok(markdown) if markdown.trim_ascii().is_empty() => {
            vec![draft_one(opened.path, wishes, Err(Fate::Empty), None)]
        }
        Ok(markdown) => {
            let text = String::from_utf8_lossy(&markdown).into_owned();
            // Teams and others give a call out as a document.
            if wishes.from.is_none_or(|from| from == kind)
                && find_kind(&text, opened.path, "md", &list_speakers(wishes)) == ExportKind::Transcript
            {
                // The backslashes are pandoc's, and nobody said them.
                let text = without_backslashes(&text);
                let source = Arc::new(Source::Held(text.clone().into_bytes()));
                return vec![draft_transcript(opened.path, &source, &text, ExportKind::Transcript, wishes)];
            }
            let made = Made { payload: Payload::from_held(markdown), by: Some("pandoc"), encoding: None };
            vec![draft_note(opened.path, text, made, wishes)]
        }
        Err(refusal) => vec![draft_one(opened.path, wishes, Err(Fate::Unread(refusal)), None)],
    }
}

/// Those of whom somebody said who they are in a transcript.
fn list_speakers(wishes: Wishes<'_>) -> Vec<&str> {
    let roles = wishes.transcripts.map(|wanted| wanted.roles.as_slice()).unwrap_or_default();
    roles.iter().map(|(name, _)| name.as_str()).collect()
}

fn draft_one(path: &str, wishes: Wishes<'_>, content: Result<Content, Fate>, note: Option<&Note>) -> Draft {
    let owner = find_owner(wishes, |owners| {
        let title = note.and_then(read_title);
        owners.find_for_note(path, title.as_deref(), |name| note.and_then(|note| read_name(note, name)))
    });
    Draft { path: path.to_owned(), line: None, owner, content }
}

fn draft_text(mut opened: Opened<'_>, ending: &str, wishes: Wishes<'_>) -> Result<Vec<Draft>, Refusal> {
    let refuse = |why: &str| Refusal::with_kind(RefusalKind::Damaged, why, AS_TEXT);
    if opened.bytes.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR")
        && str::from_utf8(&opened.bytes).is_err()
        && let Some(mended) = mend_folds(&opened.bytes)
    {
        opened.bytes = mended;
    }
    let (text, encoding) = {
        let decoded = decode_text(&opened.bytes).map_err(refuse)?;
        let has_mark = decoded.encoding.is_none() && opened.bytes.starts_with(b"\xef\xbb\xbf");
        // Where it is UTF-8 its bytes stay, the mark of their order among them.
        let text = if has_mark {
            String::from_utf8_lossy(&opened.bytes).into_owned()
        } else {
            decoded.text.into_owned()
        };
        (text, decoded.encoding)
    };
    if let Some(refusal) = refuse_data(&text, ending).filter(|_| wishes.from.is_none()) {
        return Err(refusal);
    }
    let Opened { path, source, bytes } = opened;
    let kind = wishes.from.unwrap_or_else(|| find_kind(&text, path, ending, &list_speakers(wishes)));
    if kind == ExportKind::Text && wishes.from.is_none() && is_chat(&text) {
        return Err(refuse_chat());
    }
    match kind {
        ExportKind::Csv | ExportKind::Ics => {
            drop(bytes);
            Ok(draft_calls(path, &text, kind, wishes))
        }
        ExportKind::Vtt | ExportKind::Srt | ExportKind::Transcript => {
            drop(bytes);
            Ok(vec![draft_transcript(path, source, &text, kind, wishes)])
        }
        ExportKind::Html => {
            drop(bytes);
            let made = read_page(&text)?;
            let convert: Convert = Arc::new(|bytes| {
                let decoded = decode_text(&bytes)
                    .map_err(|why| Refusal::with_kind(RefusalKind::Damaged, why, AS_TEXT))?;
                Ok(read_page(&decoded.text)?.into_bytes())
            });
            let payload = Payload::from_made(Arc::clone(source), made.as_bytes(), convert);
            let draft = draft_note(path, made, Made { payload, by: Some("page"), encoding: None }, wishes);
            Ok(vec![date_by_meta(draft, &text, wishes)])
        }
        // A note in UTF-16 would be gibberish, so it is written anew; another one stays as it is unless that is wished for.
        _ if encoding.is_some_and(|encoding| encoding.starts_with("UTF-16") || wishes.utf8) => {
            drop(bytes);
            let convert: Convert = Arc::new(|bytes| {
                let decoded = decode_text(&bytes)
                    .map_err(|why| Refusal::with_kind(RefusalKind::Damaged, why, AS_TEXT))?;
                Ok(decoded.text.into_owned().into_bytes())
            });
            let payload = Payload::from_made(Arc::clone(source), text.as_bytes(), convert);
            Ok(vec![draft_note(path, text, Made { payload, by: encoding, encoding: None }, wishes)])
        }
        ExportKind::Logseq if encoding.is_none() && !text.contains(char::is_alphanumeric) => {
            Ok(vec![draft_one(path, wishes, Err(Fate::Empty), None)])
        }
        ExportKind::Logseq if encoding.is_none() && !wishes.split => {
            Ok(draft_outline(path, source, text, &bytes, wishes))
        }
        _ => {
            let text = Decoded { text, encoding };
            Ok(draft_notes(path, source, text, bytes, kind, wishes))
        }
    }
}

/// A page's head may say what its words don't: when it was made.
fn date_by_meta(mut draft: Draft, page: &str, wishes: Wishes<'_>) -> Draft {
    if let Ok(content) = &mut draft.content
        && matches!(content.dating, Dating::Undated { .. })
    {
        for (key, value) in web_page::read_meta(page) {
            let dating = dating::date_of_words(By::Key(key.to_owned()), &value, wishes.order);
            if !matches!(dating, Dating::Undated { .. }) {
                content.dating = dating;
                break;
            }
        }
    }
    draft
}

fn read_page(text: &str) -> Result<String, Refusal> {
    web_page::read_web_page(text).map_err(|why| Refusal::with_kind(RefusalKind::Damaged, why, AS_TEXT))
}

/// What becomes of a text, and how it came about.
pub(super) struct Made {
    pub(super) payload: Payload,
    pub(super) by: Option<&'static str>,
    pub(super) encoding: Option<&'static str>,
}

/// A text, and what it was written in where that wasn't UTF-8.
struct Decoded {
    text: String,
    encoding: Option<&'static str>,
}

fn draft_notes(
    path: &str,
    source: &Arc<Source>,
    Decoded { text, encoding }: Decoded,
    bytes: Vec<u8>,
    kind: ExportKind,
    wishes: Wishes<'_>,
) -> Vec<Draft> {
    // The places of a text that isn't UTF-8 are not those of its bytes.
    let is_split = wishes.split || kind == ExportKind::Jrnl;
    if is_split && encoding.is_none() {
        let note = Note::parse(&path.into(), text.clone()).value;
        let parts = match kind {
            ExportKind::Jrnl => journal::entries(&note, wishes.order),
            _ => journal::parts(&note, wishes.order),
        };
        if !parts.is_empty() {
            let part = |part: journal::Part| {
                let payload = Payload::from_part(Arc::clone(source), &bytes, part.range.clone());
                let own = Note::parse(&path.into(), note.text[part.range.clone()].to_owned()).value;
                let dating = match part.reading {
                    Some(reading) => Dating::new(By::Heading, reading),
                    None => dating::date(&own, path, wishes.order),
                };
                let made = Made { payload, by: None, encoding };
                let content = describe_note(&own, made, dating, 0);
                Draft { line: Some(part.line), ..draft_one(path, wishes, Ok(content), Some(&own)) }
            };
            return parts.into_iter().map(part).collect();
        }
    }
    // Its bytes are kept, whatever they were written in: a note is nobody's to rewrite.
    let payload = Payload::from_whole(Arc::clone(source), &bytes);
    drop(bytes);
    vec![draft_note(path, text, Made { payload, by: None, encoding }, wishes)]
}

/// A day of Logseq's journal: whole, where all of it is of one person or it says of itself whose it is; else a note for each run of blocks that
/// are of one.
fn draft_outline(
    path: &str,
    source: &Arc<Source>,
    text: String,
    bytes: &[u8],
    wishes: Wishes<'_>,
) -> Vec<Draft> {
    let note = Note::parse(&path.into(), text).value;
    let text = &note.text;
    let dating = dating::date(&note, path, wishes.order);
    let whole = find_owner(wishes, |owners| {
        let head = text.split("\n- ").next().filter(|head| !head.starts_with("- ")).unwrap_or_default();
        owners.find_for_note(path, None, |key| find_name_line(head, key))
    });
    let runs = match (wishes.owners, &whole) {
        (Some(owners), Owner::Unnamed(_)) => group_blocks(outline::part_blocks(text), owners, |block| {
            find_name_line(&text[block.range.clone()], "client")
        }),
        _ => Vec::new(),
    };
    let (payload, owner) = match &runs[..] {
        [] => (Payload::from_whole(Arc::clone(source), bytes), whole),
        [(_, _, owner)] => (Payload::from_whole(Arc::clone(source), bytes), owner.clone()),
        _ => {
            let part = |(range, line, owner): Run| {
                let payload = Payload::from_part(Arc::clone(source), bytes, range.clone());
                let own = Note::parse(&path.into(), text[range].to_owned()).value;
                let made = Made { payload, by: None, encoding: None };
                let content = Ok(describe_note(&own, made, dating.clone(), 0));
                Draft { path: path.to_owned(), line: Some(line), owner, content }
            };
            return runs.into_iter().map(part).collect();
        }
    };
    let content = describe_note(&note, Made { payload, by: None, encoding: None }, dating, 0);
    vec![Draft { path: path.to_owned(), line: None, owner, content: Ok(content) }]
}

/// Blocks behind each other that are of one: their bytes, the line on which the first of them begins, and whose they are.
pub(super) type Run = (Range<usize>, usize, Owner);

/// Puts blocks behind each other together where they are of one; `name` is whom a block names by a key.
pub(super) fn group_blocks(
    blocks: Vec<outline::Block<'_>>,
    owners: &Owners,
    name: impl Fn(&outline::Block<'_>) -> Option<String>,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for block in blocks {
        let owner = match name(&block) {
            Some(value) => owners.find_for_value(&value),
            None => owners.find_for_links(&block.links),
        };
        match runs.last_mut() {
            Some((range, _, last)) if *last == owner => range.end = block.range.end,
            _ => runs.push((block.range, block.line, owner)),
        }
    }
    runs
}

/// A note as a whole.
pub(super) fn draft_note(path: &str, mut text: String, made: Made, wishes: Wishes<'_>) -> Draft {
    let end =
        (0..=LOOKED_AT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.truncate(end);
    let note = Note::parse(&path.into(), text).value;
    // What makes Markdown of a page puts a backslash before what could be taken for a mark: `2\. March`.
    let dating = if made.by.is_some() && note.text.contains('\\') {
        let plain = Note::parse(&path.into(), without_backslashes(&note.text)).value;
        dating::date(&plain, path, wishes.order)
    } else {
        dating::date(&note, path, wishes.order)
    };
    // Where it was to be split and couldn't be, that is no way to mend it.
    let days = (!wishes.split).then(|| journal::days(&note, wishes.order));
    let days = days.filter(|days| *days > 1).unwrap_or_default();
    let content = describe_note(&note, made, dating, days);
    draft_one(path, wishes, Ok(content), Some(&note))
}

/// A text without the backslashes before signs and at the ends of lines.
fn without_backslashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(|next| next.is_ascii_punctuation() || *next == '\n') {
            plain.push(c);
        }
    }
    plain
}

fn describe_note(note: &Note, made: Made, dating: Dating, days: usize) -> Content {
    let has_other_date = has_other_date(note) || is_dated_in_text(note, &dating);
    Content {
        payload: made.payload,
        dating,
        shelf: Shelf::Note(if is_between(note) { Kind::Note } else { Kind::Session }),
        opening: read_opening(note),
        days,
        has_pictures: made.by.is_some() && note.text.contains("!["),
        made_by: made.by,
        encoding: made.encoding,
        has_other_date,
        record: None,
    }
}

/// Whether what dates it is a line of its text, which nothing reads there but this.
fn is_dated_in_text(note: &Note, dating: &Dating) -> bool {
    matches!(dating, Dating::Dated { by: By::Line(_), .. }) && note.key_text("date").is_none()
}

/// Whether there is a `date:` that isn't written as it is read.
fn has_other_date(note: &Note) -> bool {
    note.key_text("date").is_some_and(|date| !date.trim().is_empty() && Moment::parse(date).is_none())
}
