//! The words of the interview, of `plan check`, of signals, of an examination and of a profile: the practice's own, else the built-in ones.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::model::credential::Credential;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::wording::{
    AskWords, ClientWords, GoalWords, NameWords, PlanWords, QuestionWords, SignalWords,
};
use crate::note::word_list;
use crate::practice::Practice;
use crate::render::built_in::{
    ASK_WORDS, CLIENT_WORDS, CREDENTIALS, GOAL_WORDS, PLAN_WORDS, QUESTION_WORDS, SIGNAL_WORDS,
};

/// Reads the words of plans. What the practice's own list leaves out, the built-in one gives.
pub fn read_plan_words(practice: &Practice) -> anyhow::Result<PlanWords> {
    Ok(merge_plan_words(read_lists(practice, PLAN_WORDS)?))
}

fn merge_plan_words((mut words, own): (PlanWords, Option<PlanWords>)) -> PlanWords {
    let Some(own) = own else { return words };
    for (ours, theirs) in [
        (&mut words.vague, own.vague),
        (&mut words.joins, own.joins),
        (&mut words.numbers, own.numbers),
        (&mut words.observable, own.observable),
        (&mut words.felt, own.felt),
        (&mut words.small, own.small),
        (&mut words.vague_areas, own.vague_areas),
        (&mut words.nothing, own.nothing),
        (&mut words.ifs, own.ifs),
    ] {
        if !theirs.is_empty() {
            *ours = theirs;
        }
    }
    words.labels.extend(own.labels);
    words.questions.extend(own.questions);
    words.interview.extend(own.interview);
    words.outcome.extend(own.outcome);
    words
}

/// Reads the words of signals, likewise.
pub fn read_signal_words(practice: &Practice) -> anyhow::Result<SignalWords> {
    let (mut words, own): (SignalWords, Option<SignalWords>) =
        read_parts(practice, SIGNAL_WORDS, &["noticed", "phrases", "questions"])?;
    let plans = merge_plan_words(read_parts(practice, PLAN_WORDS, &["nothing", "outcome"])?);
    (words.outcome, words.nothing) = (plans.outcome, plans.nothing);
    if let Some(own) = own {
        words.noticed.extend(own.noticed);
        words.phrases.extend(own.phrases);
        words.questions.extend(own.questions);
    }
    Ok(words)
}

/// Reads by what names are told, likewise.
pub fn read_name_words(practice: &Practice) -> anyhow::Result<NameWords> {
    let parts = ["not_names", "titles", "determiners", "articles", "noun_endings"];
    let (mut words, own): (NameWords, Option<NameWords>) = read_parts(practice, SIGNAL_WORDS, &parts)?;
    let Some(own) = own else { return Ok(words) };
    for (ours, theirs) in [
        (&mut words.not_names, own.not_names),
        (&mut words.titles, own.titles),
        (&mut words.determiners, own.determiners),
        (&mut words.articles, own.articles),
        (&mut words.noun_endings, own.noun_endings),
    ] {
        if !theirs.is_empty() {
            *ours = theirs;
        }
    }
    Ok(words)
}

/// Reads the words of an examination, likewise.
pub fn read_goal_words(practice: &Practice) -> anyhow::Result<GoalWords> {
    let (mut words, own): (GoalWords, Option<GoalWords>) = read_lists(practice, GOAL_WORDS)?;
    if let Some(own) = own {
        if !own.hard_questions.is_empty() {
            words.hard_questions = own.hard_questions;
        }
        words.reasons.extend(own.reasons);
        words.after_plans = own.after_plans.or(words.after_plans);
        words.resistance.extend(own.resistance);
    }
    Ok(words)
}

/// Reads the words about what isn't known of a person, likewise.
pub fn read_client_words(practice: &Practice) -> anyhow::Result<ClientWords> {
    let (mut words, own): (ClientWords, Option<ClientWords>) = read_lists(practice, CLIENT_WORDS)?;
    words.curious.extend(own.unwrap_or_default().curious);
    Ok(words)
}

