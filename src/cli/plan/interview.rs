//! The interview: six questions, because it happens during a call; `--full` asks the rest. Each answer is written the moment
//! it is given; until the end the plan is a draft.

use std::collections::BTreeSet;

use anyhow::bail;

use super::paper::{UNTITLED, dated, is_untitled};
use super::reality_test;
use crate::cli::context::Context;
use crate::cli::paper::Paper;
use crate::cli::talk::{Reply, ask, ask_for, one_of, ten};
use crate::insight::smart::{SURE, has_then};
use crate::model::dates::Direction;
use crate::model::plan::{Criterion, MadeBy, Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::note::edit::NewValue;

/// One thing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    What,
    Measure,
    Why,
    When,
    Where,
    HowOften,
    Review,
    MakeRoom,
    MakeRoomCost,
    Who,
    Support,
    ConfidenceBefore,
    Obstacles,
    Confidence,
    Higher,
    Steps,
    MadeBy,
}

/// The questions in their order: the place among the six, and whether only `--full` asks it.
const ORDER: [(Ask, Option<u8>, bool); 17] = [
    (Ask::What, Some(1), false),
    (Ask::Measure, Some(2), false),
    (Ask::Why, None, true),
    (Ask::When, Some(3), false),
    (Ask::Where, Some(3), false),
    (Ask::HowOften, None, true),
    (Ask::Review, Some(3), false),
    (Ask::MakeRoom, Some(4), false),
    (Ask::MakeRoomCost, Some(4), false),
    (Ask::Who, None, true),
    (Ask::Support, None, true),
    (Ask::ConfidenceBefore, None, true),
    (Ask::Obstacles, Some(5), false),
    (Ask::Confidence, Some(6), false),
    (Ask::Higher, Some(6), false),
    (Ask::Steps, None, true),
    (Ask::MadeBy, None, false),
];

/// The interview about one plan.
pub struct Interview<'a, 'p> {
    /// Where to ask.
    pub context: &'a Context,
    /// The words to ask in.
    pub words: &'a PlanWords,
    /// Whose plan it is.
    pub record: &'a Record,
    /// The plan.
    pub paper: &'a mut Paper<'p>,
    /// Whether to ask the rest as well.
    pub full: bool,
    /// Whether a flag said when it is looked at.
    pub review_given: bool,
}

impl Interview<'_, '_> {
    /// Asks what the plan lacks, writes each answer, and opens the plan at the end.
    pub fn run(mut self) -> anyhow::Result<()> {
        self.context.ui.say("Enter skips, < goes back, a dot ends it. What was said is written as you go.");
        let asked: Vec<_> = ORDER.into_iter().filter(|(_, _, rest)| self.full || !rest).collect();
        let mut at = 0;
        let mut behind: Vec<usize> = Vec::new();
        // What was gone back over is asked again although it has its answer, which Enter keeps.
        let mut again: BTreeSet<usize> = BTreeSet::new();
        while let Some((question, number, _)) = asked.get(at).copied() {
            if !self.makes_sense(question) || (!again.contains(&at) && self.is_answered(question)) {
                again.remove(&at);
                at += 1;
                continue;
            }
            match self.put(question, number)? {
                Reply::Said(_) | Reply::Skip => {
                    again.remove(&at);
                    behind.push(at);
                    at += 1;
                    if question == Ask::Higher {
                        match self.back_to(&asked)? {
                            Ok(place) => {
                                let sure =
                                    asked.iter().position(|(question, _, _)| *question == Ask::Confidence);
                                again.extend(sure);
                                again.insert(place);
                                at = place;
                            }
                            Err(Reply::End) => break,
                            Err(_) => {}
                        }
                    }
                }
                Reply::Back => {
                    let before = behind.pop().unwrap_or(0);
                    again.extend(before..at);
                    at = before;
                }
                Reply::End => break,
            }
        }
        self.finish()
    }

    /// Whether there is something to ask: no place without a time, no cost of nothing.
    fn makes_sense(&self, question: Ask) -> bool {
        let plan = self.paper.plan();
        match question {
            Ask::Where => plan.fit.when.is_some(),
            Ask::MakeRoomCost => plan.fit.make_room.is_some(),
            Ask::Higher => plan.fit.confidence.is_some_and(|mark| mark.value() < SURE),
            Ask::MadeBy => !self.context.global.shared,
            _ => true,
        }
    }

