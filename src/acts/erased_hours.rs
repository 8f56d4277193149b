//! The hours of somebody whose records are erased, kept in coach.yaml as figures without a name.

use super::Edited;
use crate::model::new_value::NewValue;
use crate::model::settings::ErasedHours;
use crate::note::edit;

/// The line that begins and ends a front matter.
const FENCE: &str = "---\n";

/// Adds hours to those that stand there already.
///
/// # Errors
/// Where the settings can't be edited safely.
pub fn add_erased_hours(text: &str, known: ErasedHours, more: ErasedHours) -> Edited {
    // Settings are a front matter without its fences.
    let (bom, yaml) = text.strip_prefix('\u{feff}').map_or(("", text), |yaml| ("\u{feff}", yaml));
    let gap = if yaml.is_empty() || yaml.ends_with('\n') { "" } else { "\n" };
    let mut note = format!("{FENCE}{yaml}{gap}{FENCE}");
    let sum = known.plus(more);
    for (key, hours, is_new) in [("paid", sum.paid, more.paid), ("pro_bono", sum.pro_bono, more.pro_bono)] {
        if is_new > 0.0 {
            note = edit::set(&note, &["hours_erased", key], &NewValue::Plain(hours.to_string()))?;
        }
    }
    let inner = note.strip_prefix(FENCE).and_then(|rest| rest.strip_suffix(FENCE)).unwrap_or(yaml);
    Ok(format!("{bom}{inner}"))
}

#[cfg(test)]
mod tests {
    use super::{ErasedHours, add_erased_hours};

    #[test]
    fn hours_add_up_and_nothing_else_changes() {
        let of = |paid, pro_bono| ErasedHours { paid, pro_bono };
        for (text, known, more, wanted) in [
            ("format: 1\n", of(0.0, 0.0), of(12.5, 0.0), "format: 1\nhours_erased: {paid: 12.5}\n"),
            ("format: 1", of(0.0, 0.0), of(1.0, 2.0), "format: 1\nhours_erased: {paid: 1, pro_bono: 2}\n"),
            (
                "# mine\nhours_erased: {paid: 12.5}   # two people\ncoach: R\n",
                of(12.5, 0.0),
                of(0.75, 1.0),
                "# mine\nhours_erased: {paid: 13.25, pro_bono: 1}   # two people\ncoach: R\n",
            ),
            ("format: 1\n", of(0.0, 0.0), of(0.0, 0.0), "format: 1\n"),
        ] {
            assert_eq!(add_erased_hours(text, known, more).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
