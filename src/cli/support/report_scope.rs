//! What a report is about: the practice or one client, from a day on.

use chrono::NaiveDate;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::name_and_id::Named;
use crate::model::problem::Problem;
use crate::model::record::Record;
use crate::practice::Practice;

/// The flags that every report has.
#[derive(Debug, clap::Args)]
pub struct Scope {
    /// Only this client [default: everybody]
    #[arg(long, value_name = "NAME", add = Names::Client)]
    client: Option<String>,
    /// Only from this day on, such as 2026-01-01 or "3 months ago"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

/// What those flags mean in a practice.
pub struct Scoped {
    /// The client, if it is about one.
    pub client: Option<Named>,
    /// The day from which on something counts.
    pub since: Option<NaiveDate>,
    /// The notes of whom it is about.
    pub records: Vec<Record>,
    /// What could not be read in them.
    pub problems: Vec<Problem>,
}

impl Scope {
    /// Reads the notes that the report is about.
    pub fn read(&self, context: &Context, practice: &Practice) -> anyhow::Result<Scoped> {
        let since = self.since.as_deref().map(|typed| context.read_past_day(typed)).transpose()?;
        let Some(typed) = &self.client else {
            let records = practice.records();
            context.tell(&records.problems);
            return Ok(Scoped { client: None, since, records: records.value, problems: records.problems });
        };
        let id = context.client(practice, Some(typed))?;
        let record = context.record(practice, &id);
        let client = Some(Named::from_record(&record.value));
        Ok(Scoped { client, since, records: vec![record.value], problems: record.problems })
    }
}
