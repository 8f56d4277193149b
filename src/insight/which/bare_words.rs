//! Words that need no quotes: where the client ends and what is to be written begins.

use crate::model::id::fold;
use crate::model::matching::{Candidate, Meant, without_accents};

/// What the words of a command line were found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// A text for the call at hand; `-` is standard input.
    AtHand(String),
    /// A client, named as anywhere else, and a text if one follows.
    Named(String, Option<String>),
    /// Bare words: they begin with a client for certain, and the rest is the text.
    Bare(Vec<String>),
    /// Nothing at all.
    None,
}

/// Whether a word is written as an option is: `--due`, `--to=x`. Where words begin with one, it is one that isn't known.
#[must_use]
pub fn looks_like_option(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default().strip_prefix("--").unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// A word that gives a value to something with a name, `email=ann@b.org`: the name and the value.
#[must_use]
pub fn split_assignment(word: &str) -> Option<(&str, &str)> {
    let (key, value) = word.split_once('=')?;
    let key = key.trim_end_matches(['+', ':']);
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    is_key.then_some((key, value))
}

/// Parts the words of a command line. An argument with a blank in it was quoted, so it is a text.
#[must_use]
pub fn part(words: &[String]) -> Words {
    let is_text = |word: &str| word == "-" || word.contains(char::is_whitespace);
    match words {
        [] => Words::None,
        [one] if is_text(one) || one.is_empty() => Words::AtHand(one.clone()),
        [client] => Words::Named(client.clone(), None),
        [client, text] if is_text(text) || text.is_empty() => {
            Words::Named(client.clone(), Some(text.clone()))
        }
        _ => Words::Bare(words.to_vec()),
    }
}

/// The client that the first of several bare words names: by the exact id, the whole name or a whole word of it. A prefix or a
/// part of a name proves nothing here, since any text begins with some word: `an idea` isn't Anna's.
#[must_use]
pub fn client_for_certain(word: &str, clients: &[Candidate]) -> Meant {
    if let Some(exact) = clients.iter().find(|client| client.id == word) {
        return Meant::One(exact.id.clone());
    }
    let plain = |text: &str| without_accents(&fold(text.trim()));
    let word = plain(word);
    let is_whole = |client: &&Candidate| {
        let mut words = client.name.split(|c: char| c.is_whitespace() || c == '-');
        plain(&client.id) == word || plain(&client.name) == word || words.any(|part| plain(part) == word)
    };
    let meant: Vec<Candidate> = clients.iter().filter(is_whole).cloned().collect();
    match meant.as_slice() {
        [] => Meant::None(Vec::new()),
        [one] => Meant::One(one.id.clone()),
        _ => Meant::Several(meant),
    }
}

/// The client that several bare words begin with, and the words behind. A name that is written out is the client's, all of it, and
/// says which of several of that first name is meant. Where the first word alone is the id of another one, nothing is for certain.
#[must_use]
pub fn client_and_rest(words: &[String], clients: &[Candidate]) -> (Meant, String) {
    let Some(first) = words.first() else { return (Meant::None(Vec::new()), String::new()) };
    let rest = |from: usize| words.get(from..).unwrap_or_default().join(" ");
    let by_first = client_for_certain(first, clients);
    let plain = |text: &str| without_accents(&fold(text.trim()));
    let length = |client: &Candidate| {
        let name: Vec<String> = client.name.split_whitespace().map(plain).collect();
        let is_typed = name.len() > 1
            && name.len() <= words.len()
            && name.iter().zip(words).all(|(part, word)| *part == plain(word.trim_end_matches([':', ','])));
        if is_typed { name.len() } else { 0 }
    };
    let longest = clients.iter().map(length).max().unwrap_or_default();
    if longest == 0 {
        return (by_first, rest(1));
    }
    let mut named: Vec<Candidate> =
        clients.iter().filter(|client| length(client) == longest).cloned().collect();
    if let Meant::One(id) = &by_first
        && let Some(other) = clients.iter().find(|client| client.id == *id)
        && !named.contains(other)
    {
        named.insert(0, other.clone());
    }
    match named.as_slice() {
        [one] => (Meant::One(one.id.clone()), rest(longest)),
        _ => (Meant::Several(named), rest(longest)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, client_and_rest, client_for_certain, part, split_assignment};
    use crate::model::matching::{Candidate, Meant};

    #[test]
    fn several_bare_words_begin_with_the_client() {
        let named = |client: &str, text: Option<&str>| Words::Named(client.into(), text.map(str::to_owned));
        for (words, wanted) in [
            (&[][..], Words::None),
            (&["Thursday suits her"], Words::AtHand("Thursday suits her".into())),
            (&["-"], Words::AtHand("-".into())),
            (&["anna"], named("anna", None)),
            (&["ali", "Thursday suits her"], named("ali", Some("Thursday suits her"))),
            (&["ali", "-"], named("ali", Some("-"))),
            (&["an", "idea"], Words::Bare(vec!["an".into(), "idea".into()])),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(part(&words), wanted, "{words:?}");
        }
    }

    #[test]
    fn a_value_is_given_to_a_name() {
        for (word, wanted) in [
            ("email=ann@b.org", Some(("email", "ann@b.org"))),
            ("tags+=x=y", Some(("tags", "x=y"))),
            ("a==b", Some(("a", "=b"))),
            ("=b", None),
            ("1+1=2", None),
            ("Ann", None),
        ] {
            assert_eq!(split_assignment(word), wanted, "{word}");
        }
    }

    #[test]
    fn neither_a_prefix_nor_a_part_of_a_name_is_a_client_for_certain() {
        let clients = [("anna-berg", "Anna Berg"), ("anna", "Anna Lund"), ("jurgen", "Jürgen Groß-Hahn")]
            .map(|(id, name)| Candidate { id: id.into(), name: name.into() });
        for (word, wanted) in [
            ("anna", "anna"),
            ("Anna", "2"),
            ("ANNA-BERG", "anna-berg"),
            ("lund", "anna"),
            ("Jürgen", "jurgen"),
            ("gross", "jurgen"),
            ("hahn", "jurgen"),
            ("an", "0"),
            ("ann", "0"),
            ("lun", "0"),
            ("", "0"),
        ] {
            let found = match client_for_certain(word, &clients) {
                Meant::One(id) => id,
                Meant::Several(several) => several.len().to_string(),
                Meant::None(_) => "0".into(),
            };
            assert_eq!(found, wanted, "{word}");
        }
    }

    #[test]
    fn a_name_that_is_written_out_is_no_part_of_the_text() {
        let clients = [
            ("anna", "Anna"),
            ("anna-berg", "Anna Berg"),
            ("lena-weiss", "Lena Weiß"),
            ("lena-vogt", "Lena Marie Vogt"),
            ("lena-marie", "Lena Marie"),
            ("bob", "Bob Quill"),
        ]
        .map(|(id, name)| Candidate { id: id.into(), name: name.into() });
        for (words, wanted) in [
            ("bob quill called me", "bob: called me"),
            ("Bob Quill: called", "bob: called"),
            ("bob called Quill", "bob: called Quill"),
            ("Quill called", "bob: called"),
            ("Bob Quill", "bob: "),
            ("Lena weiss called", "lena-weiss: called"),
            ("Lena called", "3"),
            ("lena marie vogt called", "lena-vogt: called"),
            ("lena marie called", "lena-marie: called"),
            ("anna called", "anna: called"),
            ("anna berg called", "2"),
            ("anna-berg called", "anna-berg: called"),
            ("an idea", "0"),
        ] {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            let found = match client_and_rest(&words, &clients) {
                (Meant::One(id), rest) => format!("{id}: {rest}"),
                (Meant::Several(several), _) => several.len().to_string(),
                (Meant::None(_), _) => "0".into(),
            };
            assert_eq!(found, wanted, "{words:?}");
        }
    }
}
