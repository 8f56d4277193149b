//! What lies on the table while a call is closed, and what is written there.

use crate::acts::alliance_marks::mark_alliance;
use crate::acts::call_keys::CallKeys;
use crate::acts::closing::{Closing, close_call};
use crate::acts::open_items::OpenItems;
use crate::cli::support::booking;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::rescheduling::{Move, give_reviews, move_call, move_reviews};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};
use crate::model::shell_word::quote;
use crate::practice::Practice;
use anyhow::bail;

/// What lies on the table while a call is closed.
pub struct Table<'a> {
    pub context: &'a Context,
    pub practice: &'a Practice,
    pub record: &'a Record,
    /// When the call is, or was.
    pub when: Moment,
}

/// What the flags say, read before anything is written.
pub struct CallOutcome {
    pub status: SessionStatus,
    pub closing: Closing,
    pub to: Option<Moment>,
    pub reviews: bool,
    pub next: Option<Moment>,
}

impl CallOutcome {
    /// Whether it goes together.
    pub fn check(&self) -> anyhow::Result<()> {
        let off = matches!(self.status, SessionStatus::Moved | SessionStatus::Cancelled);
        if self.closing.by.is_some() && !off {
            bail!(Refusal::usage(
                "--by says who called it off or moved it",
                "give --status cancelled or moved as well"
            ));
        }
        match (self.status, self.to) {
            (SessionStatus::Moved, None) => {
                bail!(Refusal::missing("to when was it moved?", "give --to, as in --to \"friday 10:00\""))
            }
            (SessionStatus::Moved, Some(_)) | (_, None) => Ok(()),
            (status, Some(_)) => bail!(Refusal::usage(
                format!("--to says when a call that was moved takes place, and this one is {status}"),
                "leave one of them out; --next plans another call"
            )),
        }
    }

    /// Whether the note of a call says all of this already.
    pub fn stands_in(&self, practice: &Practice, record: &Record, session: &Session, now: Moment) -> bool {
        let Ok(text) = practice.text(&session.path) else { return false };
        let closing = &self.closing;
        let same = |said: Option<u32>, stands: Option<u32>| said.is_none() || said == stands;
        let summary = session.summary.as_ref().map_or("", |summary| summary.text.as_str());
        let planned =
            |when: Moment| record.sessions.iter().any(|other| other.when == when && other.id != session.id);
        let moved =
            |to: Moment| Move { session, to, by: None, reviews: false }.find_there(record, now).is_some();
        session.status(now) == self.status
            && (closing.by.is_none() || closing.by == session.cancelled_by)
            && same(closing.minutes, session.minutes)
            && closing.summary.as_deref().is_none_or(|said| said == summary)
            && closing.threads.iter().all(|thread| OpenItems::Threads.stands_in(&text, thread))
            && closing.promises.iter().all(|promise| OpenItems::Promises.stands_in(&text, promise))
            && mark_alliance(&text, &closing.marks).is_ok_and(|with| with == text)
            && self.next.is_none_or(planned)
            && self.to.is_none_or(moved)
    }
}

impl<'a> Table<'a> {
    /// The note of the call; it is made where there is none.
    pub fn paper(&self, session: Option<&Session>, status: SessionStatus) -> anyhow::Result<NoteInHand<'a>> {
        let path = match session {
            Some(session) => session.path.clone(),
            None => booking::make_session_note(
                self.context,
                self.practice,
                self.record,
                self.when,
                status,
                &CallKeys::default(),
            )?,
        };
        NoteInHand::open(self.practice, &path)
    }

    /// A call that is to be moved has to be there.
    pub fn require_noted<'b>(&self, session: Option<&'b Session>) -> anyhow::Result<&'b Session> {
        let none = || {
            let hint = format!("plan one: coach session new {} --on WHEN", quote(&self.record.client.id));
            Refusal::missing(format!("{} has no call to move", self.record.client.display_name()), hint)
        };
        Ok(session.ok_or_else(none)?)
    }

    /// Writes what the flags say of a call as one write, then plans the next one.
    pub fn write(&self, session: Option<&Session>, said: &CallOutcome) -> anyhow::Result<()> {
        if let Some(to) = said.to {
            let session = self.require_noted(session)?;
            let wanted = Move { session, to, by: said.closing.by, reviews: said.reviews };
            move_call(self.context, self.practice, self.record, &wanted)?;
            return Ok(());
        }
        let mut paper = self.paper(session, said.status)?;
        paper.change(|text| close_call(text, &said.closing))?;
        self.say_replaced(session, &said.closing);
        self.context.did(&paper.path, "closed")?;
        if let Some(next) = said.next {
            self.plan(next)?;
        }
        if said.status != SessionStatus::Held {
            let to = said.next.map(|next| next.date);
            move_reviews(self.context, self.practice, self.record, self.when.date, to, said.reviews)?;
        }
        Ok(())
    }

    /// Says what stood there before and is replaced. A screen that the client sees doesn't show it.
    pub fn say_replaced(&self, session: Option<&Session>, closing: &Closing) {
        let Some(session) = session.filter(|_| !self.context.global.shared) else { return };
        let before = session.summary.as_ref().map(|summary| summary.text.as_str());
        if let (Some(before), Some(new)) = (before, closing.summary.as_deref())
            && before != new
        {
            self.context.ui.say(&format!("summary: it stands in place of “{before}”"));
        }
        let told = session.written_status == Some(SessionStatus::Held);
        if let (Some(before), Some(new)) = (session.minutes.filter(|_| told), closing.minutes)
            && before != new
        {
            self.context.ui.say(&format!("minutes: {new} stand in place of {before}"));
        }
    }

    /// Plans the next call, unless there is one at that time already. Plans that nobody is to look at yet are looked at then.
    pub fn plan(&self, next: Moment) -> anyhow::Result<()> {
        let (context, record) = (self.context, self.record);
        let is_there =
            |session: &Session| session.when == next && session.status(context.now) == SessionStatus::Planned;
        if record.sessions.iter().any(is_there) {
            context.ui.say(&format!("{} is planned already", next.to_spoken()));
        } else {
            let path = booking::book_call(context, self.practice, record, next, &CallKeys::default(), None)?;
            context.did(&path, &format!("planned for {}", next.to_spoken()))?;
        }
        give_reviews(context, self.practice, record, next.date)
    }
}
