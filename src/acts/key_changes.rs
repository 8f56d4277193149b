//! Keys of a note's front matter: set, taken away, added to.

use super::Edited;
use crate::model::new_value::NewValue;
use crate::note::edit;

/// What is done to one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyChange {
    /// It holds this, whatever it held.
    Set(NewValue),
    /// This stands in its list as well.
    Push(NewValue),
    /// It goes.
    Remove,
}

impl KeyChange {
    /// Makes the change at a path of keys, the outermost first.
    ///
    /// # Errors
    /// Where the front matter can't be edited safely at that place.
    pub fn apply(&self, text: &str, path: &[&str]) -> Edited {
        match self {
            Self::Set(value) => edit::set(text, path, value),
            Self::Push(value) => edit::push(text, path, value),
            Self::Remove => edit::remove(text, path),
        }
    }
}

/// Sets one key.
///
/// # Errors
/// Where the front matter can't be edited safely at that place.
pub fn set_key(text: &str, key: &str, value: &NewValue) -> Edited {
    edit::set(text, &[key], value)
}

/// Sets several keys to words; one that has none stays as it is.
///
/// # Errors
/// As for [`set_key`].
pub fn set_words<'a>(text: &str, keys: impl IntoIterator<Item = (&'a str, &'a str)>) -> Edited {
    let with_words = keys.into_iter().filter(|(_, words)| !words.trim().is_empty());
    with_words.into_iter().try_fold(text.to_owned(), |text, (key, words)| {
        edit::set(&text, &[key], &NewValue::Text(words.trim().to_owned()))
    })
}

/// Sets a key to words, or takes it away where there are none.
///
/// # Errors
/// As for [`set_key`].
pub fn set_or_remove(text: &str, key: &str, words: &str) -> Edited {
    match words.trim() {
        "" => edit::remove(text, &[key]),
        words => edit::set(text, &[key], &NewValue::Text(words.to_owned())),
    }
}

/// A text as a scalar of YAML: quoted where it has to be.
#[must_use]
pub fn quote_scalar(text: &str) -> String {
    edit::scalar_text(text)
}

#[cfg(test)]
mod tests {
    use super::{KeyChange, set_or_remove, set_words};
    use crate::model::new_value::NewValue;

    #[test]
    fn a_key_is_set_added_to_and_taken_away() {
        let text = "---\ntags: [a]\nage: 4\n---\nWords.\n";
        let plain = |value: &str| NewValue::Plain(value.to_owned());
        for (change, key, wanted) in [
            (KeyChange::Set(plain("5")), "age", "---\ntags: [a]\nage: 5\n---\nWords.\n"),
            (KeyChange::Push(plain("b")), "tags", "---\ntags: [a, b]\nage: 4\n---\nWords.\n"),
            (KeyChange::Remove, "age", "---\ntags: [a]\n---\nWords.\n"),
        ] {
            assert_eq!(change.apply(text, &[key]).as_deref(), Ok(wanted), "{change:?}");
        }
    }

    #[test]
    fn words_are_trimmed_and_none_are_no_words() {
        let text = "---\nwhen: Tuesday\n---\n";
        let set = set_words(text, [("when", "  "), ("where", " the library ")]);
        assert_eq!(set.as_deref(), Ok("---\nwhen: Tuesday\nwhere: the library\n---\n"));
        let without = set_or_remove("---\nage: 4\nwhen: Tuesday\n---\n", "when", " ");
        assert_eq!(without.as_deref(), Ok("---\nage: 4\n---\n"));
        assert_eq!(set_or_remove(text, "when", "Friday").as_deref(), Ok("---\nwhen: Friday\n---\n"));
    }
}
