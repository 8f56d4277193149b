//! `coach.yaml` to [`Settings`].

use std::sync::Arc;

use serde_yaml::Value;

use crate::model::problem::Loaded;
use crate::model::settings::{FORMAT, Settings, Thresholds};
use crate::note::fence::bom;
use crate::note::fields::Reader;
use crate::note::parsed::Note;

/// Reads the practice's settings: the file is front matter without fences.
#[must_use]
pub fn settings(path: &Arc<str>, text: &str) -> Loaded<Settings> {
    // Fences around the text make it a note; the places are moved back by the one line that this adds.
    let fenced = format!("---\n{}\n---\n", &text[bom(text)..]);
    let mut loaded = super::loaded(Note::parse(path, fenced), read);
    for problem in &mut loaded.problems {
        problem.line = problem.line.saturating_sub(1).max(1);
    }
    for statement in &mut loaded.value.show_up_as {
        if let Some(source) = &mut statement.source {
            source.line -= 1;
        }
    }
    loaded
}

fn read(reader: &Reader<'_>) -> Settings {
    let keys = reader.fields();
    if let Some(format) = keys.count("format").filter(|format| u64::from(*format) != FORMAT)
        && let Some(node) = keys.get("format")
    {
        reader.tell(
            node.span.clone(),
            "unknown-format",
            format!("format {format} isn't known; this coach reads format {FORMAT}"),
            "use the newer coach that wrote it, or set `format: 1`",
        );
    }
    Settings {
        coach: keys.text("coach"),
        timezone: keys.text("timezone"),
        show_up_as: keys.statements("show_up_as"),
        signals: thresholds(reader),
    }
}

/// Each threshold for itself, so that a bad one leaves the others as they were set.
fn thresholds(reader: &Reader<'_>) -> Thresholds {
    let mut thresholds = Thresholds::default();
    let Some(keys) = reader.fields().nested("signals") else { return thresholds };
    for entry in keys.pairs() {
        let Some(key) = entry.key.text() else { continue };
        let Some(number) = keys.amount(key) else { continue };
        let mut all = serde_yaml::to_value(thresholds).unwrap_or_default();
        let whole = number.fract() == 0.0;
        #[allow(clippy::cast_possible_truncation)]
        let number = if whole { Value::from(number as i64) } else { Value::from(number) };
        let known = all.get_mut(key).map(|slot| *slot = number).is_some();
        match serde_yaml::from_value(all) {
            Ok(read) if known => thresholds = read,
            _ if known => reader.tell(
                entry.value.span.clone(),
                "wrong-type",
                format!("signals: {key} isn't a whole number"),
                "write a whole number",
            ),
            _ => {}
        }
    }
    thresholds
}
