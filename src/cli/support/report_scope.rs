//! What a report is about: the practice or one client, from a day on.

use chrono::NaiveDate;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::name_and_id::Named;
use crate::model::needs::Needs;
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
pub struct Scoped<T> {
    /// The client, if it is about one.
    pub client: Option<Named>,
    /// The day from which on something counts.
    pub since: Option<NaiveDate>,
    /// What the report makes of each client's notes, by the clients' names.
    pub parts: Vec<T>,
    /// What could not be read in them.
    pub problems: Vec<Problem>,
}

impl Scope {
    /// Whether the report is about one client.
    #[must_use]
    pub const fn is_of_one(&self) -> bool {
        self.client.is_some()
    }

    /// Reads the notes that the report is about, and keeps of each client's what `look` makes of it and of the day from which on
    /// something counts; they are read as deep as it needs.
    pub fn read<T: Send>(
        &self,
        context: &Context,
        practice: &Practice,
        needs: Needs,
        look: impl Fn(&Record, Option<NaiveDate>) -> T + Sync,
    ) -> anyhow::Result<Scoped<T>> {
        let since = self.since.as_deref().map(|typed| context.read_past_day(typed)).transpose()?;
        let Some(typed) = &self.client else {
            let parts = context.look_at_records(practice, needs, |record| look(&record, since));
            context.tell(&parts.problems);
            return Ok(Scoped { client: None, since, parts: parts.value, problems: parts.problems });
        };
        let id = context.client(practice, Some(typed))?;
        let record = context.record(practice, &id);
        let client = Some(Named::from_record(&record.value));
        Ok(Scoped { client, since, parts: vec![look(&record.value, since)], problems: record.problems })
    }
}
