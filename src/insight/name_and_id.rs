//! What a note is called, beside its id.

use serde::Serialize;

use crate::model::record::Record;

/// A note's id and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

impl Named {
    /// The client of a record.
    #[must_use]
    pub fn from_record(record: &Record) -> Self {
        Self { id: record.client.id.clone(), name: record.client.display_name().to_owned() }
    }
}
