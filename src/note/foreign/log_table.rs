//! A table of calls: a scheduler's CSV, a coaching log. Its columns are known by their names, or by what somebody says they hold.

use chrono::DateTime;

use super::call_record::{CallRecord, Start};
use super::cells::{check_length, read_hours, read_kind, read_minutes, read_status};
use super::column_map::{ColumnMap, SampledColumn, propose_map};
use super::columns::{Column, assign_columns, plain};
use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of, days_by_order};
use crate::model::moment::Moment;
use crate::model::session::SessionKind;

/// How far down the head of a table is looked for: spreadsheets have a title above it.
const HEAD_LINES: usize = 10;

/// What a table's rows are.
#[derive(Debug, PartialEq, Eq)]
pub struct LogTable {
    /// The calls, in its order.
    pub records: Vec<CallRecord>,
    /// Whether a column says whom each row is of.
    pub names_people: bool,
}

/// Why a table can't be read as it is.
#[derive(Debug, PartialEq, Eq)]
pub enum TableRefusal {
    /// What is missing: no column is known to hold a day, or a person where one is needed. The columns, with what they seem to hold.
    Unknown(String, Vec<SampledColumn>),
    /// The map is of another table: this column isn't there.
    NoColumn(String),
}

/// A row and the line on which it begins, from 1.
type Row = (usize, Vec<String>);

/// Reads a table. Where no order is given, one of its dates that can be read in one way only shows it. With `needs_people`, a column has
/// to say whom each row is of.
///
/// # Errors
/// What is missing, where no column is known to hold a day, or a person.
pub fn read_table(
    text: &str,
    order: Option<DateOrder>,
    map: Option<&ColumnMap>,
    needs_people: bool,
) -> Result<LogTable, TableRefusal> {
    let (head, rows) = part_rows(text);
    let columns = match map {
        Some(map) => map.assign(&head).map_err(TableRefusal::NoColumn)?,
        None => assign_columns(&head),
    };
    let names = [Column::Name, Column::FirstName, Column::Email];
    let names_people = columns.iter().flatten().any(|column| names.contains(column));
    let has_day = columns.contains(&Some(Column::Start));
    if !has_day || needs_people && !names_people {
        let shown: Vec<&str> =
            head.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).take(12).collect();
        let what = if has_day { "whom a call was with" } else { "the day of a call" };
        let why = format!("no column is known to hold {what}; there are {}", shown.join(", "));
        return Err(TableRefusal::Unknown(why, propose_map(&head, &columns, &rows)));
    }
    let order = order.or_else(|| find_order(&columns, &rows));
    let records =
        rows.iter().map(|(line, cells)| read_record(*line, &head, &columns, cells, order)).collect();
    Ok(LogTable { records, names_people })
}

/// The head of a table, and its rows. The head is the first row in which a column is known to hold a day, else the first one.
fn part_rows(text: &str) -> (Vec<String>, Vec<Row>) {
    let text = text.trim_start_matches('\u{feff}');
    // Excel says in a line of its own what parts the cells.
    let (delimiter, skipped) = match text.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        Some(delimiter) => (delimiter, text.split_inclusive('\n').next().map_or(0, str::len)),
        None => (find_delimiter(text), 0),
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[skipped..]);
    // The reader leaves the second half of a CRLF to the next row, whose line it then takes for the one before.
    let (mut line, mut counted) = (1, 0);
    let rows = reader.records().filter_map(Result::ok).map(|row| {
        let byte = row.position().map_or(0, csv::Position::byte);
        let at = skipped + usize::try_from(byte).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let start = at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
        counted = start;
        (line, row.iter().map(str::to_owned).collect())
    });
    let mut rows: Vec<Row> =
        rows.filter(|(_, cells): &Row| cells.iter().any(|cell| !cell.trim().is_empty())).collect();
    let is_head = |(_, cells): &Row| assign_columns(cells).contains(&Some(Column::Start));
    let at = rows.iter().take(HEAD_LINES).position(is_head).unwrap_or_default();
    let rest = rows.split_off((at + 1).min(rows.len()));
    (rows.pop().map(|(_, head)| head).unwrap_or_default(), rest)
}

