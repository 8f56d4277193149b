//! The examination of a goal as a conversation: one question a call, each answer written the moment it is given.

use chrono::NaiveDate;

use crate::acts::hard_answers::{answer_hard_question, read_goal, set_examined, word_addition};
use crate::acts::key_changes::set_key;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::talks::question::{MORE, Reply, ask, ask_for, read_word};
use crate::insight::hard_questions::Question;
use crate::model::goal::Resistance;
use crate::model::new_value::NewValue;
use crate::model::wording::GoalWords;

/// The conversation about one goal.
pub struct Examination<'a, 'p> {
    /// Where to ask.
    pub context: &'a Context,
    /// The words to ask in.
    pub words: &'a GoalWords,
    /// The day on which it is examined.
    pub on: NaiveDate,
    /// The goal.
    pub paper: &'a mut NoteInHand<'p>,
    /// Whether all that is open is asked in one go, not one question and the offer of another.
    pub all: bool,
}

/// One thing to ask.
enum Ask {
    /// A hard question, its place among all, and what was answered just now.
    Question { question: Question, place: String, answered: Option<String> },
    /// For the coach alone: what holds them back.
    Resistance,
}

impl Examination<'_, '_> {
    /// Asks what wasn't asked yet; once all was, or if it is to be asked again, everything.
    pub fn run(mut self, questions: Vec<Question>, again: bool) -> anyhow::Result<()> {
        self.check_writable()?;
        self.show_asked(&questions);
        let again = again || questions.iter().all(|question| question.asked);
        let mut asks = self.asks(questions, again);
        let mut at = 0;
        while let Some(next) = asks.get_mut(at) {
            match self.put(next)? {
                Reply::Said(_) => at += 1,
                Reply::Skip => {
                    at += 1;
                    continue;
                }
                Reply::Back => {
                    at = at.saturating_sub(1);
                    continue;
                }
                Reply::End => break,
            }
            if !self.goes_on(asks.get(at))? {
                break;
            }
        }
        Ok(())
    }

    /// Whatever will be answered has its place: that is tried before anything is asked.
    fn check_writable(&self) -> anyhow::Result<()> {
        let tried = answer_hard_question(&self.paper.text, "coach goal examine", "an answer", None);
        let tried = tried.and_then(|text| set_examined(&text, self.on));
        Ok(tried.map(drop).map_err(|refusal| refusal.in_note(&self.paper.path))?)
    }

    /// The title, what was asked in earlier calls, and how to answer. Earlier answers aren't for a screen that the client sees.
    fn show_asked(&self, questions: &[Question]) {
        let ui = &self.context.ui;
        ui.say(read_goal(&self.paper.text).display_name());
        let asked: Vec<&Question> = questions.iter().filter(|question| question.asked).collect();
        if !self.context.global.shared && !asked.is_empty() && asked.len() < questions.len() {
            ui.say("Asked already:");
            for question in asked {
                let answer = question.answer.as_deref().map(join_lines).unwrap_or_default();
                ui.say(format!("  {} {answer}", question.text).trim_end());
            }
        }
        ui.say("One question is enough for a call. Enter skips it, < goes back, a dot ends it;");
        ui.say("an answer of several lines ends with an empty one.");
    }

    fn asks(&self, questions: Vec<Question>, again: bool) -> Vec<Ask> {
        let count = questions.len();
        let numbered = questions.into_iter().enumerate().filter(|(_, question)| again || !question.asked);
        let numbered = numbered.map(|(at, question)| Ask::Question {
            question,
            place: format!("{}/{count}", at + 1),
            answered: None,
        });
        // It is the coach's to note, never something to be looked for on a screen that both look at.
        let alone = [Ask::Resistance].into_iter().filter(|_| !self.context.global.shared);
        numbered.chain(alone).collect()
    }

    /// Whether another question follows the one that was answered.
    fn goes_on(&self, next: Option<&Ask>) -> anyhow::Result<bool> {
        match next {
            Some(Ask::Question { .. }) if !self.all => {
                Ok(self.context.ui.confirm("Another one now?", false)?.unwrap_or(false))
            }
            next => Ok(next.is_some()),
        }
    }

    fn put(&mut self, next: &mut Ask) -> anyhow::Result<Reply> {
        match next {
            Ask::Question { question, place, answered } => loop {
                // Back from the further lines of an answer is back to its question.
                if let Some(reply) = self.put_question(question, place, answered)? {
                    return Ok(reply);
                }
            },
            Ask::Resistance => self.put_resistance(),
        }
    }

    /// Asks a hard question. Each line of the answer is written as it is typed, and Enter on an empty one ends it.
    fn put_question(
        &mut self,
        question: &Question,
        place: &str,
        answered: &mut Option<String>,
    ) -> anyhow::Result<Option<Reply>> {
        let earlier = question.answer.as_deref().filter(|_| !self.context.global.shared);
        let now = answered.as_deref().or(earlier).map(str::to_owned);
        let mut reply = ask(self.context, &format!("{place} {}", question.text), now.as_deref())?;
        let mut lines: Vec<String> = Vec::new();
        loop {
            match reply {
                Reply::Said(line) => lines.push(line),
                Reply::Back if !lines.is_empty() => return Ok(None),
                Reply::Skip if !lines.is_empty() => return Ok(Some(Reply::Said(lines.join("\n")))),
                other => return Ok(Some(other)),
            }
            self.write_answer(question, answered, &lines.join("\n"))?;
            reply = ask(self.context, MORE, None)?;
        }
    }

    /// Writes an answer, in place of the one that was given just now.
    fn write_answer(
        &mut self,
        question: &Question,
        answered: &mut Option<String>,
        answer: &str,
    ) -> anyhow::Result<()> {
        let before = question.answer.as_deref();
        let replaces = answered.as_deref().map(|answer| word_addition(before, answer, self.on));
        let addition = word_addition(before, answer, self.on);
        self.paper.change(|text| {
            let text = answer_hard_question(text, &question.text, &addition, replaces.as_deref())?;
            set_examined(&text, self.on)
        })?;
        *answered = Some(answer.to_owned());
        Ok(())
    }

    /// Asks the coach what holds them back, as they named it; what each of the words means is shown first.
    fn put_resistance(&mut self) -> anyhow::Result<Reply> {
        let words = &self.words.resistance;
        let width = Resistance::WORDS.iter().map(|choice| choice.len()).max().unwrap_or_default();
        for choice in Resistance::WORDS {
            let meaning = words.get(*choice).map_or("", String::as_str);
            self.context.ui.say(&format!("  {choice:width$}  {meaning}"));
        }
        let asks = words.get("asks").map_or("resistance", String::as_str);
        let now = read_goal(&self.paper.text).resistance.map(Resistance::word);
        match ask_for(self.context, asks, now, |answer| read_word(answer, Resistance::WORDS))? {
            Ok(choice) => {
                self.paper.change(|text| {
                    let text = set_key(text, "resistance", &NewValue::Plain(choice.to_owned()))?;
                    set_examined(&text, self.on)
                })?;
                Ok(Reply::Said(choice.to_owned()))
            }
            Err(reply) => Ok(reply),
        }
    }
}

fn join_lines(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
