//! What of the digest is for the client's eyes: their own words and marks, the plans, the calls.

use super::{Arrive, Chapter, Digest, DuePlan, GoalLine, LastTime, OpenThread, ShowUpAs, Since};
use crate::insight::balance::Balance;
use crate::insight::person::their_person;
use crate::insight::theirs::{their_steps, theirs, theirs_of};
use crate::insight::person::Noted;
use crate::insight::view::{Bound, Face, View};
use crate::model::session::Side;

impl View for Digest {
    const TEMPLATE: Option<&'static str> = Some("prep.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        let Self {
            client,
            today,
            arrive,
            person,
            story,
            echo,
            last_time,
            since_then,
            review_first,
            threads,
            goals,
            balance,
            noticed: _,
            show_up_as: _,
        } = self;
        Some(Self {
            client,
            today,
            arrive: arrive.for_client(),
            person: their_person(person),
            story: story.into_iter().map(Chapter::for_client).collect(),
            echo: echo.and_then(theirs_of),
            last_time: last_time.map(LastTime::for_client),
            since_then: since_then.into_iter().filter_map(Since::for_client).collect(),
            review_first: review_first.into_iter().map(DuePlan::for_client).collect(),
            threads: threads.into_iter().map(OpenThread::for_client).collect(),
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

impl Chapter {
    fn for_client(self) -> Self {
        let Self { date, status, summary: _, words, last } = self;
        Self { date, status, summary: None, words: words.and_then(theirs_of), last }
    }
}

impl LastTime {
    fn for_client(self) -> Self {
        let Self { date, summary: _, words, threads } = self;
        Self { date, summary: None, words: theirs(words), threads: theirs(threads) }
    }
}

impl Since {
    fn for_client(self) -> Option<Self> {
        let Self { date, from, ahead, statements } = self;
        let statements = theirs(statements);
        // A coach's own note between sessions is the coach's; the client's mails are theirs.
        let is_theirs = from == Side::Client && !statements.is_empty();
        is_theirs.then_some(Self { date, from, ahead, statements })
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
        } = self;
        Self {
            plan,
            title,
            goal,
            review,
            days_over,
            when,
            place,
            specific: specific.and_then(theirs_of),
            if_thens: theirs(if_thens),
            steps: their_steps(steps),
            confidence: None,
        }
    }
}

impl OpenThread {
    fn for_client(self) -> Self {
        let Self { text, source: _, days, from_last } = self;
        Self { text, source: None, days, from_last }
    }
}

impl GoalLine {
    fn for_client(self) -> Self {
        let Self { goal, title, status, words, level, level_days, examined: _, open_questions: _ } = self;
        Self {
            goal,
            title,
            status,
            words: theirs(words),
            level,
            level_days,
            examined: None,
            open_questions: Vec::new(),
        }
    }
}
