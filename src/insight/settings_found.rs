//! Where each setting comes from.

use serde::Serialize;

use super::view::View;

/// `config`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingsFound {
    /// The settings, those of the practice first.
    pub settings: Vec<SettingFound>,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingFound {
    /// Its key, option or variable.
    pub key: String,
    /// What it says; none where nothing does.
    pub value: Option<String>,
    /// Where that stands: a file with its line, a variable, an option; `built in` where nobody set it.
    pub from: String,
}

impl SettingFound {
    /// A setting and where it stands; nobody set it where `from` is none.
    #[must_use]
    pub fn new(key: impl Into<String>, value: Option<String>, from: Option<String>) -> Self {
        Self { key: key.into(), value, from: from.unwrap_or_else(|| "built in".to_owned()) }
    }
}

/// Paths and programs of the coach's own machine.
impl View for SettingsFound {
    const TEMPLATE: Option<&'static str> = Some("config.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