/// What parts the cells: of `,`, `;` and a tab the one that stands most often, outside of quotes, in the first lines.
fn find_delimiter(text: &str) -> u8 {
    let mut in_quotes = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in text.lines().take(HEAD_LINES).flat_map(str::bytes) {
        in_quotes ^= byte == b'"';
        counts.iter_mut().filter(|(one, _)| *one == byte && !in_quotes).for_each(|(_, count)| *count += 1);
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

/// How day and month are written: as one date shows that can be read in one way only. Years of two digits are read in an order alone: in
/// the only one in which all of them are days, or with the day first where dots part them.
fn find_order(columns: &[Option<Column>], rows: &[(usize, Vec<String>)]) -> Option<DateOrder> {
    let day = columns.iter().position(|column| *column == Some(Column::Start))?;
    let days: Vec<&str> =
        rows.iter().filter_map(|(_, cells)| cells.get(day)).map(|cell| cell.trim()).collect();
    let is_short = |cell: &&str| date_of(cell, None) == DateOf::None;
    let short: Vec<&str> = days.iter().copied().filter(is_short).collect();
    let reads = |order: DateOrder| {
        let is_day = |cell: &&str| matches!(date_of(cell, Some(order)), DateOf::One(Reading::Day { shows, .. }) if shows.is_none_or(|shows| shows == order));
        short.iter().filter(|cell| is_day(cell)).count()
    };
    let (first, second) = (reads(DateOrder::DayFirst), reads(DateOrder::MonthFirst));
    let are_dotted = short.iter().any(|cell| cell.matches('.').count() == 2);
    if first > second || first > 0 && are_dotted {
        return Some(DateOrder::DayFirst);
    }
    if second > first {
        return Some(DateOrder::MonthFirst);
    }
    let mut orders = rows.iter().filter_map(|(_, cells)| match date_of(cells.get(day)?, None) {
        DateOf::One(Reading::Day { shows, .. }) => shows,
        _ => None,
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

fn read_record(
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
    // An end that is an hour alone is of the day on which it began.
    let end = cell(Column::End).or(cell(Column::EndTime)).map(|end| {
        let hour = cell(Column::End).and(cell(Column::EndTime));
        read_start(Some(end), hour, order).or_else(|_| read_start(cell(Column::Start), Some(end), order))
    });
    let (paid, pro_bono) =
        (cell(Column::PaidHours).and_then(read_hours), cell(Column::ProBonoHours).and_then(read_hours));
    let by_hours = cell(Column::Hours).and_then(read_hours).or(paid).or(pro_bono);
    let minutes = cell(Column::Minutes)
        .and_then(read_minutes)
        .or(by_hours)
        .or_else(|| count_between(&start, end.as_ref()));
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
        let mut name: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
        // A `Name` that is taken for the last one may be all of it.
        if let [first, last] = name[..]
            && last.split_whitespace().any(|word| word == first)
        {
            name = vec![last];
        }
        (!name.is_empty()).then(|| name.join(" "))
    });
    let fee = match (paid, pro_bono, cell(Column::Fee).map(plain).as_deref()) {
        (Some(_), None, _) | (_, _, Some("paid" | "yes" | "ja" | "oui" | "si")) => Some("paid"),
        (None, Some(_), _)
        | (_, _, Some("pro bono" | "probono" | "unpaid" | "free" | "no" | "nein" | "non")) => {
            Some("pro-bono")
        }
        _ => None,
    };
    let (kind, size) = cell(Column::Kind).map(read_kind).unwrap_or_default();
    let group_size =
        cell(Column::GroupSize).and_then(|cell| cell.trim().parse().ok()).filter(|size| *size > 1).or(size);
    let own_id = cell(Column::Id).map(str::to_owned);
    let made_id = || {
        [cell(Column::Start), cell(Column::Time), name.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let is_kept = |column: Option<Column>| {
        let holds_more = matches!(
            column,
            Some(
                Column::Status
                    | Column::NoShow
                    | Column::Title
                    | Column::Fee
                    | Column::Cancelled
                    | Column::Kind
            )
        );
        column.is_none() || holds_more
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
        status: read_status(cell(Column::Cancelled), cell(Column::NoShow), cell(Column::Status)),
        is_log: true,
        fee,
        kind,
        group_size: group_size.filter(|_| kind != Some(SessionKind::Individual)),
        other: other.map(|((name, _), cell)| (name.trim().to_owned(), cell.clone())).collect(),
        body: cell(Column::Body).unwrap_or_default().to_owned(),
    }
}

fn read_start(day: Option<&str>, hour: Option<&str>, order: Option<DateOrder>) -> Result<Start, String> {
    let hour = hour.map(write_hour);
    let hour = hour.as_deref();
    let day = day.ok_or_else(|| "no day stands in it".to_owned())?.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(day) {
        return Ok(Start::Universal(instant.naive_utc()));
    }
    let whole = match hour {
        Some(hour) => format!("{day} {}", hour.trim()),
        None => day.to_owned(),
    };
    let days = match date_of(&whole, order) {
        DateOf::One(Reading::Day { when, .. }) => return Ok(Start::Local(when)),
        DateOf::One(Reading::Ambiguous { day_first, month_first }) => Some((day_first, month_first)),
        DateOf::None | DateOf::Several => days_by_order(&whole),
    };
    Err(days.map_or_else(
        || format!("{day} can't be read as a day"),
        |(day_first, month_first)| {
            format!("{day} is {day_first} or {month_first}: say --dates day-first or month-first")
        },
    ))
}

/// An hour as it is read behind a day: `10:30 Uhr`, `9h` and `10-11` say one, too; of a span it is where it begins.
fn write_hour(hour: &str) -> String {
    let hour = hour.trim().to_lowercase().replace("uhr", "").replace("a.m.", "am").replace("p.m.", "pm");
    let begin = hour.split(['-', '–', '—']).next().unwrap_or(&hour).trim();
    let digits = begin.trim_end_matches(['h', ' ']);
    let is_whole = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_whole { format!("{digits}:00") } else { begin.to_owned() }
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
    check_length(length.num_minutes())
}

#[cfg(test)]
mod tests {
    use super::read_table;

    fn read_told(text: &str) -> Vec<String> {
        let table = read_table(text, None, None, false).unwrap();
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
            (
                "sep=;\nCoaching log 2025;;\n;;\nClient;Date;Duration\nAda Lund;\"2 October 2025, 10:00\";60\n",
                "2025-10-02T10:00 60  Ada Lund",
            ),
            (
                "Klient:in;Datum;Beginn;Dauer (Std.)\n\"Lund, Ada\";02.10.25;9 Uhr;1,5\n",
                "2025-10-02T09:00 90  Lund, Ada",
            ),
            (
                "Name;Vorname;Datum;Von;Bis;Statut\nLund;Ada;02.10.2025;10h30;11h15;Annulée\n",
                "2025-10-02T10:30 45 cancelled Ada Lund",
            ),
            ("Client,Date,No-Show\nAda,10/14/25,Yes\n", "2025-10-14 0 no-show Ada"),
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
            assert!(read_table(text, None, None, false).is_err(), "{text}");
        }
    }
}
