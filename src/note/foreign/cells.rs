//! What the cells of a table say: how long a call was, what became of it.

use chrono::NaiveTime;

use super::columns::plain;
use crate::model::session::{SessionKind, SessionStatus};

/// Minutes of a call, where they make one: up to a day.
#[must_use]
pub fn check_length(minutes: i64) -> Option<u32> {
    u32::try_from(minutes).ok().filter(|minutes| (1..=24 * 60).contains(minutes))
}

/// `60`, `60 min`, `1:30`, `1h30`, `1 h`, `1,5 Std.`; a bare number under ten is hours, for no call takes so few minutes.
#[must_use]
pub fn read_minutes(cell: &str) -> Option<u32> {
    let cell = cell.trim().to_lowercase();
    // `1:30 h` is a clock with a word behind it.
    let cell = if cell.contains(':') {
        cell.trim_end_matches(|c: char| c == 'h' || c.is_whitespace())
    } else {
        &cell
    };
    if let Some((hours, _)) = cell.split_once("std").or_else(|| cell.split_once("stunde")) {
        return read_hours(hours);
    }
    if let Ok(time) =
        NaiveTime::parse_from_str(cell, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(cell, "%H:%M"))
    {
        return check_length(i64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 60);
    }
    if let Some((whole, rest)) = cell.split_once('h') {
        let rest: String = rest.chars().filter(char::is_ascii_digit).collect();
        let more = if rest.is_empty() { 0 } else { rest.parse::<i64>().ok()? };
        return read_hours(whole).and_then(|minutes| check_length(i64::from(minutes) + more));
    }
    let number = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    match number.replace(',', ".").parse::<f64>() {
        Ok(number) if number < 10.0 && number.fract() != 0.0 => read_hours(&number.to_string()),
        Ok(number) if number < 10.0 && cell == number.to_string() => read_hours(cell),
        Ok(_) => number.parse::<i64>().ok().and_then(check_length),
        Err(_) => None,
    }
}

/// Hours in minutes: `1.5`, `0,75`.
#[must_use]
pub fn read_hours(cell: &str) -> Option<u32> {
    let hours: f64 = cell.trim().replace(',', ".").parse().ok()?;
    let minutes = (hours * 60.0).round();
    if !(1.0..=24.0 * 60.0).contains(&minutes) {
        return None;
    }
    format!("{minutes:.0}").parse().ok()
}

/// What became of a call, by a column that says whether it is off, one that says whether nobody came, and one that says more.
#[must_use]
pub fn read_status(
    cancelled: Option<&str>,
    no_show: Option<&str>,
    status: Option<&str>,
) -> Option<SessionStatus> {
    let is_so = |cell: Option<&str>| {
        cell.is_some_and(|cell| {
            matches!(
                plain(cell).as_str(),
                "true" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "si" | "canceled" | "cancelled"
            )
        })
    };
    if is_so(cancelled) {
        return Some(SessionStatus::Cancelled);
    }
    if is_so(no_show) {
        return Some(SessionStatus::NoShow);
    }
    match plain(status?).as_str() {
        "held" | "completed" | "complete" | "attended" | "done" | "finished" | "stattgefunden"
        | "durchgefuhrt" | "erledigt" | "abgeschlossen" | "realizada" | "realizado" | "completada"
        | "hecha" | "realisee" | "realise" | "effectuee" | "effectue" | "terminee" | "faite" => {
            Some(SessionStatus::Held)
        }
        "canceled" | "cancelled" | "declined" | "abgesagt" | "storniert" | "ausgefallen" | "annule"
        | "annulee" | "cancelada" | "cancelado" | "anulada" => Some(SessionStatus::Cancelled),
        "no show" | "noshow" | "missed" | "nicht erschienen" | "absent" | "absente" | "no asistio"
        | "no se presento" => Some(SessionStatus::NoShow),
        "moved" | "rescheduled" | "postponed" | "verschoben" | "reportee" | "reporte" | "deplacee"
        | "aplazada" | "reprogramada" => Some(SessionStatus::Moved),
        "planned" | "scheduled" | "upcoming" | "confirmed" | "active" | "booked" | "geplant" | "gebucht"
        | "prevue" | "prevu" | "planifiee" | "planeada" | "programada" | "prevista" => {
            Some(SessionStatus::Planned)
        }
        _ => None,
    }
}

/// `Individual`, `Group of 6`: what kind of call it was, and how many came where that stands with it.
#[must_use]
pub fn read_kind(cell: &str) -> (Option<SessionKind>, Option<u32>) {
    let words = plain(cell);
    let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    let kind = if has(&["group", "gruppe", "groupe", "grupo", "g"]) {
        Some(SessionKind::Group)
    } else if has(&["team", "equipe", "equipo"]) {
        Some(SessionKind::Team)
    } else if has(&["individual", "einzel", "individuel", "i", "1"]) {
        Some(SessionKind::Individual)
    } else {
        None
    };
    let size = words.split(' ').find_map(|word| word.parse().ok()).filter(|size| *size > 1);
    (kind, size)
}

#[cfg(test)]
mod tests {
    use super::{read_hours, read_kind, read_minutes};
    use crate::model::session::SessionKind;

    #[test]
    fn lengths_as_people_type_them() {
        for (cell, wanted) in [
            ("60", Some(60)),
            ("60 min", Some(60)),
            ("1:30", Some(90)),
            ("1h30", Some(90)),
            ("1 h", Some(60)),
            ("1.5", Some(90)),
            ("0,75", Some(45)),
            ("1,5 Std.", Some(90)),
            ("2 Stunden", Some(120)),
            ("1:30 h", Some(90)),
            ("1 hour 15 minutes", Some(75)),
            ("90 Min.", Some(90)),
            ("long", None),
            ("0", None),
        ] {
            assert_eq!(read_minutes(cell), wanted, "{cell}");
        }
        assert_eq!([read_hours("1,5"), read_hours("25"), read_hours("-1")], [Some(90), None, None]);
    }

    #[test]
    fn a_group_may_say_how_many_it_is() {
        assert_eq!(read_kind("Group (6)"), (Some(SessionKind::Group), Some(6)));
        assert_eq!(read_kind("Individual"), (Some(SessionKind::Individual), None));
        assert_eq!(read_kind("Discovery"), (None, None));
    }
}
