//! The interview: six questions, because it happens during a call; `--full` asks the rest. Each answer is written the moment
//! it is given; until the end the plan is a draft.

use std::collections::BTreeSet;

use anyhow::bail;
use chrono::NaiveDate;

use crate::acts::key_changes::set_words;
use crate::acts::plan::next_version::{carry_over, differs};
use crate::acts::plan::opening_up::{add_open_step, open_plan};
use crate::acts::plan::sheet::{is_blank, is_untitled, shorten_title};
use crate::acts::plan::smart_answer::question_name;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::plan_in_hand::date_step;
use crate::cli::talks::question::{MORE, Reply, ask, ask_for, read_ten};
use crate::cli::talks::reality_questions;
use crate::insight::before_plan::BeforePlan;
use crate::insight::smart::{SURE, has_then, is_not_theirs};
use crate::model::new_value::NewValue;
use crate::model::plan::{Criterion, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::model::wording::PlanWords;

/// One thing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// What in a goal that isn't theirs matters to them.
    Matters,
    What,
    Measure,
    Why,
    /// When, where and who is with them.
    When,
    HowOften,
    Who,
    /// What makes room, and what that costs.
    MakeRoom,
    ConfidenceBefore,
    Obstacles,
    Confidence,
    Higher,
    Still,
    Steps,
}

/// The questions in their order: the place among the six, and whether only `--full` asks it.
const ORDER: [(Ask, Option<u8>, bool); 14] = [
    (Ask::Matters, None, false),
    (Ask::What, Some(1), false),
    (Ask::Measure, Some(2), false),
    (Ask::Why, None, true),
    (Ask::When, Some(3), false),
    (Ask::HowOften, None, true),
    (Ask::Who, None, true),
    (Ask::MakeRoom, Some(4), false),
    (Ask::ConfidenceBefore, None, true),
    (Ask::Obstacles, Some(5), false),
    (Ask::Confidence, Some(6), false),
    (Ask::Higher, Some(6), false),
    (Ask::Still, None, false),
    (Ask::Steps, None, false),
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
    pub paper: &'a mut NoteInHand<'p>,
    /// Whether to ask the rest as well.
    pub full: bool,
    /// The plan of which this is the next version: every question is asked again, its old answer offered.
    pub next_of: Option<&'a Plan>,
    /// What the coach sees above the questions of a next version.
    pub lesson: Option<String>,
    /// What came before, of which an obstacle and a support are offered; empty on a screen that the client sees.
    pub before: &'a BeforePlan,
}

