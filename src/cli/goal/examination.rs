//! The examination of a goal as a conversation: a question at a time, each answer written the moment it is given.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::acts::hard_answers::{answer_hard_question, read_goal, set_examined, word_addition};
use crate::cli::context::Context;
use crate::cli::note_file;
use crate::cli::paper::Paper;
use crate::cli::talk::{Reply, ask, ask_for, one_of};
use crate::insight::hard_questions::Question;
use crate::model::goal::{Motive, Resistance};
use crate::model::words::GoalWords;
use crate::note::edit::{self, NewValue};

/// The conversation about one goal.
pub struct Examination<'a, 'p> {
    /// Where to ask.
    pub context: &'a Context,
    /// The words to ask in.
    pub words: &'a GoalWords,
    /// The day on which it is examined.
    pub on: NaiveDate,
    /// The goal.
    pub paper: &'a mut Paper<'p>,
}

/// One thing to ask.
enum Ask {
    /// A hard question, its place among those that are asked, and what was answered just now.
    Question { question: Question, place: String, said: Option<String> },
    /// For the coach alone: whose goal it is.
    Motive,
    /// For the coach alone: what holds them back.
    Resistance,
}

impl Examination<'_, '_> {
    /// Asks what wasn't asked yet; once all was, or if it is to be asked again, everything.
    pub fn run(mut self, questions: Vec<Question>, again: bool) -> anyhow::Result<()> {
        self.can_be_written()?;
        let hint = "Enter skips, < goes back, a dot ends it. What was said is written as you go.";
        self.context.ui.say(&format!("{}\n{hint}", read_goal(&self.paper.text).called()));
        let mut asks = self.asks(questions, again);
        let mut at = 0;
        while let Some(next) = asks.get_mut(at) {
            match self.put(next)? {
                Reply::Said(_) | Reply::Skip => at += 1,
                Reply::Back => at = at.saturating_sub(1),
                Reply::End => break,
            }
        }
        Ok(())
    }

    /// Whatever will be answered has its place: that is tried before anything is asked.
    fn can_be_written(&self) -> anyhow::Result<()> {
        let tried = answer_hard_question(&self.paper.text, "coach goal examine", "an answer", None);
        let tried = tried.and_then(|text| set_examined(&text, self.on));
        Ok(tried.map(drop).map_err(|refusal| note_file::told(&self.paper.path, &refusal))?)
    }

    fn asks(&self, questions: Vec<Question>, again: bool) -> Vec<Ask> {
        let again = again || questions.iter().all(|question| question.asked);
        let questions: Vec<Question> =
            questions.into_iter().filter(|question| again || !question.asked).collect();
        let count = questions.len();
        let numbered = questions.into_iter().enumerate().map(|(at, question)| {
            let place = format!("{}/{count}", at + 1);
            Ask::Question { question, place, said: None }
        });
        let alone = [Ask::Motive, Ask::Resistance].into_iter().filter(|_| !self.context.global.shared);
        numbered.chain(alone).collect()
    }

    fn put(&mut self, next: &mut Ask) -> anyhow::Result<Reply> {
        let goal = read_goal(&self.paper.text);
        match next {
            Ask::Question { question, place, said } => loop {
                match self.question(question, place, said)? {
                    // Back from the further lines of an answer is back to its question.
                    None => {}
                    Some(reply) => return Ok(reply),
                }
            },
            Ask::Motive => {
                self.choice("motive", &self.words.motive, Motive::WORDS, goal.motive.map(Motive::word))
            }
            Ask::Resistance => {
                let now = goal.resistance.map(Resistance::word);
                self.choice("resistance", &self.words.resistance, Resistance::WORDS, now)
            }
        }
    }

    /// Asks a hard question. Each line of the answer is written as it is typed, and Enter on an empty one ends it.
    fn question(
        &mut self,
        question: &Question,
        place: &str,
        said: &mut Option<String>,
    ) -> anyhow::Result<Option<Reply>> {
        // What stands there from an earlier time isn't for a screen that the client sees.
        let earlier = question.answer.as_deref().filter(|_| !self.context.global.shared);
        let now = said.as_deref().or(earlier).map(str::to_owned);
        let mut reply = ask(self.context, &format!("{place} {}", question.text), now.as_deref())?;
        let mut lines: Vec<String> = Vec::new();
        loop {
            match reply {
                Reply::Said(line) => lines.push(line),
                Reply::Back if !lines.is_empty() => return Ok(None),
                Reply::Skip if !lines.is_empty() => return Ok(Some(Reply::Said(lines.join("\n")))),
                other => return Ok(Some(other)),
            }
            self.write(question, said, &lines.join("\n"))?;
            reply = ask(self.context, "…", None)?;
        }
    }

    /// Writes an answer, in place of the one that was given just now.
    fn write(&mut self, question: &Question, said: &mut Option<String>, answer: &str) -> anyhow::Result<()> {
        let was = said.as_deref().map(|was| word_addition(question.answer.as_deref(), was, self.on));
        let answer_now = word_addition(question.answer.as_deref(), answer, self.on);
        self.paper.change(|text| {
            set_examined(&answer_hard_question(text, &question.text, &answer_now, was.as_deref())?, self.on)
        })?;
        *said = Some(answer.to_owned());
        Ok(())
    }

    /// Asks for one of the words of a key; what each of them means is said first.
    fn choice(
        &mut self,
        key: &str,
        words: &BTreeMap<String, String>,
        choices: &[&'static str],
        now: Option<&str>,
    ) -> anyhow::Result<Reply> {
        let width = choices.iter().map(|choice| choice.len()).max().unwrap_or_default();
        for choice in choices {
            let means = words.get(*choice).map_or("", String::as_str);
            self.context.ui.say(&format!("  {choice:width$}  {means}"));
        }
        let asks = words.get("asks").map_or(key, String::as_str);
        match ask_for(self.context, asks, now, |said| one_of(said, choices))? {
            Ok(choice) => {
                self.paper.change(|text| {
                    let value = NewValue::Plain(choice.to_owned());
                    set_examined(&edit::set(text, &[key], &value)?, self.on)
                })?;
                Ok(Reply::Said(choice.to_owned()))
            }
            Err(reply) => Ok(reply),
        }
    }
}
