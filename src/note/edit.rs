//! stand-in until the edits land
use thiserror::Error;
/// x
#[derive(Debug, Clone, PartialEq)]
pub enum NewValue {
    /// x
    Text(String),
    /// x
    Plain(String),
    /// x
    List(Vec<NewValue>),
    /// x
    Map(Vec<(String, NewValue)>),
}
/// x
#[derive(Debug, Error)]
#[error("{what}; {hint}")]
pub struct Refusal {
    /// x
    pub line: usize,
    /// x
    pub column: usize,
    /// x
    pub what: String,
    /// x
    pub hint: String,
}
/// x
pub fn set(text: &str, _path: &[&str], _value: &NewValue) -> Result<String, Refusal> {
    Ok(text.into())
}
/// x
pub fn remove(text: &str, _path: &[&str]) -> Result<String, Refusal> {
    Ok(text.into())
}
/// x
pub fn push(text: &str, _path: &[&str], _value: &NewValue) -> Result<String, Refusal> {
    Ok(text.into())
}
/// x
pub fn replace_in_list(text: &str, _path: &[&str], _old: &str, _new: &str) -> Result<String, Refusal> {
    Ok(text.into())
}
/// x
pub fn replace_section(text: &str, _section: &str, _content: &str) -> Result<String, Refusal> {
    Ok(text.into())
}
/// x
pub fn scalar_text(text: &str) -> String {
    format!("{text:?}")
}