impl Interview<'_, '_> {
    /// Asks what the plan lacks, writes each answer, and opens the plan at the end.
    pub fn run(mut self) -> anyhow::Result<()> {
        let asked: Vec<_> = ORDER.into_iter().filter(|(_, _, rest)| self.full || !rest).collect();
        let mut at = 0;
        let mut behind: Vec<usize> = Vec::new();
        // What was gone back over is asked again although it has its answer, which Enter keeps.
        let mut again: BTreeSet<usize> = BTreeSet::new();
        while let Some((question, number, _)) = asked.get(at).copied() {
            let is_wanted = again.contains(&at) || self.next_of.is_some() || !self.is_answered(question);
            if !is_wanted || !self.makes_sense(question) {
                again.remove(&at);
                at += 1;
                continue;
            }
            match self.put(question, number)? {
                Reply::Said(no) if question == Ask::Still && is_no(&no) => {
                    self.context.ui.say(&self.words.asks("left_open", ""));
                    return Ok(());
                }
                Reply::Said(_) | Reply::Skip => {
                    again.remove(&at);
                    behind.push(at);
                    at += 1;
                    if question == Ask::Higher {
                        match self.back_to(&asked)? {
                            Ok(place) => {
                                again.extend(asked.iter().position(|(ask, _, _)| *ask == Ask::Confidence));
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

    /// Whether there is something to ask.
    fn makes_sense(&self, question: Ask) -> bool {
        let plan = self.paper.plan();
        match question {
            Ask::Matters => {
                let goal = plan.goal.as_ref().and_then(|goal| self.record.goal(&goal.id));
                !self.context.global.shared && self.next_of.is_none() && goal.is_some_and(is_not_theirs)
            }
            Ask::Higher => plan.fit.confidence.is_some_and(|mark| mark.value() < SURE),
            Ask::Still => !is_untitled(&plan),
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
            Ask::Why | Ask::Matters => answered(Criterion::Relevant),
            Ask::When => plan.fit.when.is_some(),
            Ask::HowOften => plan.fit.how_often.is_some(),
            Ask::Who => plan.fit.who.is_some(),
            Ask::MakeRoom => plan.fit.make_room.is_some(),
            Ask::ConfidenceBefore => plan.fit.confidence_before.is_some(),
            Ask::Obstacles => {
                !plan.if_thens.is_empty() && plan.if_thens.iter().all(|task| has_then(&task.statement.text))
            }
            Ask::Confidence => plan.fit.confidence.is_some(),
            Ask::Higher | Ask::Still => false,
            Ask::Steps => !plan.steps.is_empty(),
        }
    }

    /// Asks one question and writes its answer.
    fn put(&mut self, question: Ask, number: Option<u8>) -> anyhow::Result<Reply> {
        if let Some(lesson) = self.lesson.as_ref().filter(|_| number.is_some()) {
            self.context.ui.say(lesson);
        }
        let plan = self.paper.plan();
        let text = match number {
            Some(number) => format!("{number}/6 {}", self.words.asks(name(question), "")),
            None => self.words.asks(name(question), ""),
        };
        let now = find_standing(question, &plan);
        let now = now.as_deref();
        match question {
            Ask::Obstacles => {
                let came = self.before.in_the_way.iter().filter_map(|earlier| earlier.statement.as_ref());
                self.offer("came_before", &came.map(|one| one.text.as_str()).collect::<Vec<_>>());
                reality_questions::ask_for_obstacles(self.context, self.words, self.paper, "5/6 ")
            }
            Ask::Confidence => {
                reality_questions::ask_how_sure(self.context, self.words, self.paper, &text, now)
            }
            Ask::Higher => reality_questions::ask_for_one_higher(self.context, self.words, self.paper),
            Ask::Steps => self.steps(&text),
            Ask::ConfidenceBefore => match ask_for(self.context, &text, now, read_ten)? {
                Ok(mark) => {
                    self.paper.set("confidence_before", &NewValue::Plain(mark.to_string()))?;
                    Ok(Reply::Said(String::new()))
                }
                Err(reply) => Ok(reply),
            },
            Ask::What => self.ask_what(&text, now),
            Ask::Measure => self.ask_criterion(Criterion::Measurable, &text, now),
            Ask::Matters => self.ask_criterion(Criterion::Relevant, &text, now),
            Ask::Why => self.lines(&text, now),
            Ask::When => {
                let known: Vec<&str> = self.before.supports.iter().map(|one| one.text.as_str()).collect();
                self.offer("known_support", &known);
                self.ask_parts(&text, now, &["when", "where", "support"])
            }
            Ask::MakeRoom => self.ask_parts(&text, now, &["make_room", "make_room_cost"]),
            Ask::HowOften | Ask::Who => self.ask_parts(&text, now, &[name(question)]),
            Ask::Still => ask(self.context, &text, now),
        }
    }

    /// Says what is known to the coach already; the answer stays the client's.
    fn offer(&self, name: &str, known: &[&str]) {
        if let Some(first) = known.first().filter(|_| self.next_of.is_none()) {
            self.context.ui.say(&self.words.asks(name, first));
        }
    }

    fn ask_what(&mut self, text: &str, now: Option<&str>) -> anyhow::Result<Reply> {
        let reply = self.ask_criterion(Criterion::Specific, text, now)?;
        if let Reply::Said(told) = &reply {
            let old = now.map(shorten_title);
            self.paper.entitle(&shorten_title(told), old.as_deref(), &self.record.client.id)?;
        }
        Ok(reply)
    }

    fn ask_criterion(
        &mut self,
        criterion: Criterion,
        text: &str,
        now: Option<&str>,
    ) -> anyhow::Result<Reply> {
        let reply = ask(self.context, text, now)?;
        if let Reply::Said(told) = &reply {
            self.paper.answer(criterion, told, self.words)?;
        }
        Ok(reply)
    }

    /// One line for several keys, kept apart by semicolons; without one it is the first key's.
    fn ask_parts(&mut self, text: &str, now: Option<&str>, keys: &[&str]) -> anyhow::Result<Reply> {
        let reply = ask(self.context, text, now)?;
        let Reply::Said(told) = &reply else { return Ok(reply) };
        let parts: Vec<&str> = told.splitn(keys.len(), ';').map(str::trim).collect();
        self.paper.change(|text| set_words(text, keys.iter().copied().zip(parts)))?;
        Ok(reply)
    }

    /// An answer of several lines: each is written as it is typed, and Enter on an empty one ends it.
    fn lines(&mut self, text: &str, now: Option<&str>) -> anyhow::Result<Reply> {
        let text = format!("{text} {}", self.words.asks("several_lines", ""));
        let mut told = match ask(self.context, &text, now)? {
            Reply::Said(first) => first,
            other => return Ok(other),
        };
        self.paper.answer(Criterion::Relevant, &told, self.words)?;
        while let Reply::Said(more) = ask(self.context, MORE, None)? {
            told = format!("{told}\n{more}");
            self.paper.answer(Criterion::Relevant, &told, self.words)?;
        }
        Ok(Reply::Said(told))
    }

    /// Steps are offered once, several in one line with semicolons between them; `--full` asks on until there is no more.
    fn steps(&mut self, text: &str) -> anyhow::Result<Reply> {
        let mut question = text.to_owned();
        let mut any = false;
        loop {
            let read = |said: &str| -> anyhow::Result<Vec<String>> {
                let steps = said.split(';').map(str::trim).filter(|step| !step.is_empty());
                steps.map(|step| date_step(self.context, step)).collect()
            };
            match ask_for(self.context, &question, None, read)? {
                Ok(steps) => {
                    for step in steps {
                        self.paper.change(|text| add_open_step(text, &step))?;
                    }
                }
                Err(Reply::Skip) if any => return Ok(Reply::Said(String::new())),
                Err(other) => return Ok(other),
            }
            if !self.full {
                return Ok(Reply::Said(String::new()));
            }
            any = true;
            MORE.clone_into(&mut question);
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

    /// The two criteria that are made of other answers, and the plan is open.
    fn finish(self) -> anyhow::Result<()> {
        let plan = self.paper.plan();
        let is_open = plan.smart.iter().all(|item| item.id != Criterion::Specific || item.answer.is_none());
        if is_open && is_untitled(&plan) {
            if is_blank(&plan) {
                bail!(Refusal::missing("nothing was said, so there is no plan", "coach plan new asks again"));
            }
            self.context.ui.say(
                "Nothing says yet what they will do, so it stays a draft: coach plan new goes on with it.",
            );
            return Ok(());
        }
        let sheet = carry_over(&plan);
        let before = plan.follows.as_ref().and_then(|before| self.record.plan(&before.id));
        if let Some(before) = before.filter(|before| !differs(&sheet, before)) {
            self.context.ui.say(&format!(
                "Nothing in it differs from “{}” yet, so it stays a draft: coach plan new {} goes on with it.",
                before.title, quote(&self.record.client.id)));
            return Ok(());
        }
        self.paper.change(|text| open_plan(text, &plan, &sheet, self.words))
    }
}

/// The day on which a plan that is made now is looked at: the next planned session's.
pub fn find_next_session(record: &Record, context: &Context) -> Option<NaiveDate> {
    record.planned_after(context.now).map(|session| session.when.date)
}

fn is_no(told: &str) -> bool {
    matches!(told.trim().to_lowercase().as_str(), "n" | "no" | "nein" | "non")
}

/// The name of a question in the list of words.
const fn name(question: Ask) -> &'static str {
    match question {
        Ask::Matters => "matters",
        Ask::What => question_name(Criterion::Specific),
        Ask::Measure => question_name(Criterion::Measurable),
        Ask::Why => question_name(Criterion::Relevant),
        Ask::When => question_name(Criterion::TimeBound),
        Ask::MakeRoom => question_name(Criterion::Achievable),
        Ask::HowOften => "how_often",
        Ask::Who => "who",
        Ask::ConfidenceBefore => "confidence_before",
        Ask::Obstacles => "scene",
        Ask::Confidence => "confidence",
        Ask::Higher => "higher",
        Ask::Still => "still",
        Ask::Steps => "step",
    }
}

/// What stands there already.
fn find_standing(question: Ask, plan: &Plan) -> Option<String> {
    let answer = |criterion: Criterion| {
        plan.smart
            .iter()
            .find(|item| item.id == criterion)?
            .answer
            .as_ref()
            .map(|answer| answer.text.to_string())
    };
    let keys = |keys: &[&str]| {
        let parts = keys.iter().filter_map(|key| plan.fit.answer(key));
        Some(parts.map(|value| value.to_typed()).collect::<Vec<_>>().join("; ")).filter(|now| !now.is_empty())
    };
    match question {
        Ask::What => answer(Criterion::Specific),
        Ask::Measure => answer(Criterion::Measurable),
        Ask::Why | Ask::Matters => answer(Criterion::Relevant),
        Ask::When => keys(&["when", "where", "support"]),
        Ask::MakeRoom => keys(&["make_room", "make_room_cost"]),
        Ask::HowOften | Ask::Who | Ask::ConfidenceBefore | Ask::Confidence => keys(&[name(question)]),
        Ask::Obstacles | Ask::Higher | Ask::Still | Ask::Steps => None,
    }
}