/// Reads what a client is asked on their page; the practice's own list takes the place of the built-in one. A name that couldn't be found
/// back in an answer is refused.
pub fn read_ask_words(practice: &Practice) -> anyhow::Result<AskWords> {
    let (words, own): (AskWords, Option<AskWords>) = read_lists(practice, ASK_WORDS)?;
    let words = own.filter(|own| !own.questions.is_empty()).unwrap_or(words);
    let is_name = |name: &str| {
        name.len() >= 3
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    if let Some(question) = words.questions.iter().find(|question| !is_name(&question.name)) {
        let what = format!("`{}` can't be the name of a question", question.name);
        let refusal = Refusal::with_kind(
            RefusalKind::Damaged,
            what,
            "use three small letters or more, and `-`: own-word",
        );
        return Err(refusal.in_file("templates/ask-words.yaml").into());
    }
    Ok(words)
}

/// Reads how questions begin, by language; a language that the practice has takes the place of the built-in one.
pub fn read_question_words(practice: &Practice) -> anyhow::Result<BTreeMap<String, QuestionWords>> {
    type Languages = BTreeMap<String, QuestionWords>;
    let (mut words, own): (Languages, Option<Languages>) = read_lists(practice, QUESTION_WORDS)?;
    words.extend(own.unwrap_or_default());
    Ok(words)
}

/// One key of a built-in list with all that stands under it: who needs no more of a list reads no more of it.
fn cut_out<'a>(list: &'a str, key: &str) -> &'a str {
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let is_at_margin = |line: &str| line.starts_with(|c: char| c.is_alphanumeric());
    let mut at = 0;
    let mut start = None;
    for line in list.split_inclusive('\n') {
        match start {
            None if begins(line) => start = Some(at),
            Some(start) if is_at_margin(line) => return &list[start..at],
            _ => {}
        }
        at += line.len();
    }
    start.map_or("", |start| &list[start..])
}

/// As [`read_lists`], of the built-in list only some keys.
fn read_parts<T: DeserializeOwned>(
    practice: &Practice,
    (name, built_in): (&str, &str),
    keys: &[&str],
) -> anyhow::Result<(T, Option<T>)> {
    let parts: String = keys.iter().map(|key| cut_out(built_in, key)).collect();
    read_lists(practice, (name, &parts))
}

/// The built-in list, and the practice's own if there is one.
fn read_lists<T: DeserializeOwned>(
    practice: &Practice,
    (name, built_in): (&str, &str),
) -> anyhow::Result<(T, Option<T>)> {
    let words = word_list::read(built_in)?;
    let Some((path, text)) = practice.template(name)? else { return Ok((words, None)) };
    let refusal = |error: serde_yaml::Error| {
        let hint = "mend it, or remove it to use the built-in one; docs/templates.md tells what it holds";
        let told =
            Refusal::with_kind(RefusalKind::Damaged, format!("this isn't a list of words: {error}"), hint);
        match error.location() {
            Some(at) => told.at(path.as_str(), at.line(), at.column()),
            None => told.in_file(path.as_str()),
        }
    };
    Ok((words, Some(serde_yaml::from_str(&text).map_err(refusal)?)))
}

/// Reads what credential bodies ask for: the practice's own list, else the built-in one.
pub fn read_credentials(practice: &Practice) -> anyhow::Result<Vec<Credential>> {
    let (built_in, own): (Vec<Credential>, Option<Vec<Credential>>) = read_lists(practice, CREDENTIALS)?;
    Ok(own.unwrap_or(built_in))
}

#[cfg(test)]
mod tests {
    use super::{PLAN_WORDS, PlanWords, cut_out};

    #[test]
    fn what_is_cut_out_of_a_list_reads_as_it_does_in_the_whole() {
        let (_, list) = PLAN_WORDS;
        let whole: PlanWords = serde_yaml::from_str(list).expect("a list");
        let cut = ["nothing", "outcome"].map(|key| cut_out(list, key)).concat();
        let cut: PlanWords = serde_yaml::from_str(&cut).expect("a list");
        assert!(!whole.nothing.is_empty());
        assert_eq!((&cut.nothing, &cut.outcome), (&whole.nothing, &whole.outcome));
        assert!(cut.vague.is_empty());
    }
}
