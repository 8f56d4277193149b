//! What credential bodies ask of an hours log.

use serde::{Deserialize, Serialize};

/// One credential. What a body doesn't ask for is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// What it is called.
    pub name: String,
    /// Hours in all.
    pub hours: f64,
    /// How many of them paid.
    #[serde(default)]
    pub paid: f64,
    /// With how many different clients.
    #[serde(default)]
    pub clients: usize,
    /// How many hours in the last `months` months.
    #[serde(default)]
    pub recent: f64,
    /// How many months those are.
    #[serde(default)]
    pub months: u32,
}
