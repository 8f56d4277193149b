//! The templates: which there are, and which of them a practice has of its own.

use serde::Serialize;

use super::view::View;

/// `template list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateList {
    /// The templates, by name.
    pub templates: Vec<TemplateLine>,
}

/// One template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateLine {
    /// What it is called.
    pub name: &'static str,
    /// The practice's own, from the root.
    pub path: Option<String>,
}

/// `template show`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateText {
    /// What it is called.
    pub name: &'static str,
    /// The practice's own, from the root; none where this is the built-in one.
    pub path: Option<String>,
    /// What stands in it.
    pub text: String,
}

/// How the coach's program is set up.
impl View for TemplateList {
    const TEMPLATE: Option<&'static str> = Some("template-list.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}

/// Likewise.
impl View for TemplateText {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        None
    }
}
