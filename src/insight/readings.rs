//! Five readings of an impasse, none likelier than the others: each with what the notes hold for it, and a question.

use chrono::NaiveDate;
use serde::Serialize;

use super::reflections::Dated;
use super::reviewed::list_reviewed;
use super::signals::Noticed;
use super::stuck::otherwise;
use crate::model::client::{About, Filed};
use crate::model::fit::names_something;
use crate::model::goal::{Goal, Resistance};
use crate::model::lessons::Lessons;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::session::SessionStatus;
use crate::model::signal::Signal;
use crate::model::statement::{Source, Statement};
use crate::model::wording::SignalWords;

/// The signals beside which the readings stand: those in which wish and week part.
const BESIDE: [Signal; 3] = [Signal::WishAndWeek, Signal::SureThenOtherwise, Signal::SamePlanAgain];
/// How many statements of a kind stand under a reading.
const MOST: usize = 3;
/// How many of the latest plans that didn't come about are looked at.
const LATEST_PLANS: usize = 5;

/// One reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// Which.
    pub id: &'static str,
    /// What it is called.
    pub text: String,
    /// What the notes hold for it, in their own words.
    pub evidence: Vec<Beside>,
    /// What keys and counts say, in words.
    pub facts: Vec<Fact>,
    /// What one might ask; empty where nothing more is asked than the reading itself.
    pub question: String,
}

/// Words of a note beside a reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// The words.
    #[serde(flatten)]
    pub statement: Statement,
    /// Their day, where they have one.
    pub date: Option<NaiveDate>,
    /// What they are: a barrier, what got in the way.
    pub what: String,
}

/// Something that keys say or that was counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// In words.
    pub text: String,
    /// The lines that it comes from.
    pub sources: Vec<Source>,
}

/// The five readings; none where the notes show no impasse.
#[must_use]
pub fn readings(record: &Record, noticed: &[Noticed], words: &SignalWords, now: Moment) -> Vec<Reading> {
    let beside: Vec<&Noticed> = noticed.iter().filter(|one| BESIDE.contains(&one.signal)).collect();
    if beside.is_empty() {
        return Vec::new();
    }
    let impasse = Impasse::new(record, &beside, words, now);
    let reading = |id, evidence: Vec<Beside>, facts: Vec<Fact>| Reading {
        id,
        text: words.asks(&format!("reading/{id}")).to_owned(),
        evidence,
        facts,
        question: words.questions.get(&format!("reading/{id}/asks")).cloned().unwrap_or_default(),
    };
    vec![
        reading("week", impasse.week(), impasse.without_room()),
        reading("two-wishes", impasse.good_of_it(), Vec::new()),
        reading("fear", impasse.list_filed(&[About::Fear]), impasse.resistance(Resistance::Fear)),
        reading("not-their-path", impasse.path(), impasse.list_origins()),
        reading("between-us", impasse.gather_between_us(), impasse.ours()),
    ]
}

/// What is looked at: the goals that are concerned, and their latest plans that didn't come about.
struct Impasse<'a> {
    record: &'a Record,
    words: &'a SignalWords,
    now: Moment,
    goals: Vec<&'a Goal>,
    plans: Vec<&'a Plan>,
}

impl<'a> Impasse<'a> {
    fn new(record: &'a Record, beside: &[&Noticed], words: &'a SignalWords, now: Moment) -> Self {
        let named: Vec<&str> = beside.iter().filter_map(|one| one.goal.as_deref()).collect();
        let is_wide = beside.iter().any(|one| one.goal.is_none());
        let concerns = |goal: &&Goal| {
            if is_wide { goal.is_on_the_table() } else { named.contains(&goal.id.as_str()) }
        };
        let of_goals = |plan: &&Plan| {
            is_wide || plan.goal.as_ref().is_some_and(|goal| named.contains(&goal.id.as_str()))
        };
        let not = list_reviewed(record.plans.iter().filter(of_goals));
        let plans = not.into_iter().rev().filter(|plan| !plan.has_come_about()).take(LATEST_PLANS).collect();
        Self { record, words, now, goals: record.goals.iter().filter(concerns).collect(), plans }
    }

