//! A table of calls: a scheduler's CSV, a coaching log. Its columns are known by their names.

use chrono::{DateTime, NaiveTime};

use super::call_record::{CallRecord, Start};
use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of};
use crate::model::matching::without_accents;
use crate::model::moment::Moment;
use crate::model::session::SessionStatus;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    FirstName,
    LastName,
    Email,
    Start,
    Time,
    End,
    EndTime,
    Minutes,
    Hours,
    PaidHours,
    ProBonoHours,
    Cancelled,
    Status,
    Fee,
    Id,
    Title,
    Body,
}

/// The names by which columns are known, without case, accents and signs.
const KNOWN: [(Column, &[&str]); 18] = [
    (
        Column::Name,
        &[
            "client",
            "client name",
            "name",
            "full name",
            "invitee",
            "invitee name",
            "coachee",
            "customer",
            "customer name",
            "attendee",
            "attendee name",
            "klient",
            "klientin",
            "kunde",
            "kundin",
            "client e",
            "nom",
            "nom du client",
            "cliente",
            "nombre",
        ],
    ),
    (Column::FirstName, &["first name", "invitee first name", "client first name", "vorname", "prenom"]),
    (Column::LastName, &["last name", "invitee last name", "client last name", "nachname", "surname"]),
    (
        Column::Email,
        &[
            "email",
            "e mail",
            "mail",
            "invitee email",
            "client email",
            "attendee email",
            "email address",
            "contact info",
            "contact information",
            "correo",
        ],
    ),
    (
        Column::Start,
        &[
            "date",
            "day",
            "session date",
            "call date",
            "date of session",
            "start date",
            "start date time",
            "start date and time",
            "start",
            "start time utc",
            "starts at",
            "datum",
            "tag",
            "beginn",
            "termin",
            "date de seance",
            "fecha",
            "appointment date",
            "event start time",
        ],
    ),
    (Column::Time, &["time", "start time", "hour", "uhrzeit", "heure", "hora", "appointment time"]),
    (
        Column::End,
        &[
            "end",
            "end date",
            "end date time",
            "end date and time",
            "ends at",
            "ende",
            "fin",
            "event end time",
        ],
    ),
    (Column::EndTime, &["end time"]),
    (
        Column::Minutes,
        &[
            "minutes",
            "min",
            "mins",
            "duration",
            "duration minutes",
            "duration in minutes",
            "duration min",
            "length",
            "dauer",
            "minuten",
            "duree",
            "duracion",
            "minutos",
        ],
    ),
    (Column::Hours, &["hours", "duration hours", "stunden", "heures", "horas"]),
    (Column::PaidHours, &["paid hours"]),
    (Column::ProBonoHours, &["pro bono hours", "probono hours"]),
    (Column::Cancelled, &["canceled", "cancelled", "is cancelled", "abgesagt", "annule", "cancelado"]),
    (Column::Status, &["status", "state", "attendance", "outcome"]),
    (Column::Fee, &["fee", "paid pro bono", "payment", "paid"]),
    (
        Column::Id,
        &["id", "uid", "event uuid", "uuid", "event id", "booking id", "session id", "appointment id"],
    ),
    (Column::Title, &["title", "event", "event type name", "event name", "subject", "summary"]),
    (Column::Body, &["notes", "note", "session notes", "notizen", "comments", "comment", "notas"]),
];

/// What a table's rows are.
#[derive(Debug, PartialEq, Eq)]
pub struct LogTable {
    /// The calls, in its order.
    pub records: Vec<CallRecord>,
    /// Whether a column says whom each row is of.
    pub names_people: bool,
}

