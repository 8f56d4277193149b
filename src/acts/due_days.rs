//! The day of `due:` as somebody said it, written as a note has it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::moment::parse_day;
use crate::note::inline_marks::find_due_place;
use crate::note::parsed::Note;

/// A line whose `due:friday` is the day that `read` makes of it. What stands as a day already stays as it is.
///
/// # Errors
/// Where what stands behind the mark is no day.
pub fn write_due_day<E>(line: &str, read: &impl Fn(&str) -> Result<NaiveDate, E>) -> Result<String, E> {
    let Some(place) = find_due_place(line).filter(|place| parse_day(&line[place.date.clone()]).is_none())
    else {
        return Ok(line.to_owned());
    };
    let day = read(&line[place.date.clone()])?;
    let mark = line[place.whole.start..place.date.start].trim_end();
    let is_plain = mark.eq_ignore_ascii_case("due:");
    let (mark, end) = if is_plain {
        ("due:", place.whole.end)
    } else {
        (&line[place.whole.start..place.date.start], place.date.end)
    };
    Ok(format!("{}{mark}{day}{}", &line[..place.whole.start], &line[end..]))
}

/// A plan in Markdown whose steps have their days so; nothing else in it changes.
///
/// # Errors
/// Where what stands behind a mark is no day.
pub fn write_due_days_of_steps<E>(
    plan: &str,
    read: &impl Fn(&str) -> Result<NaiveDate, E>,
) -> Result<String, E> {
    let note = Note::parse(&Arc::from("plan.md"), plan.to_owned()).value;
    let mut written = plan.to_owned();
    for step in note.body.tasks("Steps").collect::<Vec<_>>().into_iter().rev() {
        let words = write_due_day(&note.text[step.start..step.end], read)?;
        written.replace_range(step.start..step.end, &words);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{write_due_day, write_due_days_of_steps};

    fn read(said: &str) -> Result<NaiveDate, String> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).ok_or_else(|| said.to_owned());
        match said {
            "friday" | "next friday" => day(27),
            "30 Nov" => day(30),
            _ => Err(said.to_owned()),
        }
    }

    #[test]
    fn a_day_is_written_as_notes_have_it() {
        for (line, wanted) in [
            ("Ask Jo due:friday", "Ask Jo due:2026-11-27"),
            ("Ask Jo Due: friday, please", "Ask Jo due:2026-11-27, please"),
            ("Ask Jo due:next friday please", "Ask Jo due:2026-11-27 please"),
            ("Ask Jo (due: 30 Nov.)", "Ask Jo (due:2026-11-30.)"),
            ("Ask Jo @due(friday)", "Ask Jo @due(2026-11-27)"),
            ("Ask Jo 📅 2026-11-09", "Ask Jo 📅 2026-11-09"),
            ("Ask Jo due:  2026-11-09", "Ask Jo due:  2026-11-09"),
            ("The rent is due: soon", "The rent is due: soon"),
        ] {
            assert_eq!(write_due_day(line, &read).as_deref(), Ok(wanted), "{line}");
        }
        assert_eq!(write_due_day("Ask Jo due:soonish", &read), Err("soonish".to_owned()));
    }

    #[test]
    fn only_the_days_of_steps_change_in_a_plan() {
        let plan = "# P\r\n\r\ndue:friday\r\n## Steps\r\n- [ ] a due:friday\r\n* b\r\n  due: 30 Nov\r\n\r\n## Mine\r\n- due:friday\r\n";
        let wanted =
            plan.replace("a due:friday", "a due:2026-11-27").replace("due: 30 Nov", "due:2026-11-30");
        assert_eq!(write_due_days_of_steps(plan, &read), Ok(wanted));
    }
}
