//! `coach.yaml` to [`Settings`].

use std::sync::Arc;

use serde_yaml::Value;

use crate::model::keys::THRESHOLDS;
use crate::model::matching::find_nearest_word;
use crate::model::problem::Loaded;
use crate::model::settings::{ErasedHours, FORMAT, Settings, Thresholds};
use crate::model::zone::ZoneName;
use crate::note::fields::{Fields, Reader};
use crate::note::near;
use crate::note::parsed::Note;
use crate::note::tree::Entry;

/// Reads the practice's settings: the file is keys and values from its first line to its last.
#[must_use]
pub fn settings(path: &Arc<str>, bytes: Vec<u8>) -> Loaded<Settings> {
    super::load_as(Note::from_yaml(path, bytes), None, read)
}

fn read(reader: &Reader<'_>) -> Settings {
    let keys = reader.fields();
    if let Some(format) = keys.count("format").filter(|format| u64::from(*format) != FORMAT)
        && let Some(node) = keys.get("format")
    {
        let what = format!("format {format} isn't known; this coach reads format {FORMAT}");
        let (what, hint) = if u64::from(format) > FORMAT {
            let hint = "use the newer coach that wrote it";
            (what + ", so it reads what it knows here and writes nothing", hint)
        } else {
            (what, "set `format: 1`")
        };
        reader.tell(node.span.clone(), "unknown-format", what, hint);
    }
    tell_editor(&keys);
    near::look_in_settings(reader);
    Settings {
        format: keys.count("format").map_or(0, u64::from),
        coach: keys.text("coach"),
        training_since: keys.day("training_since"),
        mail: keys.text("mail"),
        keep_transcripts: keep_transcripts(&keys),
        timezone: timezone(&keys),
        show_up_as: keys.statements("show_up_as"),
        hours_erased: hours_erased(&keys),
        signals: thresholds(reader),
    }
}

/// Hours with people whose records were erased.
fn hours_erased(keys: &Fields<'_>) -> ErasedHours {
    let Some(hours) = keys.nested_fields("hours_erased") else { return ErasedHours::default() };
    let read = |key: &str| hours.amount(key).unwrap_or_default();
    ErasedHours { paid: read("paid"), pro_bono: read("pro_bono") }
}

/// How long transcripts are kept, in days: `14 days`, `2 weeks`, or the number alone.
fn keep_transcripts(keys: &Fields<'_>) -> Option<u32> {
    const KEY: &str = "keep_transcripts";
    let typed = keys.text(KEY)?;
    let (number, unit) = typed.split_at(typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len()));
    let days = match unit.trim().to_lowercase().as_str() {
        "" | "d" | "day" | "days" => Some(1),
        "w" | "week" | "weeks" => Some(7),
        "month" | "months" => Some(30),
        "year" | "years" => Some(365),
        _ => None,
    };
    let read = days.and_then(|days: u32| number.parse::<u32>().ok()?.checked_mul(days));
    if let (None, Some(node)) = (read, keys.get(KEY)) {
        keys.reader().tell(
            node.span.clone(),
            "wrong-type",
            format!("{KEY}: `{typed}` isn't a number of days"),
            "write it as `14 days`",
        );
    }
    read
}

/// `editor:` names a program to run, so it counts only where the user wrote it themselves.
fn tell_editor(keys: &Fields<'_>) {
    if let Some(node) = keys.get("editor") {
        let what = "`editor:` has no effect here: a practice may have been written by somebody else";
        let hint = "put it into your own configuration, `coach/config.yaml` in your configuration folder";
        keys.reader().tell(node.span.clone(), "editor-in-practice", what, hint);
    }
    if let Some(node) = keys.get("autosave") {
        let what = "`autosave:` has no effect here: it is each user's own choice";
        let hint = "put it into your own configuration, `coach/config.yaml` in your configuration folder";
        keys.reader().tell(node.span.clone(), "autosave-in-practice", what, hint);
    }
}

/// A time zone by its IANA name.
pub(super) fn timezone(keys: &Fields<'_>) -> Option<ZoneName> {
    let typed = keys.text("timezone")?;
    let zone = ZoneName::read(&typed);
    if let (None, Some(node)) = (zone, keys.get("timezone")) {
        let hint = ZoneName::find_nearest(&typed).map_or_else(
            || "write its IANA name, such as `Europe/Paris`".to_owned(),
            |near| format!("did you mean `{}`?", near.name()),
        );
        keys.reader().tell(
            node.span.clone(),
            "unknown-timezone",
            format!("timezone: `{typed}` isn't a time zone that is known; times in the calendar float"),
            hint,
        );
    }
    zone
}

/// Each threshold for itself, so that a bad one leaves the others as they were set.
fn thresholds(reader: &Reader<'_>) -> Thresholds {
    let mut thresholds = Thresholds::default();
    let Some(keys) = reader.fields().nested_fields("signals") else { return thresholds };
    let root = reader.note.front.root.as_ref();
    let beside = root.and_then(|root| root.known_entry("signals")?.value.entries()).unwrap_or_default();
    for entry in keys.pairs() {
        let Some(key) = entry.key.text() else { continue };
        let mut all = serde_yaml::to_value(thresholds).unwrap_or_default();
        if all.get(key).is_none() {
            if !near::tell_slip(reader, beside, entry, &THRESHOLDS) {
                tell_a_near_one(reader, entry, &all);
            }
            continue;
        }
        let Some(number) = keys.amount(key) else { continue };
        let whole = number.fract() == 0.0;
        #[allow(clippy::cast_possible_truncation)]
        let number = if whole { Value::from(number as i64) } else { Value::from(number) };
        if let Some(slot) = all.get_mut(key) {
            *slot = number;
        }
        match serde_yaml::from_value(all) {
            Ok(read) => thresholds = read,
            Err(_) => reader.tell(
                entry.value.span.clone(),
                "wrong-type",
                format!("signals: {key} isn't a whole number"),
                "write a whole number",
            ),
        }
    }
    thresholds
}

/// A key that isn't known is left alone; one that looks like a known one may be a slip of the pen.
fn tell_a_near_one(reader: &Reader<'_>, entry: &Entry, all: &Value) {
    let known = all.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str());
    let key = entry.key.text().unwrap_or_default();
    if let Some(near) = find_nearest_word(key, known) {
        reader.tell_as_note(
            entry.key.span.clone(),
            "near-key",
            format!("signals: `{key}` isn't a threshold that is known"),
            format!("did you mean `{near}`?"),
        );
    }
}
