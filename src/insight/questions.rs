//! Whether a question leaves its answer open: by its first words alone, in the language that it is asked in.

use std::collections::BTreeMap;

use crate::model::order::InOrder as _;
use crate::model::wording::QuestionWords;

/// How a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionForm {
    /// In words of one's own.
    Open,
    /// By yes or no, or not at all.
    Closed,
}

/// The words of all languages, folded once.
#[derive(Debug)]
pub struct QuestionReader {
    languages: Vec<Language>,
}

/// The words of one language.
#[derive(Debug)]
struct Language {
    /// Whether a sentence with an inverted question mark is in it.
    is_spanish: bool,
    common: Vec<String>,
    lead_ins: Vec<Vec<String>>,
    subordinate: Vec<Vec<String>>,
    open: Vec<Vec<String>>,
    closed: Vec<Vec<String>>,
}

/// The questions in what somebody says: each sentence that ends in a question mark.
#[must_use]
pub fn questions_in(words: &str) -> Vec<&str> {
    let mut questions = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        match c {
            '?' | '？' => {
                questions.push(words[start..end].trim());
                start = end;
            }
            // A point inside a number or an abbreviation ends nothing.
            '.' | '!' | '…' | '。' | '\n'
                if chars.peek().is_none_or(|(_, next)| next.is_whitespace()) || c == '\n' =>
            {
                start = end;
            }
            _ => {}
        }
    }
    questions.retain(|question| question.chars().any(char::is_alphabetic));
    questions
}

impl QuestionReader {
    /// A reader by these words.
    #[must_use]
    pub fn new(words: &BTreeMap<String, QuestionWords>) -> Self {
        let phrases = |list: &[String]| {
            let mut phrases: Vec<Vec<String>> = list.iter().map(|phrase| part_words(phrase)).collect();
            phrases.put_in_order_by_key(|phrase| std::cmp::Reverse(phrase.len()));
            phrases
        };
        let language = |(name, words): (&String, &QuestionWords)| Language {
            is_spanish: name == "es",
            common: words.common.iter().map(|word| fold_case(word)).collect(),
            lead_ins: phrases(&words.lead_ins),
            subordinate: phrases(&words.subordinate),
            open: phrases(&words.open),
            closed: phrases(&words.closed),
        };
        Self { languages: words.iter().map(language).collect() }
    }

    /// The language in which something is said, by its place; the first one where nothing tells.
    fn find_language(&self, words: &[String]) -> (usize, usize) {
        let count = |language: &Language| words.iter().filter(|word| language.common.contains(word)).count();
        let counts = self.languages.iter().map(count).enumerate();
        counts.rev().max_by_key(|(_, count)| *count).unwrap_or_default()
    }

    /// Whether each question of a call leaves its answer open. What is too short to tell its language is in that of the others.
    #[must_use]
    pub fn read_all(&self, questions: &[&str]) -> Vec<QuestionForm> {
        let all: Vec<Vec<String>> = questions.iter().map(|question| part_words(question)).collect();
        let (usual, _) = self.find_language(&all.concat());
        let form = |(question, words): (&&str, &Vec<String>)| {
            let (own, count) = self.find_language(words);
            let usual_count = self
                .languages
                .get(usual)
                .map_or(0, |usual| words.iter().filter(|word| usual.common.contains(word)).count());
            let marked =
                question.contains('¿').then(|| self.languages.iter().find(|language| language.is_spanish));
            let language = marked
                .flatten()
                .or_else(|| self.languages.get(if count > usual_count { own } else { usual }));
            language.map_or(QuestionForm::Closed, |language| language.read(question))
        };
        questions.iter().zip(&all).map(form).collect()
    }
}

impl Language {
    fn read(&self, question: &str) -> QuestionForm {
        // In Spanish the question begins at its own mark, wherever the sentence does.
        let question = question.rsplit('¿').next().unwrap_or(question);
        let clauses: Vec<Vec<String>> = question
            .split([',', ';', ':', '–', '—', '…', '(', '"', '“', '„', '«'])
            .map(part_words)
            .filter(|words| !words.is_empty())
            .collect();
        let mut waiting = None;
        for (place, clause) in clauses.iter().enumerate() {
            let words = self.without_lead_ins(clause);
            let found = self.find_form(words);
            let is_last = place + 1 == clauses.len();
            if !is_last && match_longest(&self.subordinate, words) > 0 {
                waiting = waiting.or(found);
                continue;
            }
            if let Some(found) = found {
                return found;
            }
        }
        let ends_open = || {
            let last = clauses.last().and_then(|words| words.last())?;
            let is_open = self.open.iter().any(|phrase| phrase.len() == 1 && phrase[0] == *last);
            is_open.then_some(QuestionForm::Open)
        };
        ends_open().or(waiting).unwrap_or(QuestionForm::Closed)
    }

