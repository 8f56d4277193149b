//! The hashtags that have a meaning.

use std::borrow::Cow;

use super::client::About;

/// A hashtag that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashtag {
    /// It files a statement in what we know of the person.
    Files(About),
    /// What came instead of what they expect of people.
    Otherwise,
    /// To be taken to a colleague.
    Supervise,
    /// Client and coach have read this together: it may be shown to them.
    Ours,
}

/// Those that file nothing.
const OTHERS: [(&str, Hashtag); 3] =
    [("otherwise", Hashtag::Otherwise), ("supervise", Hashtag::Supervise), ("ours", Hashtag::Ours)];

impl Hashtag {
    /// What a hashtag means, in any case and in the plural, too; of a nested one (`happy/children`) its first part does.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.split('/').next().unwrap_or(tag);
        let is_small = first.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let first = if is_small { Cow::Borrowed(first) } else { Cow::Owned(first.to_lowercase()) };
        Self::exactly(&first).or_else(|| {
            let singular = first.strip_suffix('s')?;
            Self::exactly(singular).or_else(|| Self::exactly(&format!("{}y", singular.strip_suffix("ie")?)))
        })
    }

    /// Every word that means something, without `#`.
    pub fn words() -> impl Iterator<Item = &'static str> {
        About::WORDS.iter().copied().chain(OTHERS.iter().map(|(word, _)| *word))
    }

    fn exactly(word: &str) -> Option<Self> {
        let files = About::ALL.into_iter().find(|about| about.word() == word).map(Self::Files);
        files.or_else(|| OTHERS.iter().find(|(other, _)| *other == word).map(|(_, hashtag)| *hashtag))
    }
}

#[cfg(test)]
mod tests {
    use super::Hashtag;
    use crate::model::client::About;

    #[test]
    fn a_hashtag_is_known_in_any_case_and_in_the_plural() {
        for (tag, wanted) in [
            ("strength", Some(Hashtag::Files(About::Strength))),
            ("Strengths", Some(Hashtag::Files(About::Strength))),
            ("histories", Some(Hashtag::Files(About::History))),
            ("happy/children", Some(Hashtag::Files(About::Happy))),
            ("works-best", Some(Hashtag::Files(About::WorksBest))),
            ("OURS", Some(Hashtag::Ours)),
            ("our", None),
            ("strengthss", None),
            ("s", None),
        ] {
            assert_eq!(Hashtag::from_tag(tag), wanted, "{tag}");
        }
    }
}
