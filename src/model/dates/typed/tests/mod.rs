//! Small tables, a language a file, seen from Wednesday 4 November 2026, 09:30, unless said otherwise.

mod english;
mod french;
mod german;
mod properties;
mod refusals;
mod spanish;

use super::{TypedDateError, read_typed_date};
use crate::model::dates::Direction::{self, LooksBack, PlansAhead};
use crate::model::moment::Moment;

const WEDNESDAY: &str = "2026-11-04T09:30";

fn read(now: &str, text: &str, direction: Direction) -> Result<String, TypedDateError> {
    read_typed_date(text, Moment::parse(now).unwrap(), direction).map(|moment| moment.to_string())
}

fn assert_read(now: &str, table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(read(now, text, PlansAhead).as_deref(), Ok(*wanted), "{text:?} seen from {now}");
    }
}

fn assert_read_back(table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(read(WEDNESDAY, text, LooksBack).as_deref(), Ok(*wanted), "{text:?}, looking back");
    }
}