/// Reads a table. Where no order is given, one of its dates that can be read in one way only shows it.
///
/// # Errors
/// What is missing, where no column is known to hold a day.
pub fn read_table(text: &str, order: Option<DateOrder>) -> Result<LogTable, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let head: Vec<String> =
        rows.headers().map_err(|error| error.to_string())?.iter().map(str::to_owned).collect();
    let columns: Vec<Option<Column>> = columns(&head);
    if !columns.contains(&Some(Column::Start)) {
        let shown: Vec<&str> =
            head.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).take(12).collect();
        return Err(format!("no column is known to hold the day of a call; there are {}", shown.join(", ")));
    }
    let rows: Vec<(usize, Vec<String>)> = rows
        .records()
        .filter_map(Result::ok)
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .map(|row| {
            let line = row.position().map_or(1, csv::Position::line);
            (usize::try_from(line).unwrap_or(1), row.iter().map(str::to_owned).collect())
        })
        .collect();
    let order = order.or_else(|| order_shown(&columns, &rows));
    let names = [Column::Name, Column::FirstName, Column::Email];
    Ok(LogTable {
        names_people: columns.iter().flatten().any(|column| names.contains(column)),
        records: rows.iter().map(|(line, cells)| record(*line, &head, &columns, cells, order)).collect(),
    })
}

/// What parts the cells: of `,`, `;` and a tab the one that stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// What each column holds; of two that would hold the same, the first. A start that is only a time is no day.
fn columns(head: &[String]) -> Vec<Option<Column>> {
    let mut found: Vec<Option<Column>> = Vec::new();
    for name in head {
        let plain = fold_name(name);
        let known =
            KNOWN.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(column, _)| *column);
        found.push(known.filter(|column| !found.contains(&Some(*column))));
    }
    // Where there is no other day, `Start Time` holds it.
    for (hour, whole) in [(Column::Time, Column::Start), (Column::EndTime, Column::End)] {
        if !found.contains(&Some(whole)) {
            found.iter_mut().filter(|column| **column == Some(hour)).for_each(|column| *column = Some(whole));
        }
    }
    found
}

