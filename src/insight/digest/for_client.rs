//! What of the digest is for the client's eyes: their own words and marks, the plans, the calls.

use super::echo::Echo;
use super::lately::{LastTime, Since};
use super::portrait::{Known, Trait};
use super::story::Chapter;
use super::table::{DuePlan, UnderWay};
use super::wishes::GoalLine;
use super::{Arrive, Digest, ShowUpAs};
use crate::insight::balance::Balance;
use crate::insight::person::Noted;
use crate::insight::theirs::{their_steps, their_word, their_words, theirs, theirs_of};
use crate::insight::view::{Bound, Face, View};
use crate::model::client::About;
use crate::model::statement::Statement;

impl View for Digest {
    const TEMPLATE: Option<&'static str> = Some("prep.md");
    const FACES: &'static [Face] = &[Face::Page];
    const BOUND: Option<Bound> = Some(Bound { words: 900, lines: 100 });

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            today,
            doubted: _,
            arrive,
            person,
            story,
            echo,
            last_time,
            since_then,
            promised: _,
            review_first,
            under_way,
            threads: _,
            goals,
            balance,
            noticed: _,
            show_up_as: _,
        } = self;
        Some(Self {
            client,
            today,
            doubted: Vec::new(),
            arrive: arrive.for_client(),
            person: person.into_iter().filter_map(Known::for_client).collect(),
            story: story.into_iter().map(Chapter::for_client).collect(),
            echo: echo.and_then(Echo::for_client),
            last_time: last_time.map(LastTime::for_client),
            since_then: since_then.into_iter().filter_map(Since::for_client).collect(),
            promised: Vec::new(),
            review_first: review_first.into_iter().map(DuePlan::for_client).collect(),
            under_way: under_way.into_iter().filter_map(UnderWay::for_client).collect(),
            threads: Vec::new(),
            goals: goals.into_iter().map(GoalLine::for_client).collect(),
            balance: balance.map(Balance::for_client),
            noticed: Vec::new(),
            show_up_as: ShowUpAs::default(),
        })
    }
}

impl Arrive {
    fn for_client(self) -> Self {
        let Self { number, last, next, agreement, alliance: _ } = self;
        Self { number, last, next, agreement, alliance: None }
    }
}

/// What they said themselves; what the coach filed about them isn't.
impl Known {
    fn for_client(self) -> Option<Self> {
        let Self { about, statements, lately, more: _, as_noted: _ } = self;
        // Under which of these the coach put their words is the coach's reading of them.
        let is_reading = matches!(about, Trait::Filed(About::Expects | About::Fear));
        let words = |statement: Statement| match about {
            Trait::Helps => their_word(statement),
            Trait::Filed(_) => theirs_of(statement).filter(|statement| statement.ours || !is_reading),
        };
        let statements: Vec<Noted> = statements
            .into_iter()
            .filter_map(|Noted { statement, date }| Some(Noted { statement: words(statement)?, date }))
            .collect();
        (!statements.is_empty()).then_some(Self { about, statements, lately, more: 0, as_noted: false })
    }
}

impl Chapter {
    fn for_client(self) -> Self {
        let Self { date, status, summary: _, words, text: _, further: _, turned: _, last } = self;
        let words = words.and_then(theirs_of);
        Self { date, status, summary: None, words, text: None, further: Vec::new(), turned: Vec::new(), last }
    }
}

impl Echo {
    fn for_client(self) -> Option<Self> {
        let Self { statement, date } = self;
        Some(Self { statement: theirs_of(statement)?, date })
    }
}

impl LastTime {
    fn for_client(self) -> Self {
        let Self { date, summary: _, words, text, threads, more: _ } = self;
        Self {
            date,
            summary: None,
            words: theirs(words),
            text: theirs(text),
            threads: theirs(threads),
            more: 0,
        }
    }
}

impl Since {
    fn for_client(self) -> Option<Self> {
        let Self { date, from, ahead, statements, more } = self;
        let statements = theirs(statements);
        (!statements.is_empty()).then_some(Self { date, from, ahead, statements, more })
    }
}

impl DuePlan {
    fn for_client(self) -> Self {
        let Self {
            plan,
            title,
            goal,
            review,
            days_over,
            when,
            place,
            specific,
            if_thens,
            steps,
            confidence: _,
            learned: _,
            change: _,
            stale: _,
        } = self;
        Self {
            plan,
            title,
            goal,
            review,
            days_over,
            when,
            place,
            specific: specific.and_then(their_word),
            if_thens: their_words(if_thens),
            steps: their_steps(steps),
            confidence: None,
            learned: Vec::new(),
            change: Vec::new(),
            stale: false,
        }
    }
}

impl UnderWay {
    fn for_client(self) -> Option<Self> {
        let Self { plan, title, goal, review, session: _, source: _ } = self;
        plan.is_some().then_some(Self { plan, title, goal, review, session: None, source: None })
    }
}

impl GoalLine {
    fn for_client(self) -> Self {
        let Self {
            goal,
            title,
            status,
            words,
            level,
            level_words,
            level_days,
            examined: _,
            asked: _,
            open_questions: _,
            outside: _,
            resistance: _,
            answer: _,
        } = self;
        Self {
            goal,
            title,
            status,
            words: their_words(words),
            level,
            level_words: level_words.and_then(their_word),
            level_days,
            examined: None,
            asked: 0,
            open_questions: Vec::new(),
            outside: false,
            resistance: None,
            answer: None,
        }
    }
}
