//! Values out of a closed list: a word, yes or no.

use granit_parser::ScalarStyle;

use super::Fields;
use crate::model::choice::Choice;
use crate::model::matching::find_nearest_word;
use crate::model::problem::Mend;
use crate::model::slip;
use crate::note::foreign::call_outcome::{OutcomeCells, read_outcome, read_plain_yes};
use crate::note::tree::{Kind, Node};

impl Fields<'_> {
    /// One of a closed list of words.
    #[must_use]
    pub fn choice<T: Choice>(&self, key: &str) -> Option<T> {
        let node = self.get_one(key)?;
        let typed = node.text().unwrap_or_default();
        let place = T::WORDS.iter().position(|word| is_spelling_of_word(typed.trim(), word));
        let read = place.map(|place| T::VARIANTS[place]);
        if read.is_none() {
            let hint = find_nearest_word(typed, T::WORDS.iter().copied())
                .map_or_else(|| "choose one of them".to_owned(), |word| format!("did you mean `{word}`?"));
            self.report_wrong(node, key, "unknown-choice", &format!("one of {}", T::WORDS.join(", ")), &hint);
            let meant = slip::find_meant(&typed.trim().to_lowercase(), T::WORDS.iter().copied());
            let is_plain = matches!(&node.kind, Kind::Scalar { style: ScalarStyle::Plain, .. });
            if let (Some(meant), true, Some(told)) =
                (meant, is_plain, self.reader.problems.borrow_mut().last_mut())
            {
                told.mend = Some(Mend { range: node.span.clone(), text: meant.to_owned() });
            }
        }
        read
    }

    /// A choice that decides whether the note counts: where it is none of them, the note doesn't.
    #[must_use]
    pub fn deciding_choice<T: Choice>(&self, key: &str) -> Option<T> {
        let told = self.reader.problems.borrow().len();
        let read = self.choice(key);
        if self.reader.problems.borrow().len() == told {
            return read;
        }
        let hint = self.get(key).and_then(Node::text).and_then(write_outcome_hint::<T>);
        for problem in self.reader.problems.borrow_mut().iter_mut().skip(told) {
            problem.doubts = true;
            if let Some(hint) =
                hint.as_ref().filter(|_| problem.code == "unknown-choice" && problem.mend.is_none())
            {
                problem.hint.clone_from(hint);
            }
        }
        read
    }

    /// Yes or no: `true` or `false`.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<bool> {
        let node = self.get_one(key)?;
        // In quotes it is one that somebody quoted.
        let text = node.text().map(str::trim).unwrap_or_default();
        if let Ok(read) = text.to_ascii_lowercase().parse() {
            return Some(read);
        }
        let meant = Some(text).filter(|text| !text.is_empty()).and_then(read_plain_yes);
        let usual = "write `true` or `false`";
        self.report_meant(
            node,
            key,
            ("wrong-type", "true or false"),
            meant.map(|flag| flag.to_string()),
            usual,
        );
        None
    }
}

/// How to write what became of a call that was said in other words: `done`, `cancelled by client`.
fn write_outcome_hint<T: Choice>(typed: &str) -> Option<String> {
    let said = read_outcome(OutcomeCells { status: Some(typed), ..OutcomeCells::default() }, &[]);
    let status = said.status.filter(|_| said.unread.is_none())?.word();
    T::WORDS.contains(&status).then(|| match said.by {
        Some(side) => {
            format!("write `status: {status}`, and `cancelled_by: {}` on a line of its own", side.word())
        }
        None => format!("write `status: {status}`, if that is what it was"),
    })
}

/// Whether a typed word is one of a closed list: in any case, with `_` or a blank for `-`.
fn is_spelling_of_word(typed: &str, word: &str) -> bool {
    let fits = |(typed, word): (u8, u8)| {
        typed.eq_ignore_ascii_case(&word) || word == b'-' && matches!(typed, b'_' | b' ')
    };
    typed.len() == word.len() && typed.bytes().zip(word.bytes()).all(fits)
}
