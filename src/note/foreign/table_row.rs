//! A row of a table of calls, read by what its columns hold.

use super::call_outcome::{OutcomeCells, read_outcome};
use super::call_record::{CallRecord, Start};
use super::cells::{read_hours, read_kind, read_minutes};
use super::columns::{Column, plain};
use super::table_times::{count_between, day_of, read_serial, read_start};
use crate::model::dates::written::DateOrder;
use crate::model::moment::Moment;
use crate::model::session::SessionKind;

/// Columns of labels, which may say what became of a call.
const LABELS: [&str; 2] = ["label", "labels"];
/// Columns of a zone that may be the hour's, or where the client is.
const ZONES: [&str; 9] = [
    "timezone",
    "time zone",
    "tz",
    "zeitzone",
    "fuseau horaire",
    "zona horaria",
    "huso horario",
    "timezone name",
    "time zone name",
];

/// A row, with the names of its columns and what each holds.
pub struct TableRow<'a> {
    /// Where it stands in its file, from 1.
    pub line: usize,
    /// The names of the columns.
    pub head: &'a [String],
    /// What they hold.
    pub columns: &'a [Option<Column>],
    /// What stands in it.
    pub cells: &'a [String],
}

/// How long a call was, by its row.
struct Length {
    /// The hours that were paid for, in minutes.
    paid: Option<u32>,
    /// Those that were given.
    pro_bono: Option<u32>,
    /// What a column of hours says, in minutes.
    by_hours: Option<u32>,
    minutes: Option<u32>,
}