    fn is_answered(&self, question: Ask) -> bool {
        let plan = self.paper.plan();
        let answered = |criterion: Criterion| {
            plan.smart.iter().any(|item| item.id == criterion && item.answer.is_some())
        };
        match question {
            Ask::What => answered(Criterion::Specific),
            Ask::Measure => answered(Criterion::Measurable),
            Ask::Why => answered(Criterion::Relevant),
            Ask::When => plan.fit.when.is_some(),
            Ask::Where => plan.fit.place.is_some(),
            Ask::HowOften => plan.fit.how_often.is_some(),
            // The next session stands there by itself, and is only offered.
            Ask::Review => {
                self.review_given || plan.review.is_some_and(|day| Some(day) != self.next_session())
            }
            Ask::MakeRoom => plan.fit.make_room.is_some(),
            Ask::MakeRoomCost => plan.fit.make_room_cost.is_some(),
            Ask::Who => plan.fit.who.is_some(),
            Ask::Support => plan.fit.support.is_some(),
            Ask::ConfidenceBefore => plan.fit.confidence_before.is_some(),
            Ask::Obstacles => {
                !plan.if_thens.is_empty() && plan.if_thens.iter().all(|task| has_then(&task.statement.text))
            }
            Ask::Confidence => plan.fit.confidence.is_some(),
            Ask::Higher => false,
            Ask::Steps => !plan.steps.is_empty(),
            Ask::MadeBy => plan.made_by.is_some(),
        }
    }

    /// Asks one question and writes its answer.
    fn put(&mut self, question: Ask, number: Option<u8>) -> anyhow::Result<Reply> {
        let plan = self.paper.plan();
        let (key, now) = standing(question, &plan);
        let text = match number {
            Some(number) => format!("{number}/6 {}", self.words.asks(key, "")),
            None => self.words.asks(key, ""),
        };
        let now = now.as_deref();
        match question {
            Ask::Obstacles => reality_test::obstacles(self.context, self.words, self.paper, "5/6 "),
            Ask::Higher => reality_test::higher(self.context, self.words, self.paper),
            Ask::Steps => self.steps(&text),
            Ask::Review => {
                let day = ask_for(self.context, &text, now, |said| {
                    self.context.read_date(said, Direction::PlansAhead)
                })?;
                self.said(day, |paper, day| paper.set_date(key, day))
            }
            Ask::Confidence | Ask::ConfidenceBefore => {
                let mark = ask_for(self.context, &text, now, ten)?;
                self.said(mark, |paper, mark| paper.set(key, &NewValue::Plain(mark.to_string())))
            }
            Ask::MadeBy => {
                let by = ask_for(self.context, &text, now, |said| one_of(said, MadeBy::WORDS))?;
                self.said(by, |paper, by| paper.set(key, &NewValue::Plain(by.to_owned())))
            }
            Ask::What | Ask::Measure => {
                let reply = ask(self.context, &text, now)?;
                if let Reply::Said(said) = &reply {
                    self.answer(question, said)?;
                }
                Ok(reply)
            }
            Ask::Why => self.lines(question, &text, now),
            _ => {
                let reply = ask(self.context, &text, now)?;
                if let Reply::Said(said) = &reply {
                    self.paper.set(key, &NewValue::Text(said.clone()))?;
                }
                Ok(reply)
            }
        }
    }

    /// An answer of several lines: each is written as it is typed, and Enter on an empty one ends it.
    fn lines(&mut self, question: Ask, text: &str, now: Option<&str>) -> anyhow::Result<Reply> {
        let mut said = match ask(self.context, text, now)? {
            Reply::Said(first) => first,
            other => return Ok(other),
        };
        self.answer(question, &said)?;
        while let Reply::Said(more) = ask(self.context, "…", None)? {
            said = format!("{said}\n{more}");
            self.answer(question, &said)?;
        }
        Ok(Reply::Said(said))
    }

