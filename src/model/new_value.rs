//! A value that is about to be written into front matter.

/// What can be put into front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// Text, quoted where it has to be.
    Text(String),
    /// A date, a number, a choice, a yes or no: written as it is.
    Plain(String),
    /// A list.
    List(Vec<NewValue>),
    /// Keys and values.
    Map(Vec<(String, NewValue)>),
}
