//! Choices as they stand in the files: a closed list of words.

/// Declares an enum whose variants are written as fixed words in front matter and JSON.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word that may stand in a file, in the order of the format's documentation.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Every variant, in the same order.
            pub const VARIANTS: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in a file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::model::choice::Choice for $name {
            const WORDS: &'static [&'static str] = Self::WORDS;
            const VARIANTS: &'static [Self] = Self::VARIANTS;
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use choices;

/// A closed list of words that a key may hold.
pub trait Choice: Copy + 'static {
    /// Every word of the list.
    const WORDS: &'static [&'static str];
    /// What each of them means, in the same order.
    const VARIANTS: &'static [Self];
}