impl TableRow<'_> {
    /// The call of the row.
    #[must_use]
    pub fn read_record(&self, order: Option<DateOrder>) -> CallRecord {
        let (start, end) = self.read_times(order);
        let length = self.read_length(&start, end.as_ref());
        let beside_zone = self.find_beside(&ZONES).filter(|_| self.cell(Column::Zone).is_none());
        // A line of a log that sums up several days is no call.
        let covers = match (&start, &end) {
            (Ok(start), Some(Ok(end))) => day_of(start) != day_of(end),
            _ => false,
        };
        let is_sum =
            covers && length.by_hours.is_some() || length.paid.is_some() && length.pro_bono.is_some();
        let start = if is_sum {
            Err("it sums up several calls: put its hours into `hours_before:` of the client".to_owned())
        } else {
            start.map(|start| self.set_zone(start))
        };
        let (name, emails) = (self.read_name(), self.read_emails());
        let named: Vec<&str> = name.iter().chain(&emails).map(String::as_str).collect();
        let cells = OutcomeCells {
            cancelled: self.cell(Column::Cancelled),
            cancelled_by: self.cell(Column::CancelledBy),
            no_show: self.cell(Column::NoShow),
            status: self.cell(Column::Status),
        };
        let mut outcome = read_outcome(cells, &named);
        // Whoever has no column for it puts it into a label, which may as well say anything else.
        let label = OutcomeCells { status: self.find_beside(&LABELS), ..OutcomeCells::default() };
        let labelled = read_outcome(label, &named);
        if outcome.status.is_none() && labelled.unread.is_none() {
            outcome = labelled;
        }
        let (kind, size) = self.cell(Column::Kind).map(read_kind).unwrap_or_default();
        let group_size = self.cell(Column::GroupSize).and_then(|cell| cell.trim().parse().ok());
        let group_size = group_size.filter(|size| *size > 1).or(size);
        let made_id = || {
            let parts = [self.cell(Column::Start), self.cell(Column::Time), name.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let unread = outcome.unread.map(|cell| format!("what became of it isn't known: {cell}"));
        CallRecord {
            line: self.line,
            from: "csv",
            title: self.cell(Column::Title).unwrap_or_default().to_owned(),
            emails,
            id: self.cell(Column::Id).map_or_else(made_id, str::to_owned),
            names: name.into_iter().collect(),
            start,
            status: outcome.status,
            cancelled_by: outcome.by,
            is_log: true,
            fee: self.read_fee(&length),
            kind,
            group_size: group_size.filter(|_| kind != Some(SessionKind::Individual)),
            other: self.list_other(&length),
            body: self.cell(Column::Body).unwrap_or_default().to_owned(),
            told: unread.into_iter().chain(self.tell_serial()).chain(self.tell_unread(&length)).collect(),
            series: None,
            beside_zone: beside_zone.map(|zone| zone.trim().to_owned()),
            minutes: length.minutes,
        }
    }

    fn cell(&self, wanted: Column) -> Option<&str> {
        let at = self.columns.iter().position(|column| *column == Some(wanted))?;
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    }

    /// What stands in a column of one of these names that holds nothing known.
    fn find_beside(&self, names: &[&str]) -> Option<&str> {
        let at = self.head.iter().position(|name| names.contains(&plain(name).as_str()))?;
        self.cells.get(at).map(String::as_str).filter(|cell| !cell.trim().is_empty())
    }

    /// The same hour on the wall of the zone that a column gives it.
    fn set_zone(&self, start: Start) -> Start {
        match (start, self.cell(Column::Zone)) {
            (Start::Local(Moment { date, time: Some(time) }), Some(zone)) => {
                Start::Zoned(date.and_time(time), zone.trim().to_owned())
            }
            (start, _) => start,
        }
    }

    /// What a column is called, as names are compared.
    fn name_of(&self, wanted: Column) -> Option<String> {
        let at = self.columns.iter().position(|column| *column == Some(wanted))?;
        self.head.get(at).map(|name| plain(name))
    }

    /// When it began and ended. A column may say that it holds UTC.
    fn read_times(&self, order: Option<DateOrder>) -> (Result<Start, String>, Option<Result<Start, String>>) {
        let settle = |read: Result<Start, String>, columns: [Column; 2]| {
            let says_so = |column: Column| {
                self.name_of(column)
                    .is_some_and(|name| name.split(' ').any(|word| matches!(word, "utc" | "gmt")))
            };
            match read {
                Ok(Start::Local(Moment { date, time: Some(time) })) if columns.into_iter().any(says_so) => {
                    Ok(Start::Universal(date.and_time(time)))
                }
                other => other,
            }
        };
        let day = self.cell(Column::Start);
        let start = settle(read_start(day, self.cell(Column::Time), order), [Column::Start, Column::Time]);
        // An end that is an hour alone is of the day on which it began.
        let end = self.cell(Column::End).or(self.cell(Column::EndTime)).map(|end| {
            let hour = self.cell(Column::End).and(self.cell(Column::EndTime));
            let read = read_start(Some(end), hour, order).or_else(|_| read_start(day, Some(end), order));
            settle(read, [Column::End, Column::EndTime])
        });
        (start, end)
    }

    fn read_length(&self, start: &Result<Start, String>, end: Option<&Result<Start, String>>) -> Length {
        let hours = |column: Column| self.cell(column).and_then(read_hours);
        let (paid, pro_bono) = (hours(Column::PaidHours), hours(Column::ProBonoHours));
        let by_hours = hours(Column::Hours).or(paid).or(pro_bono);
        let minutes = self.cell(Column::Minutes).and_then(read_minutes).or(by_hours);
        let minutes = minutes.or_else(|| count_between(start, end, self.cell(Column::End).is_none()));
        Length { paid, pro_bono, by_hours, minutes }
    }

    fn read_name(&self) -> Option<String> {
        if let Some(name) = self.cell(Column::Name) {
            return Some(name.to_owned());
        }
        let parts = [self.cell(Column::FirstName), self.cell(Column::LastName)];
        let mut name: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
        // A `Name` that is taken for the last one may be all of it.
        if let [first, last] = name[..]
            && last.split_whitespace().any(|word| word == first)
        {
            name = vec![last];
        }
        (!name.is_empty()).then(|| name.join(" "))
    }

    fn read_emails(&self) -> Vec<String> {
        let address = self.cell(Column::Email).filter(|cell| cell.contains('@'));
        address.map(|cell| cell.trim().to_lowercase()).into_iter().collect()
    }

    /// Whether it was paid for. That an invoice isn't paid yet doesn't make a gift of the call.
    fn read_fee(&self, length: &Length) -> Option<&'static str> {
        let is_of_invoices =
            self.name_of(Column::Fee).is_some_and(|name| matches!(name.as_str(), "paid" | "payment"));
        match (length.paid, length.pro_bono, self.cell(Column::Fee).map(plain).as_deref()) {
            (Some(_), None, _) | (_, _, Some("paid" | "yes" | "ja" | "oui" | "si")) => Some("paid"),
            (None, Some(_), _) | (_, _, Some("pro bono" | "probono" | "free")) => Some("pro-bono"),
            (_, _, Some("unpaid" | "no" | "nein" | "non")) if !is_of_invoices => Some("pro-bono"),
            _ => None,
        }
    }

    /// Whether something stands in a column that should give a number and doesn't.
    fn is_unread(&self, column: Column, length: &Length) -> bool {
        let cell = self.cell(column).filter(|cell| !says_nothing(cell));
        let fails = |read: fn(&str) -> Option<u32>| cell.is_some_and(|cell| read(cell).is_none());
        match column {
            Column::Minutes => fails(read_minutes),
            Column::Hours | Column::PaidHours | Column::ProBonoHours => fails(read_hours),
            Column::GroupSize => fails(|cell| cell.trim().parse().ok()),
            Column::End | Column::EndTime => length.minutes.is_none() && cell.is_some(),
            _ => false,
        }
    }

    /// A day that stands there as a spreadsheet counts it.
    fn tell_serial(&self) -> Option<String> {
        let cell = self.cell(Column::Start)?.trim();
        read_serial(cell).map(|_| format!("{cell} is read as a spreadsheet's number of that day"))
    }

    fn tell_unread(&self, length: &Length) -> Vec<String> {
        let told = |((name, column), cell): ((&String, &Option<Column>), &String)| {
            let column = column.filter(|column| self.is_unread(*column, length))?;
            let is_end = matches!(column, Column::End | Column::EndTime);
            let why = if is_end { "gives no length" } else { "can't be read" };
            Some(format!("{} {why}: {}", name.trim(), cell.trim()))
        };
        self.head.iter().zip(self.columns).zip(self.cells).filter_map(told).collect()
    }

    /// What no key of a session holds, or not all of it: it is kept as the other program has it.
    fn list_other(&self, length: &Length) -> Vec<(String, String)> {
        let is_kept = |column: Column, cell: &str| match column {
            Column::Status
            | Column::CancelledBy
            | Column::NoShow
            | Column::Title
            | Column::Fee
            | Column::Cancelled
            | Column::Zone
            | Column::Kind => true,
            Column::Email => !cell.contains('@'),
            _ => self.is_unread(column, length),
        };
        let other = self.head.iter().zip(self.columns).zip(self.cells).filter(|((name, column), cell)| {
            let is_said = !cell.trim().is_empty() && !name.trim().is_empty();
            is_said && column.is_none_or(|column| is_kept(column, cell))
        });
        other.map(|((name, _), cell)| (name.trim().to_owned(), cell.clone())).collect()
    }
}

/// Whether a cell that isn't empty says as much as one that is.
fn says_nothing(cell: &str) -> bool {
    !cell.chars().any(|c| c.is_alphanumeric() && c != '0') || matches!(plain(cell).as_str(), "n a" | "none")
}
