//! Views as JSON.

use serde::Serialize;

/// A view as indented JSON with a last newline.
///
/// # Errors
/// Only where a view holds what JSON can't, which none does.
pub fn json<V: Serialize>(view: &V) -> anyhow::Result<String> {
    let mut text = serde_json::to_string_pretty(view)?;
    text.push('\n');
    Ok(text)
}
