//! A problem of a note as a sentence: the place that a mark under the line shows is named.

use crate::model::clean::clean;
use crate::model::problem::{Problem, Severity};

/// A problem: where it is, what it is, what stands there, how to mend it. `line` is the line that it stands in, where its file
/// could be read and isn't empty.
#[must_use]
pub fn speak_problem(problem: &Problem, line: Option<&str>) -> String {
    let Problem { path, line: number, column, length, message, hint, severity, .. } = problem;
    let kind = if *severity == Severity::Error { "Problem" } else { "Note" };
    let there: String =
        line.unwrap_or_default().chars().skip(column.saturating_sub(1)).take(*length).collect();
    let there = there.trim();
    let there = if there.is_empty() { String::new() } else { format!(" What stands there: “{there}”.") };
    let text =
        format!("{kind} in {path}, line {number}, column {column}: {message}.{there} To mend it: {hint}");
    clean(&text).replace('\n', " ").replace('`', "") + "\n"
}