/// `Start Date & Time` is `start date time`.
fn fold_name(name: &str) -> String {
    let folded = without_accents(name).to_lowercase();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn order_shown(columns: &[Option<Column>], rows: &[(usize, Vec<String>)]) -> Option<DateOrder> {
    let day = columns.iter().position(|column| *column == Some(Column::Start))?;
    let mut orders = rows.iter().filter_map(|(_, cells)| match date_of(cells.get(day)?, None) {
        DateOf::One(Reading::Day { shows, .. }) => shows,
        _ => None,
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

fn record(
    line: usize,
    head: &[String],
    columns: &[Option<Column>],
    cells: &[String],
    order: Option<DateOrder>,
) -> CallRecord {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted))?;
        cells.get(at).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    };
    let start = read_start(cell(Column::Start), cell(Column::Time), order);
    let end = cell(Column::End).map(|end| read_start(Some(end), cell(Column::EndTime), order));
    let (paid, pro_bono) =
        (cell(Column::PaidHours).and_then(hours), cell(Column::ProBonoHours).and_then(hours));
    let by_hours = cell(Column::Hours).and_then(hours).or(paid).or(pro_bono);
    let minutes =
        cell(Column::Minutes).and_then(minutes).or(by_hours).or_else(|| count_between(&start, end.as_ref()));
    // A line of a log that sums up several days is no call.
    let covers = match (&start, &end) {
        (Ok(start), Some(Ok(end))) => day_of(start) != day_of(end),
        _ => false,
    };
    let start = if covers && by_hours.is_some() || paid.is_some() && pro_bono.is_some() {
        Err("it sums up several calls: put its hours into `hours_before:` of the client".to_owned())
    } else {
        start
    };
    let name = cell(Column::Name).map(str::to_owned).or_else(|| {
        let parts = [cell(Column::FirstName), cell(Column::LastName)];
        let name: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
        (!name.is_empty()).then(|| name.join(" "))
    });
    let fee = match (paid, pro_bono, cell(Column::Fee).map(fold_name).as_deref()) {
        (Some(_), None, _) | (_, _, Some("paid" | "yes" | "ja" | "oui" | "si")) => Some("paid"),
        (None, Some(_), _)
        | (_, _, Some("pro bono" | "probono" | "unpaid" | "free" | "no" | "nein" | "non")) => {
            Some("pro-bono")
        }
        _ => None,
    };
    let own_id = cell(Column::Id).map(str::to_owned);
    let made_id = || {
        [cell(Column::Start), cell(Column::Time), name.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let is_kept = |column: Option<Column>| {
        matches!(column, None | Some(Column::Status | Column::Title | Column::Fee | Column::Cancelled))
    };
    let other = head.iter().zip(columns).zip(cells).filter(|((name, column), cell)| {
        is_kept(**column) && !cell.trim().is_empty() && !name.trim().is_empty()
    });
    CallRecord {
        line,
        from: "csv",
        title: cell(Column::Title).unwrap_or_default().to_owned(),
        emails: cell(Column::Email)
            .filter(|cell| cell.contains('@'))
            .map(|cell| cell.trim().to_lowercase())
            .into_iter()
            .collect(),
        id: own_id.unwrap_or_else(made_id),
        names: name.into_iter().collect(),
        start,
        minutes,
        status: status(cell(Column::Cancelled), cell(Column::Status)),
        is_log: true,
        fee,
        other: other.map(|((name, _), cell)| (name.trim().to_owned(), cell.clone())).collect(),
        body: cell(Column::Body).unwrap_or_default().to_owned(),
    }
}

fn read_start(day: Option<&str>, hour: Option<&str>, order: Option<DateOrder>) -> Result<Start, String> {
    let day = day.ok_or_else(|| "no day stands in it".to_owned())?.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(day) {
        return Ok(Start::Universal(instant.naive_utc()));
    }
    let whole = match hour {
        Some(hour) => format!("{day} {}", hour.trim()),
        None => day.to_owned(),
    };
    match date_of(&whole, order) {
        DateOf::One(Reading::Day { when, .. }) => Ok(Start::Local(when)),
        DateOf::One(Reading::Ambiguous { day_first, month_first }) => {
            Err(format!("{day} is {day_first} or {month_first}: say --dates day-first or month-first"))
        }
        _ => Err(format!("{day} can't be read as a day")),
    }
}

const fn day_of(start: &Start) -> chrono::NaiveDate {
    match start {
        Start::Local(when) => when.date,
        Start::Universal(at) | Start::Zoned(at, _) => at.date(),
    }
}

fn count_between(start: &Result<Start, String>, end: Option<&Result<Start, String>>) -> Option<u32> {
    let length = match (start.as_ref().ok()?, end?.as_ref().ok()?) {
        (
            Start::Local(Moment { date, time: Some(start) }),
            Start::Local(Moment { date: last, time: Some(end) }),
        ) => last.and_time(*end) - date.and_time(*start),
        (Start::Universal(start), Start::Universal(end)) => *end - *start,
        _ => return None,
    };
    check_minutes(length.num_minutes())
}

fn check_minutes(minutes: i64) -> Option<u32> {
    u32::try_from(minutes).ok().filter(|minutes| (1..=24 * 60).contains(minutes))
}

/// `60`, `60 min`, `1:30`, `1h30`, `1 h`; a bare number under ten is hours, for no call takes so few minutes.
fn minutes(cell: &str) -> Option<u32> {
    let cell = cell.trim().to_lowercase();
    if let Ok(time) =
        NaiveTime::parse_from_str(&cell, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(&cell, "%H:%M"))
    {
        return check_minutes(i64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 60);
    }
    if let Some((whole, rest)) = cell.split_once('h') {
        let rest: String = rest.chars().filter(char::is_ascii_digit).collect();
        let more = if rest.is_empty() { 0 } else { rest.parse::<i64>().ok()? };
        return hours(whole).and_then(|minutes| check_minutes(i64::from(minutes) + more));
    }
    let number = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    match number.replace(',', ".").parse::<f64>() {
        Ok(number) if number < 10.0 && number.fract() != 0.0 => hours(&number.to_string()),
        Ok(number) if number < 10.0 && cell == number.to_string() => hours(&cell),
        Ok(_) => number.parse::<i64>().ok().and_then(check_minutes),
        Err(_) => None,
    }
}

/// Hours in minutes: `1.5`, `0,75`.
fn hours(cell: &str) -> Option<u32> {
    let hours: f64 = cell.trim().replace(',', ".").parse().ok()?;
    let minutes = (hours * 60.0).round();
    if !(1.0..=24.0 * 60.0).contains(&minutes) {
        return None;
    }
    format!("{minutes:.0}").parse().ok()
}

fn status(cancelled: Option<&str>, status: Option<&str>) -> Option<SessionStatus> {
    let is_off = cancelled.is_some_and(|cell| {
        matches!(
            fold_name(cell).as_str(),
            "true" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "si" | "canceled" | "cancelled"
        )
    });
    if is_off {
        return Some(SessionStatus::Cancelled);
    }
    match fold_name(status?).as_str() {
        "held" | "completed" | "complete" | "attended" | "done" | "stattgefunden" | "realizada" => {
            Some(SessionStatus::Held)
        }
        "canceled" | "cancelled" | "declined" | "abgesagt" | "annule" | "annulee" | "cancelada"
        | "cancelado" => Some(SessionStatus::Cancelled),
        "no show" | "noshow" | "missed" => Some(SessionStatus::NoShow),
        "moved" | "rescheduled" | "verschoben" => Some(SessionStatus::Moved),
        "planned" | "scheduled" | "upcoming" | "confirmed" | "active" | "geplant" => {
            Some(SessionStatus::Planned)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_table;

    fn read_told(text: &str) -> Vec<String> {
        let table = read_table(text, None).unwrap();
        let one = |record: &super::CallRecord| {
            let start = match &record.start {
                Ok(super::Start::Local(when)) => when.to_string(),
                Ok(super::Start::Universal(at)) => format!("{at}Z"),
                other => format!("{other:?}"),
            };
            let status = record.status.map(|status| status.to_string());
            format!(
                "{start} {} {} {}",
                record.minutes.unwrap_or_default(),
                status.unwrap_or_default(),
                record.names.join("+")
            )
        };
        table.records.iter().map(one).collect()
    }

    #[test]
    fn the_tables_of_schedulers_and_logs() {
        for (text, wanted) in [
            (
                "Invitee Name,Start Date & Time,End Date & Time,Canceled\nAda Lund,2025-10-02 10:00,2025-10-02 11:00,true\n",
                "2025-10-02T10:00 60 cancelled Ada Lund",
            ),
            (
                "\u{feff}Klientin;Datum;Uhrzeit;Dauer\r\nZoé;02.10.2025;10:30;90 min\r\n",
                "2025-10-02T10:30 90  Zoé",
            ),
            (
                "First name\tLast name\tDate\tHours\tStatus\nAda\tLund\t2 October 2025\t1,5\tNo-show\n",
                "2025-10-02 90 no-show Ada Lund",
            ),
            ("Email,Start time,Duration\nada@b.org,2025-10-02T08:00:00Z,1h15\n", "2025-10-02 08:00:00Z 75  "),
            ("name,date\n\"=cmd|' /C calc'!A0\",2025-10-02\n", "2025-10-02 0  =cmd|' /C calc'!A0"),
        ] {
            assert_eq!(read_told(text), [wanted], "{text}");
        }
    }

    #[test]
    fn one_date_that_can_mean_one_day_only_shows_how_the_others_are_written() {
        assert_eq!(read_told("date\n03/04/2025\n25/04/2025\n"), ["2025-04-03 0  ", "2025-04-25 0  "]);
        assert!(read_told("date\n03/04/2025\n")[0].contains("2025-04-03 or 2025-03-04"));
    }

    #[test]
    fn what_is_no_call_is_said() {
        let summed = read_told(
            "Client Name,Start Date,End Date,Paid Hours,Pro-bono Hours\nAda,2025-01-02,2025-10-02,12,\n",
        );
        assert!(summed[0].contains("sums up several calls"), "{summed:?}");
        assert!(read_told("date,notes\n,x\nsoon,y\n").iter().all(|row| row.starts_with("Err")));
        for text in ["", "a,b\n1,2\n", "\0", "\"unclosed\n"] {
            assert!(read_table(text, None).is_err(), "{text}");
        }
    }
}