    fn phrase(&self, name: &str) -> String {
        self.words.phrases.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// What was filed about some sides of them, the newest first.
    fn list_filed(&self, subjects: &[About]) -> Vec<Beside> {
        let mut all = Vec::new();
        for about in subjects {
            let of = |filed: &'a [Filed]| filed.iter().filter(|filed| filed.about == *about);
            let record = self.record;
            let sessions = record.sessions.iter().map(|session| (Some(session.when.date), &session.filed));
            let notes = record.notes.iter().map(|note| (Some(note.when.date), &note.filed));
            let mut dated: Vec<(Option<NaiveDate>, &Filed)> = sessions
                .chain(notes)
                .chain([(None, &record.client.filed)])
                .flat_map(|(day, filed)| of(filed).map(move |filed| (day, filed)))
                .collect();
            dated.put_in_order_by_key(|(day, _)| std::cmp::Reverse(*day));
            all.extend(dated.into_iter().take(MOST).map(|(date, filed)| Beside {
                statement: filed.statement.clone(),
                date,
                what: self.phrase(&format!("about/{}", about.word())),
            }));
        }
        all
    }

    fn lessons(&self, name: &str, of: impl Fn(Lessons) -> Vec<Statement>) -> Vec<Beside> {
        let told = self.plans.iter().flat_map(|plan| {
            let date = plan.look_day();
            of(Lessons::from_plan(plan, &self.words.outcome))
                .into_iter()
                .map(move |statement| (date, statement))
        });
        told.take(MOST).map(|(date, statement)| Beside { statement, date, what: self.phrase(name) }).collect()
    }

    /// The step or the week: barriers, and what got in the way.
    fn week(&self) -> Vec<Beside> {
        let mut all = self.list_filed(&[About::Barrier]);
        all.extend(self.lessons("in-the-way", |lessons| lessons.in_the_way));
        all
    }

    /// Plans for which no room was made, or that nobody supports.
    fn without_room(&self) -> Vec<Fact> {
        let lacks = [
            ("without-room", self.find_lacking(|plan| plan.fit.make_room.as_deref())),
            ("without-support", self.find_lacking(|plan| plan.fit.support.as_deref())),
        ];
        let fact = |(name, plans): (&str, Vec<&Plan>)| {
            // Of all of them no count is told.
            let all = (plans.len() == self.plans.len())
                .then(|| self.words.phrases.get(&format!("{name}/all")).cloned());
            let text = all.flatten().unwrap_or_else(|| self.phrase(name));
            let text = text.replace("{n}", &plans.len().to_string());
            let text = text.replace("{of}", &self.plans.len().to_string());
            let sources = plans.iter().filter_map(|plan| plan.written.name()).collect();
            (!plans.is_empty()).then_some(Fact { text, sources })
        };
        lacks.into_iter().filter_map(fact).collect()
    }

    /// The plans in which an answer names nothing.
    fn find_lacking(&self, answer: impl Fn(&Plan) -> Option<&str>) -> Vec<&'a Plan> {
        let names = |plan: &Plan| names_something(answer(plan), &self.words.nothing);
        self.plans.iter().copied().filter(|plan| !names(plan)).collect()
    }

    /// Two wishes at once: what good came of it although it didn't come about.
    fn good_of_it(&self) -> Vec<Beside> {
        self.lessons("good-of-it", |lessons| lessons.good)
    }

    /// What they named as what holds them back.
    fn resistance(&self, named: Resistance) -> Vec<Fact> {
        let goals = self.goals.iter().filter(|goal| goal.resistance == Some(named));
        goals
            .map(|goal| Fact {
                text: self
                    .phrase(&format!("resistance/{}", named.word()))
                    .replace("{goal}", goal.display_name()),
                sources: goal.written.key("resistance").into_iter().collect(),
            })
            .collect()
    }

    /// Not their path: what they answered to the hard questions, how they work best, what makes them happy, what they hold dear.
    fn path(&self) -> Vec<Beside> {
        let answers = self.goals.iter().filter_map(|goal| Some((goal.examined, goal.last_answer()?)));
        let mut all: Vec<Beside> = answers
            .map(|(date, statement)| Beside { statement, date, what: self.phrase("hard-answer") })
            .collect();
        all.extend(self.list_filed(&[About::WorksBest, About::Happy, About::Value]));
        all
    }

    /// Where the goals come from, and whether one was called not their path.
    fn list_origins(&self) -> Vec<Fact> {
        let outside = self.goals.iter().filter(|goal| goal.comes_from_outside()).map(|goal| {
            let line = goal.written.key("reasons").or_else(|| goal.written.key("motive"));
            Fact {
                text: self.phrase("from-outside").replace("{goal}", goal.display_name()),
                sources: line.into_iter().collect(),
            }
        });
        outside.chain(self.resistance(Resistance::NotMyPath)).collect()
    }

    /// Between us: what they expect of people, and what came instead.
    fn gather_between_us(&self) -> Vec<Beside> {
        let mut all = self.list_filed(&[About::Expects]);
        let otherwise = otherwise(self.record, self.now).into_iter().take(MOST);
        all.extend(otherwise.map(|Dated { statement, date }| Beside {
            statement,
            date: Some(date),
            what: self.phrase("otherwise"),
        }));
        all
    }

    /// Calls that were called off, and promises that are open.
    fn ours(&self) -> Vec<Fact> {
        let off: Vec<_> = self
            .record
            .sessions
            .iter()
            .filter(|session| {
                matches!(session.status(self.now), SessionStatus::Cancelled | SessionStatus::NoShow)
            })
            .collect();
        let open: Vec<_> = self
            .record
            .sessions
            .iter()
            .flat_map(|session| &session.promises)
            .chain(self.record.notes.iter().flat_map(|note| &note.promises))
            .filter(|promise| promise.state.is_open())
            .collect();
        let calls = off.iter().filter_map(|session| session.written.key("status")).collect();
        let promises = open.iter().filter_map(|promise| promise.statement.source.clone()).collect();
        let facts: [(&str, usize, Vec<Source>); 2] =
            [("calls-off", off.len(), calls), ("promises-open", open.len(), promises)];
        facts
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(name, count, sources)| Fact {
                text: self.phrase(name).replace("{n}", &count.to_string()),
                sources,
            })
            .collect()
    }
}