    fn said<T>(
        &mut self,
        said: Result<T, Reply>,
        write: impl FnOnce(&mut Paper<'_>, T) -> anyhow::Result<()>,
    ) -> anyhow::Result<Reply> {
        match said {
            Ok(value) => write(self.paper, value).map(|()| Reply::Said(String::new())),
            Err(reply) => Ok(reply),
        }
    }

    /// One of the criteria that the client answers in words. What can't be put there is kept below, never dropped.
    fn answer(&mut self, question: Ask, said: &str) -> anyhow::Result<()> {
        let criterion = match question {
            Ask::What => Criterion::Specific,
            Ask::Measure => Criterion::Measurable,
            _ => Criterion::Relevant,
        };
        let (key, was) = standing(question, &self.paper.plan());
        let asked = self.words.asks(key, "");
        if self.paper.answer(criterion, &asked, said).is_err() {
            self.paper.keep(&asked, said)?;
        }
        if question == Ask::What {
            let old = was.as_deref().map(super::draft::beginning);
            self.paper.entitle(&super::draft::beginning(said), old.as_deref(), &self.record.client.id)?;
        }
        Ok(())
    }

    fn steps(&mut self, text: &str) -> anyhow::Result<Reply> {
        let mut question = text;
        let mut any = false;
        loop {
            match ask_for(self.context, question, None, |said| dated(self.context, said))? {
                Ok(step) => self.paper.append("Steps", &format!("- [ ] {step}"))?,
                Err(Reply::Skip) if any => return Ok(Reply::Said(String::new())),
                Err(other) => return Ok(other),
            }
            any = true;
            question = "…";
        }
    }

    /// Under seven it goes back to the plan: to the question whose number is given.
    fn back_to(&self, asked: &[(Ask, Option<u8>, bool)]) -> anyhow::Result<Result<usize, Reply>> {
        let place = |said: &str| {
            let number = said.trim().parse::<u8>().ok();
            let place = asked.iter().position(|(_, place, _)| place.is_some() && *place == number);
            place.ok_or_else(|| anyhow::anyhow!("`{said}` isn't the number of a question, 1 to 6"))
        };
        ask_for(self.context, &self.words.asks("back_to", ""), None, place)
    }

    /// The two criteria that are made of other answers, the goal's own words where nobody asked why, and the plan is open.
    fn finish(self) -> anyhow::Result<()> {
        let plan = self.paper.plan();
        let open = |criterion: Criterion| {
            plan.smart.iter().all(|item| item.id != criterion || item.answer.is_none())
        };
        if open(Criterion::Specific) && is_untitled(&plan) {
            if is_blank(&plan) {
                bail!(Refusal::new("nothing was said, so there is no plan", "coach plan new asks again"));
            }
            self.context.ui.say(
                "Nothing says yet what they will do, so it stays a draft: coach plan new goes on with it.",
            );
            return Ok(());
        }
        let sheet = super::draft::Sheet::carried_over(&plan, plan.review);
        let goal = plan.goal.as_ref().and_then(|goal| self.record.goal(&goal.id));
        let words = goal.and_then(|goal| goal.words.first()).map(|words| words.text.as_str());
        for (criterion, question, answer) in sheet.made_of_others(words) {
            if let Some(answer) = answer.filter(|_| open(criterion)) {
                self.paper.answer(criterion, question, &answer)?;
            }
        }
        self.paper.set("outcome", &NewValue::Plain(Outcome::Open.word().to_owned()))
    }

    fn next_session(&self) -> Option<chrono::NaiveDate> {
        self.record.planned_after(self.context.now).map(|session| session.when.date)
    }
}

/// Whether a plan holds no word of anybody's.
pub fn is_blank(plan: &Plan) -> bool {
    let said = plan.smart.iter().any(|item| item.answer.is_some())
        || plan.fit.when.is_some()
        || plan.fit.make_room.is_some();
    let more = plan.fit.confidence.is_some()
        || plan.fit.confidence_before.is_some()
        || plan.fit.lens.is_some()
        || plan.fit.who.is_some();
    plan.title == UNTITLED && !said && !more && plan.if_thens.is_empty() && plan.steps.is_empty()
}

/// A question's name, which is the key that it fills where it fills one, and what stands there now.
fn standing(question: Ask, plan: &Plan) -> (&'static str, Option<String>) {
    let answer = |criterion: Criterion| {
        plan.smart.iter().find(|item| item.id == criterion)?.answer.as_ref().map(|answer| answer.text.clone())
    };
    let mark = |mark: Option<crate::model::mark::Ten>| mark.map(|mark| mark.value().to_string());
    match question {
        Ask::What => ("what", answer(Criterion::Specific)),
        Ask::Measure => ("measure", answer(Criterion::Measurable)),
        Ask::Why => ("why", answer(Criterion::Relevant)),
        Ask::When => ("when", plan.fit.when.clone()),
        Ask::Where => ("where", plan.fit.place.clone()),
        Ask::HowOften => ("how_often", plan.fit.how_often.clone()),
        Ask::Review => ("review", plan.review.map(|day| day.to_string())),
        Ask::MakeRoom => ("make_room", plan.fit.make_room.clone()),
        Ask::MakeRoomCost => ("make_room_cost", plan.fit.make_room_cost.clone()),
        Ask::Who => ("who", plan.fit.who.clone()),
        Ask::Support => ("support", plan.fit.support.clone()),
        Ask::ConfidenceBefore => ("confidence_before", mark(plan.fit.confidence_before)),
        Ask::Obstacles => ("scene", None),
        Ask::Confidence => ("confidence", mark(plan.fit.confidence)),
        Ask::Higher => ("higher", None),
        Ask::Steps => ("step", None),
        Ask::MadeBy => ("made_by", plan.made_by.map(|by| by.word().to_owned())),
    }
}
