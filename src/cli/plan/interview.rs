//! The interview: six questions, because it happens during a call; `--full` asks the rest. Each answer is written the moment
//! it is given; until the end the plan is a draft.

use anyhow::bail;

use super::paper::UNTITLED;
use super::reality_test;
use crate::cli::context::Context;
use crate::cli::paper::Paper;
use crate::cli::talk::{Reply, ask, ask_for, ask_lines, ten};
use crate::insight::smart::SURE;
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
}

impl Interview<'_, '_> {
    /// Asks what the plan lacks, writes each answer, and opens the plan at the end.
    pub fn run(mut self) -> anyhow::Result<()> {
        self.context.ui.say("Enter skips, < goes back, a dot ends it. What was said is written as you go.");
        let asked: Vec<_> = ORDER.into_iter().filter(|(_, _, rest)| self.full || !rest).collect();
        let mut at = 0;
        let mut behind: Vec<usize> = Vec::new();
        // A question that was gone back to is asked although it has its answer.
        let mut again = None;
        while let Some((question, number, _)) = asked.get(at).copied() {
            if again != Some(at) && !self.is_wanted(question) {
                at += 1;
                continue;
            }
            again = None;
            match self.put(question, number)? {
                Reply::Said(_) | Reply::Skip => {
                    behind.push(at);
                    at += 1;
                    if question == Ask::Higher
                        && let Some(place) = self.back_to(&asked)?
                    {
                        again = Some(place);
                        at = place;
                    }
                }
                Reply::Back => {
                    at = behind.pop().unwrap_or(0);
                    again = Some(at);
                }
                Reply::End => break,
            }
        }
        self.finish()
    }

    /// Whether a question is still to be asked: it has no answer yet, and makes sense.
    fn is_wanted(&self, question: Ask) -> bool {
        let plan = self.paper.plan();
        let open = |criterion: Criterion| {
            plan.smart.iter().all(|item| item.id != criterion || item.answer.is_none())
        };
        match question {
            Ask::What => open(Criterion::Specific),
            Ask::Measure => open(Criterion::Measurable),
            Ask::Why => open(Criterion::Relevant),
            Ask::When => plan.when.is_none(),
            Ask::Where => plan.place.is_none() && plan.when.is_some(),
            Ask::HowOften => plan.how_often.is_none(),
            Ask::Review => {
                plan.review.is_none_or(|day| Some(day) == self.next_session())
                    && plan.outcome == Outcome::Draft
            }
            Ask::MakeRoom => plan.make_room.is_none(),
            Ask::MakeRoomCost => plan.make_room_cost.is_none() && plan.make_room.is_some(),
            Ask::Who => plan.who.is_none(),
            Ask::Support => plan.support.is_none(),
            Ask::ConfidenceBefore => plan.confidence_before.is_none(),
            Ask::Obstacles => plan.if_thens.iter().all(|task| !task.done),
            Ask::Confidence => plan.confidence.is_none(),
            Ask::Higher => plan.confidence.is_some_and(|mark| mark.value() < SURE),
            Ask::Steps => plan.steps.is_empty(),
            Ask::MadeBy => plan.made_by.is_none() && !self.context.global.shared,
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
                let day = ask_for(self.context, &text, now, |said| self.context.when(said))?;
                self.said(day, |paper, day| paper.set_date(key, day))
            }
            Ask::Confidence | Ask::ConfidenceBefore => {
                let mark = ask_for(self.context, &text, now, ten)?;
                self.said(mark, |paper, mark| paper.set(key, &NewValue::Plain(mark.to_string())))
            }
            Ask::MadeBy => {
                let by = ask_for(self.context, &text, now, made_by)?;
                self.said(by, |paper, by| paper.set(key, &NewValue::Plain(by.word().to_owned())))
            }
            Ask::What | Ask::Measure | Ask::Why => {
                let reply = if question == Ask::Why {
                    ask_lines(self.context, &text)?
                } else {
                    ask(self.context, &text, now)?
                };
                if let Reply::Said(said) = &reply {
                    self.answer(question, said)?;
                }
                Ok(reply)
            }
            _ => {
                let reply = ask(self.context, &text, now)?;
                if let Reply::Said(said) = &reply {
                    self.paper.set(key, &NewValue::Text(said.clone()))?;
                }
                Ok(reply)
            }
        }
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
        let asked = self.words.asks(standing(question, &self.paper.plan()).0, "");
        if self.paper.answer(criterion, &asked, said).is_err() {
            self.paper.keep(&asked, said)?;
        }
        if question == Ask::What {
            self.paper.entitle(&super::draft::beginning(said), &self.record.client.id)?;
        }
        Ok(())
    }

    fn steps(&mut self, text: &str) -> anyhow::Result<Reply> {
        let mut question = text;
        let mut any = false;
        loop {
            match ask(self.context, question, None)? {
                Reply::Said(step) => self.paper.append("Steps", &format!("- [ ] {step}"))?,
                Reply::Skip if any => return Ok(Reply::Said(String::new())),
                other => return Ok(other),
            }
            any = true;
            question = "…";
        }
    }

    /// Under seven it goes back to the plan: to the question whose number is given.
    fn back_to(&self, asked: &[(Ask, Option<u8>, bool)]) -> anyhow::Result<Option<usize>> {
        let number =
            |said: &str| said.trim().parse::<u8>().map_err(|_| anyhow::anyhow!("`{said}` isn't a number"));
        let number = ask_for(self.context, &self.words.asks("back_to", ""), None, number)?.ok();
        Ok(asked.iter().position(|(_, place, _)| place.is_some() && *place == number))
    }

    /// The two criteria that are made of other answers, the goal's own words where nobody asked why, and the plan is open.
    fn finish(self) -> anyhow::Result<()> {
        let plan = self.paper.plan();
        let open = |criterion: Criterion| {
            plan.smart.iter().all(|item| item.id != criterion || item.answer.is_none())
        };
        if open(Criterion::Specific) && plan.title == UNTITLED {
            bail!(Refusal::new(
                "nothing says yet what they will do, so this is no plan",
                "coach plan new goes on with it"
            ));
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
        Ask::When => ("when", plan.when.clone()),
        Ask::Where => ("where", plan.place.clone()),
        Ask::HowOften => ("how_often", plan.how_often.clone()),
        Ask::Review => ("review", plan.review.map(|day| day.to_string())),
        Ask::MakeRoom => ("make_room", plan.make_room.clone()),
        Ask::MakeRoomCost => ("make_room_cost", plan.make_room_cost.clone()),
        Ask::Who => ("who", plan.who.clone()),
        Ask::Support => ("support", plan.support.clone()),
        Ask::ConfidenceBefore => ("confidence_before", mark(plan.confidence_before)),
        Ask::Obstacles => ("scene", None),
        Ask::Confidence => ("confidence", mark(plan.confidence)),
        Ask::Higher => ("higher", None),
        Ask::Steps => ("step", None),
        Ask::MadeBy => ("made_by", plan.made_by.map(|by| by.word().to_owned())),
    }
}

fn made_by(said: &str) -> anyhow::Result<MadeBy> {
    let said = said.trim().to_lowercase();
    [MadeBy::Client, MadeBy::Together, MadeBy::Coach]
        .into_iter()
        .find(|by| by.word().starts_with(&said) && (said.len() > 2 || by.word() == said))
        .or(match said.as_str() {
            "cl" => Some(MadeBy::Client),
            "t" | "to" => Some(MadeBy::Together),
            _ => None,
        })
        .ok_or_else(|| anyhow::anyhow!("`{said}` isn't one of {}", MadeBy::WORDS.join(", ")))
}
