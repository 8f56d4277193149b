//! What every command needs: the practice that is meant, the client that is meant, the moment, and the way out.

mod client_meant;
mod reading;
mod showing;
pub use showing::overrides_of;
mod writing;

use std::cell::{Cell, OnceCell, RefCell};

use anyhow::{anyhow, bail};
use chrono::{Local, NaiveDate, Timelike};

use crate::cli::Format;
use crate::cli::Global;
use crate::cli::support::outlet::Outlet;
use crate::insight::client_record::ClientRecord;
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::moment::Moment;
use crate::model::odd_hour::OddHour;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::zone::Zone;
use crate::practice::git::working_copy::WorkingCopy;
use crate::practice::journal::StepNumber;
use crate::practice::zones::read_zone;
use crate::practice::{Practice, root};
use crate::ui::{Answer, Ui};

/// The surroundings of one run.
pub struct Context {
    /// Where everything is printed and asked.
    pub ui: Ui,
    /// The moment to act as.
    pub now: Moment,
    /// What was asked for on every command.
    pub global: Global,
    /// The practice, once it was asked for: its problems are told once, and its changes are one value.
    practice: OnceCell<Option<Practice>>,
    /// What was done to each file, in the command's own words.
    deeds: RefCell<Vec<(String, String)>>,
    /// Whether something was said to be written, be it that it stood there already.
    has_told: Cell<bool>,
    /// The words of the command: `plan new`.
    command: String,
    /// Where its view goes.
    outlet: Outlet,
    /// The step that this command is in the journal; none before it wrote something.
    step: Cell<Option<StepNumber>>,
    /// Whether what is written isn't a step of its own: what takes one back isn't.
    is_no_step: Cell<bool>,
    /// Whether it was said that there are no locks.
    has_told_of_lock: Cell<bool>,
    /// Whether a view was shown.
    has_shown: Cell<bool>,
    /// Whether the answer is no: nothing was found, or something is to be mended.
    answers_no: Cell<bool>,
    /// What is told of notes at the end: a program reads one object, be it the answer or the error.
    held_back: RefCell<Vec<Problem>>,
}

impl Context {
    /// Looks at the clock, once, unless the moment was given.
    pub fn new(global: Global, ui: Ui, command: String, outlet: Outlet) -> anyhow::Result<Self> {
        outlet.check()?;
        let clock = read_clock();
        let now = match &global.today {
            None => clock,
            Some(typed) => read_typed_date(typed, clock, Direction::PlansAhead)
                .map_err(|error| anyhow!("--today: {error}"))?,
        };
        if global.format == Format::Json && !ui.can_ask() {
            ui.hold_lines();
        }
        Ok(Self {
            ui,
            now,
            global,
            practice: OnceCell::new(),
            deeds: RefCell::default(),
            has_told: Cell::new(false),
            command,
            outlet,
            step: Cell::new(None),
            is_no_step: Cell::new(false),
            has_told_of_lock: Cell::new(false),
            has_shown: Cell::new(false),
            answers_no: Cell::new(false),
            held_back: RefCell::default(),
        })
    }

    /// The moment to act as by now, for what runs on: a day may end meanwhile. One that was given stands still.
    #[cfg(feature = "lsp")]
    #[must_use]
    pub fn look_at_clock(&self) -> Moment {
        if self.global.today.is_some() { self.now } else { read_clock() }
    }

    /// The practice to work in; the problems of its settings are told, once.
    pub fn practice(&self) -> anyhow::Result<Practice> {
        let is_first = self.practice.get().is_none();
        let practice = self.open_bare_practice()?;
        if is_first {
            self.tell(&practice.settings().problems);
        }
        Ok(practice)
    }

    /// The practice to work in, for `check`, which tells all problems itself.
    pub fn open_bare_practice(&self) -> anyhow::Result<Practice> {
        let nowhere = || {
            let hint = "go to your practice, name it with --practice DIR, or make one: coach init DIR";
            let what = "no practice is here: no coach.yaml at or above this folder";
            Refusal::with_kind(RefusalKind::NoPractice, what, hint)
        };
        Ok(self.any_practice()?.ok_or_else(nowhere)?)
    }