    /// A clause without what may stand before the question.
    fn without_lead_ins<'a>(&self, mut words: &'a [String]) -> &'a [String] {
        // What is a question's own beginning stays, though it may lead in as well.
        while self.find_form(words).is_none()
            || match_longest(&self.lead_ins, words) > self.measure_form(words)
        {
            let length = match_longest(&self.lead_ins, words);
            if length == 0 || length == words.len() {
                break;
            }
            words = &words[length..];
        }
        words
    }

    fn measure_form(&self, words: &[String]) -> usize {
        match_longest(&self.open, words).max(match_longest(&self.closed, words))
    }

    fn find_form(&self, words: &[String]) -> Option<QuestionForm> {
        let (open, closed) = (match_longest(&self.open, words), match_longest(&self.closed, words));
        if open == 0 && closed == 0 {
            return None;
        }
        Some(if open > closed { QuestionForm::Open } else { QuestionForm::Closed })
    }
}

/// How many words the longest phrase has with which some words begin; 0 where none does.
fn match_longest(phrases: &[Vec<String>], words: &[String]) -> usize {
    phrases.iter().find(|phrase| words.starts_with(phrase)).map_or(0, Vec::len)
}

/// Accents stay: `où` asks and `ou` doesn't.
fn fold_case(text: &str) -> String {
    text.to_lowercase().replace(['’', 'ʼ'], "'")
}

/// Words as they are compared: in small letters, without signs; a hyphen parts, an apostrophe doesn't.
fn part_words(text: &str) -> Vec<String> {
    let small = fold_case(text);
    let words = small.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.map(|word| word.trim_end_matches('\'')).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{QuestionForm, QuestionReader, questions_in};

    fn reader() -> QuestionReader {
        let words = include_str!("../../templates/question-words.yaml");
        QuestionReader::new(&serde_yaml::from_str(words).expect("words"))
    }

    /// The lesser F1 of the two forms over questions that are labelled by hand: `o` or `c`, a tab, the question.
    fn f1(labelled: &str, at_least: usize) -> (f64, Vec<String>) {
        let pairs: Vec<(QuestionForm, &str)> = labelled
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(label, question)| {
                (if label == "o" { QuestionForm::Open } else { QuestionForm::Closed }, question)
            })
            .collect();
        assert!(pairs.len() >= at_least, "{} questions", pairs.len());
        let reader = reader();
        let read: Vec<QuestionForm> =
            pairs.iter().map(|(_, question)| reader.read_all(&[*question])[0]).collect();
        let of = |form: QuestionForm| {
            let both =
                pairs.iter().zip(&read).filter(|((label, _), read)| *label == form && **read == form).count();
            let labelled = pairs.iter().filter(|(label, _)| *label == form).count();
            let found = read.iter().filter(|read| **read == form).count();
            2.0 * both as f64 / (labelled + found) as f64
        };
        let wrong = pairs.iter().zip(&read).filter(|((label, _), read)| label != *read);
        let wrong = wrong.map(|((label, question), _)| format!("{label:?}: {question}")).collect();
        (of(QuestionForm::Open).min(of(QuestionForm::Closed)), wrong)
    }

    #[test]
    fn questions_are_told_open_from_closed_by_their_first_words() {
        let (worded, wrong) = f1(include_str!("../../tests/questions/worded.tsv"), 200);
        assert!(worded >= 0.9, "{worded}: {wrong:#?}");
    }

    #[test]
    fn and_so_are_those_that_were_kept_apart() {
        let (apart, wrong) = f1(include_str!("../../tests/questions/kept-apart.tsv"), 100);
        assert!(apart >= 0.9, "{apart}: {wrong:#?}");
    }

    #[test]
    fn a_question_ends_in_its_mark() {
        let said = "I see. So, what is it? At 2.5 hours? Hm.\nAnd you?! Right.";
        assert_eq!(questions_in(said), ["So, what is it?", "At 2.5 hours?", "And you?"]);
        assert!(questions_in("??").is_empty());
    }
}
