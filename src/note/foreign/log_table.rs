//! A table of calls: a scheduler's CSV, a coaching log. Its columns are known by their names, or by what somebody says they hold.

use std::collections::{HashMap, HashSet};

use super::call_record::CallRecord;
use super::column_map::{ColumnMap, SampledColumn, propose_map};
use super::columns::{Column, assign_columns, plain};
use super::owner::{are_same, are_similar};
use super::table_row::TableRow;
use crate::model::dates::written::{DateOf, DateOrder, Reading, date_of};

/// How far down the head of a table is looked for: spreadsheets have a title above it.
const HEAD_LINES: usize = 10;

/// What calendars call the column that says whether an event takes the whole day: logs of calls have none.
const WHOLE_DAY: [&str; 5] =
    ["all day event", "ganztagiges ereignis", "evenement d une journee", "journee entiere", "todo el dia"];

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
    let is_agenda = head.iter().any(|name| WHOLE_DAY.contains(&plain(name).as_str()));
    if !has_day || needs_people && !names_people && !is_agenda {
        let shown: Vec<&str> =
            head.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).take(12).collect();
        let what = if has_day { "whom a call was with" } else { "the day of a call" };
        let why = format!("no column is known to hold {what}; there are {}", shown.join(", "));
        return Err(TableRefusal::Unknown(why, propose_map(&head, &columns, &rows)));
    }
    let order = order.or_else(|| find_order(&columns, &rows));
    let record = |(line, cells): &(usize, Vec<String>)| {
        TableRow { line: *line, head: &head, columns: &columns, cells }.read_record(order)
    };
    let mut records: Vec<CallRecord> = rows.iter().map(record).collect();
    if let Some(last) = records.last_mut().filter(|last| is_left_open(text, last.line)) {
        last.start =
            Err("a quotation mark in it isn't closed, so that the lines below stand in it".to_owned());
    }
    drop_shared_addresses(&mut records);
    // What a calendar gives out as a table is a calendar: its titles say who it was, and what was meant to be.
    if is_agenda {
        for record in &mut records {
            record.is_log = false;
        }
    }
    let names_people = names_people || is_agenda;
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

/// Whether the row that begins on a line, the last one, ends within quotation marks.
fn is_left_open(text: &str, line: usize) -> bool {
    let row = text.split_inclusive('\n').skip(line - 1).collect::<String>();
    row.trim_end().contains('\n') && row.matches('"').count() % 2 == 1
}

/// An address that stands with the names of several people is none of theirs: time sheets hold that of whoever keeps them.
fn drop_shared_addresses(records: &mut [CallRecord]) {
    let mut whose: HashMap<String, String> = HashMap::new();
    let mut shared: HashSet<String> = HashSet::new();
    for (email, name) in records.iter().filter_map(|record| record.emails.first().zip(record.names.first())) {
        let known = whose.entry(email.clone()).or_insert_with(|| name.clone());
        if !are_same(known, name) && !are_similar(known, name) {
            shared.insert(email.clone());
        }
    }
    for record in records {
        record.emails.retain(|email| !shared.contains(email));
    }
}

/// What parts the cells: of `,`, `;`, `|` and a tab the one that stands most often, outside of quotes, in the first lines.
fn find_delimiter(text: &str) -> u8 {
    let mut in_quotes = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'|', 0), (b'\t', 0)];
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

#[cfg(test)]
mod tests {
    use super::read_table;

    fn read_told(text: &str) -> Vec<String> {
        let table = read_table(text, None, None, false).unwrap();
        let one = |record: &super::CallRecord| {
            let start = match &record.start {
                Ok(super::super::call_record::Start::Local(when)) => when.to_string(),
                Ok(super::super::call_record::Start::Universal(at)) => format!("{at}Z"),
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
                "Client,Date,Start,End,Status\nAda,2025-10-02,23:30,00:15,tbc\n",
                "2025-10-02T23:30 45 planned Ada",
            ),
            ("Client|Date|Type\nAda|2025-10-02|60 min coaching\n", "2025-10-02 0  Ada"),
            ("Client,Date,Label\nAda,2025-10-02,No-Show\n", "2025-10-02 0 no-show Ada"),
            ("Client,Date,Notes\nAda,45932.4375,x\n", "2025-10-02T10:30 0  Ada"),
            ("Client,Date,Time\nAda,02-Oct-25,10:30\n", "2025-10-02T10:30 0  Ada"),
            (
                "Client,Date,Duration,Start timezone\nAda,2025-10-02 10:30,60,Asia/Tokyo\n",
                "Ok(Zoned(2025-10-02T10:30:00, \"Asia/Tokyo\")) 60  Ada",
            ),
            ("Client,Date,Label\nAda,2025-10-02,VIP\n", "2025-10-02 0  Ada"),
            (
                "Client,Start time UTC,End time UTC\nAda,2025-10-02 08:00,2025-10-02 09:00\n",
                "2025-10-02 08:00:00Z 60  Ada",
            ),
            ("Client,Date,Duration\nAda,2025-10-02T08:00:00.000+0200,sixty\n", "2025-10-02 06:00:00Z 0  Ada"),
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

    #[test]
    fn a_mark_that_isnt_closed_and_an_address_of_several_are_nobodys() {
        let read = |text: &str| read_table(text, None, None, false).unwrap().records;
        let open =
            read("Client,Date,Notes\nAda,2025-10-01,so\nAda,2025-10-02,\"she said\nAda,2025-10-03,fine\n");
        assert_eq!(open.iter().map(|record| record.start.is_ok()).collect::<Vec<_>>(), [true, false]);
        let sheet = read(
            "Email,Client,Date\nr@b.org,Ada Lund,2025-10-01\nr@b.org,Ben Ek,2025-10-02\nc@b.org,Cy,2025-10-02\n",
        );
        assert_eq!(sheet.iter().map(|record| record.emails.len()).collect::<Vec<_>>(), [0, 0, 1]);
        let agenda = read("Subject,Start Date,All Day Event\nAda,2025-10-01,False\n");
        assert!(!agenda[0].is_log && agenda[0].title == "Ada");
    }
}
