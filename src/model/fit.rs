//! How a plan fits into a life: the keys of its front matter that the client answers.

use serde::Serialize;

use super::keys::{Holds, Key};
use super::mark::Ten;

/// What one key of the fit holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FitValue {
    /// Words.
    Words(String),
    /// The client's own mark, 0 to 10.
    Mark(Ten),
}

impl FitValue {
    /// The value as a person would type it.
    #[must_use]
    pub fn to_typed(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Mark(mark) => mark.value().to_string(),
        }
    }

    fn words(self) -> Option<String> {
        match self {
            Self::Words(words) => Some(words),
            Self::Mark(_) => None,
        }
    }

    fn mark(self) -> Option<Ten> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::Words(_) => None,
        }
    }
}

// One row a key: the struct, what `set` accepts, reading, writing, the flag and its help, and JSON all follow from it, so that
// a new key can't be forgotten in one of them.
macro_rules! fit {
    (@type words) => { Option<String> };
    (@type mark) => { Option<Ten> };
    (@holds words) => { Holds::Text };
    (@holds mark) => { Holds::Plain };
    (@value words) => { FitValue::Words };
    (@value mark) => { FitValue::Mark };
    ($($field:ident: $kind:ident = $key:literal, $flag:literal, $asks:literal;)*) => {
        /// How a plan fits into a life. Nothing in it is required.
        #[derive(Debug, Clone, Default, PartialEq, Serialize)]
        pub struct Fit {
            $(
                #[doc = $asks]
                #[serde(rename = $key)]
                pub $field: fit!(@type $kind),
            )*
        }

        impl Fit {
            /// The keys in the order of the format's documentation.
            pub const KEYS: &[Key] = &[$(($key, fit!(@holds $kind))),*];
            /// The flag of each key, without its dashes, and what it asks.
            pub const FLAGS: &[(&str, &str)] = &[$(($flag, $asks)),*];

            /// Reads each key.
            pub fn read(mut value: impl FnMut(&'static str, Holds) -> Option<FitValue>) -> Self {
                Self { $($field: value($key, fit!(@holds $kind)).and_then(FitValue::$kind),)* }
            }

            /// What is answered, key by key.
            #[must_use]
            pub fn answers(&self) -> Vec<(&'static str, FitValue)> {
                let mut answers = Vec::new();
                $(answers.extend(self.$field.clone().map(|value| ($key, fit!(@value $kind)(value))));)*
                answers
            }

            /// What one key answers.
            #[must_use]
            pub fn answer(&self, key: &str) -> Option<FitValue> {
                match key {
                    $($key => self.$field.clone().map(fit!(@value $kind)),)*
                    _ => None,
                }
            }

            /// The same with what `other` answers in place of what stands here.
            #[must_use]
            pub fn overlay(self, other: Self) -> Self {
                Self { $($field: other.$field.or(self.$field),)* }
            }
        }
    };
}

fit! {
    when: words = "when", "when", "When, in an ordinary week?";
    place: words = "where", "where", "Where?";
    how_often: words = "how_often", "how-often", "How often?";
    who: words = "who", "who", "Who else is involved?";
    support: words = "support", "support", "Who supports it?";
    make_room: words = "make_room", "make-room", "What makes room for it?";
    make_room_cost: words = "make_room_cost", "make-room-cost", "What does that cost?";
    lens: words = "lens", "lens", "The single role that it was planned from";
    confidence_before: mark = "confidence_before", "confidence-before", "How sure they are before the reality test, 0 to 10";
    confidence: mark = "confidence", "confidence", "How sure they are, 0 to 10";
}

/// Whether an answer names something: `nothing`, `nobody`, `-` and the like are none. `none` is the list of such words.
#[must_use]
pub fn names_something(answer: Option<&str>, none: &[String]) -> bool {
    let Some(answer) = answer else { return false };
    let bare = answer.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_it = |word: &String| {
        if word.is_ascii() { word.eq_ignore_ascii_case(&bare) } else { word.to_lowercase() == bare }
    };
    !bare.is_empty() && !none.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::{Fit, FitValue, names_something};
    use crate::model::mark::Ten;

    #[test]
    fn what_is_answered_is_read_back_key_by_key() {
        let fit = Fit { when: Some("Tue".to_owned()), confidence: Ten::new(8.0), ..Fit::default() };
        let typed: Vec<_> = fit.answers().into_iter().map(|(key, value)| (key, value.to_typed())).collect();
        assert_eq!(typed, [("when", "Tue".to_owned()), ("confidence", "8".to_owned())]);
        assert_eq!(Fit::read(|key, _| fit.answer(key)), fit);
        let later = Fit { when: Some("Wed".to_owned()), ..Fit::default() };
        assert_eq!(fit.overlay(later).answer("when"), Some(FitValue::Words("Wed".to_owned())));
    }

    #[test]
    fn an_answer_that_names_nothing_is_none() {
        let none = ["nothing", "nobody", "none"].map(str::to_owned);
        for (answer, wanted) in
            [("Jo", true), ("Nobody.", false), (" - ", false), ("none", false), ("nothing but Jo", true)]
        {
            assert_eq!(names_something(Some(answer), &none), wanted, "{answer}");
        }
        assert!(!names_something(None, &none));
    }
}
