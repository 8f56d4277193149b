//! Tables as CSV (RFC 4180, or as Excel wants it), safe to open in a spreadsheet.

use crate::insight::hours::{HoursLog, Work};
use crate::insight::invoice::SessionReport;
use crate::render::spreadsheet::Spreadsheet;

/// The columns of the log that credential bodies ask for.
const LOG: [&str; 8] = [
    "Client Name",
    "Individual/Group",
    "No. of individuals in Group",
    "Contact Info",
    "Start Date",
    "End Date",
    "Paid Hours",
    "Pro-bono Hours",
];

/// The hours log.
///
/// # Errors
/// Only what the writer itself reports.
pub fn hours(log: &HoursLog, sheet: Spreadsheet) -> anyhow::Result<String> {
    let rows = log.clients.iter().map(|line| {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let kind = if line.kind == Work::Individual { "Individual" } else { "Group" };
        [
            line.name.clone(),
            kind.to_owned(),
            line.group_size.map(|size| size.to_string()).unwrap_or_default(),
            line.contact.clone().unwrap_or_default(),
            day(line.start),
            day(line.end),
            format_hours(line.paid_hours, sheet),
            format_hours(line.pro_bono_hours, sheet),
        ]
    });
    table(&LOG, rows, sheet)
}

/// The lines of an invoice.
///
/// # Errors
/// Only what the writer itself reports.
pub fn sessions(report: &SessionReport, sheet: Spreadsheet) -> anyhow::Result<String> {
    let rows = report.sessions.iter().map(|line| {
        [
            line.date.to_string(),
            line.status.to_string(),
            line.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            line.kind.to_string(),
            line.fee.to_string(),
            line.charged.to_string(),
        ]
    });
    table(&["Date", "Status", "Minutes", "Kind", "Fee", "Charged"], rows, sheet)
}

fn table<const N: usize>(
    head: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
    sheet: Spreadsheet,
) -> anyhow::Result<String> {
    let mark = if sheet.has_mark { "\u{feff}" } else { "" };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .delimiter(sheet.separator)
        .from_writer(mark.as_bytes().to_vec());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| as_text(cell)))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A cell that a spreadsheet would take for a formula is led by an apostrophe, which makes it text there.
fn as_text(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// Hours with two digits behind the point at most: 50 minutes are 0.83, or 0,83 where Excel would take a point for something else.
fn format_hours(hours: f64, sheet: Spreadsheet) -> String {
    let text = format!("{hours:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', &sheet.decimal.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Spreadsheet, as_text, format_hours};

    #[test]
    fn formulas_are_text() {
        for (cell, wanted) in [
            ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
            ("+33 5", "'+33 5"),
            ("-1", "'-1"),
            ("@sum", "'@sum"),
            (" =1", "' =1"),
            ("\t=1", "'\t=1"),
            ("Ann = Bo", "Ann = Bo"),
            ("a@b.org", "a@b.org"),
            ("", ""),
        ] {
            assert_eq!(as_text(cell), wanted);
        }
    }

    #[test]
    fn hours_are_short() {
        for (hours, wanted) in [(0.0, "0"), (1.0, "1"), (5.0 / 6.0, "0.83"), (10.5, "10.5"), (100.0, "100")] {
            assert_eq!(format_hours(hours, Spreadsheet::PLAIN), wanted);
        }
    }
}