    /// The practice to work in, if there is one anywhere.
    pub fn any_practice(&self) -> anyhow::Result<Option<Practice>> {
        if let Some(practice) = self.practice.get() {
            return Ok(practice.clone());
        }
        let practice = root::find(&root::Hints::from_environment(self.global.practice.clone()))?
            .map(|practice| practice.at_moment(self.now));
        if let Some(practice) = &practice {
            if self.global.dry_run {
                practice.rehearse();
            }
            if !self.global.shared {
                self.ui.detail(&format!("practice: {}", practice.root.display()));
            }
            if self.global.verbose {
                self.tell_of_last_fetch(practice);
            }
        }
        Ok(self.practice.get_or_init(|| practice).clone())
    }

    /// Says that the other machine's work wasn't looked at for a day or more.
    fn tell_of_last_fetch(&self, practice: &Practice) {
        let days =
            WorkingCopy::find(&practice.root).ok().and_then(|repository| repository.count_days_since_fetch());
        if let Some(days) = days.filter(|days| *days > 0) {
            let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
            self.ui.detail(&format!("the other machine's work wasn't fetched for {days}: coach sync"));
        }
    }

    /// A client's record; its problems are told.
    pub fn record(&self, practice: &Practice, client: &str) -> Loaded<Record> {
        self.load_record(practice, client).map(|record| self.keep_theirs(record))
    }

    /// A client's record with all that the notes hold, for what writes: numbers and places are the notes' own, whatever a shared
    /// screen leaves out. Its problems are told.
    pub fn load_record(&self, practice: &Practice, client: &str) -> Loaded<Record> {
        let record = practice.record(client);
        self.tell(&record.problems);
        record
    }

    /// On a screen that the client sees, what of a record is theirs.
    #[must_use]
    pub fn keep_theirs(&self, record: Record) -> Record {
        if self.global.shared { ClientRecord::from_record(record).into_record() } else { record }
    }

    /// A date as it was typed; what was understood is said unless it was typed so.
    pub fn read_date(&self, typed: &str, direction: Direction) -> anyhow::Result<Moment> {
        self.read_date_as_of(typed, self.now, direction)
    }

    /// The same of a date that was typed on another day.
    pub fn read_date_as_of(&self, typed: &str, on: Moment, direction: Direction) -> anyhow::Result<Moment> {
        let moment = read_typed_date(typed, on, direction).map_err(|error| anyhow!("{error}"))?;
        if moment.to_string() != typed {
            self.ui.say(&format!("{typed}: {}", moment.to_spoken()));
        }
        self.tell_odd_hour(moment)?;
        Ok(moment)
    }

    /// Says so where the practice's clock leaves an hour out, or shows it twice.
    pub fn tell_odd_hour(&self, when: Moment) -> anyhow::Result<()> {
        let Some(practice) = self.any_practice()?.filter(|_| when.time.is_some()) else { return Ok(()) };
        let zone = practice.settings().value.timezone.and_then(|name| read_zone(name).ok());
        self.tell_odd_hour_in(when, zone.as_ref());
        Ok(())
    }

    /// The same of a clock that is known.
    pub fn tell_odd_hour_in(&self, when: Moment, zone: Option<&Zone>) {
        if let Some((odd, zone)) = zone.and_then(|zone| Some((OddHour::find(when, zone)?, zone))) {
            self.ui.say(&odd.tell(when, zone));
        }
    }

    /// A day that has been: of `1 March` the last one. One that is still to come is refused.
    pub fn read_past_day(&self, typed: &str) -> anyhow::Result<NaiveDate> {
        let day = self.read_date(typed, Direction::LooksBack)?.date;
        if day > self.now.date {
            let what = format!("`{typed}`: {day} is still to come");
            bail!(Refusal::invalid(what, "write the year, or a span such as \"3 months ago\""));
        }
        Ok(day)
    }

    /// What was given, or asked for on a terminal, or refused with the way to give it.
    pub fn take_or_ask(&self, given: Option<String>, question: &str, flag: &str) -> anyhow::Result<String> {
        if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
            return Ok(given);
        }
        let missing =
            || Refusal::missing(format!("something is missing: {question}"), format!("give it as {flag}"));
        if !self.ui.can_ask() {
            bail!(missing());
        }
        match self.ui.ask(question, None)? {
            Answer::Given(answer) if !answer.trim().is_empty() => Ok(answer.trim().to_owned()),
            Answer::Interrupted => Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into()),
            _ => bail!(missing()),
        }
    }
}

/// The moment by the clock, to the minute.
#[allow(clippy::disallowed_methods, reason = "this is where the clock enters")]
fn read_clock() -> Moment {
    let clock = Local::now().naive_local();
    Moment { date: clock.date(), time: clock.time().with_second(0).and_then(|time| time.with_nanosecond(0)) }
}
