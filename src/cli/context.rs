//! What every command needs: the practice that is meant, the client that is meant, the moment, and the way out.

use std::cell::{Cell, OnceCell, RefCell};

use anyhow::{anyhow, bail};
use chrono::{Local, NaiveDate, Timelike};
use serde::Serialize;

use super::answer::Answered;
use super::{Format, Global};
use crate::insight::client_record::ClientRecord;
use crate::insight::view::{Face, View, WithProblems};
use crate::insight::which::Purpose;
use crate::insight::which::at_hand::{AtHand, Call, call_at_hand};
use crate::insight::which::bare_words::{self, Words};
use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::matching::{Candidate, Meant};
use crate::model::moment::Moment;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::edit;
use crate::practice::journal::{Journal, Step, StepNumber};
use crate::practice::{Practice, root};
use crate::render::html::Page;
use crate::render::surroundings::Surroundings;
use crate::render::template::{EMBEDDED, Override, Templates};
use crate::render::{diagnostics, diff, json, terminal};
use crate::ui::{Answer, Ui};

/// How many problems a command tells beside its own work; `check` tells them all.
const MOST_TOLD: usize = 5;

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
    /// The step that this command is in the journal; none before it wrote something.
    step: Cell<Option<StepNumber>>,
    /// Whether what is written isn't a step of its own: what takes one back isn't.
    is_no_step: Cell<bool>,
    /// Whether a view was shown.
    has_shown: Cell<bool>,
}

impl Context {
    /// Looks at the clock, once, unless the moment was given.
    #[allow(clippy::disallowed_methods, reason = "this is where the clock enters")]
    pub fn new(global: Global, ui: Ui, command: String) -> anyhow::Result<Self> {
        let clock = Local::now().naive_local();
        let clock = Moment {
            date: clock.date(),
            time: clock.time().with_second(0).and_then(|time| time.with_nanosecond(0)),
        };
        let now = match &global.today {
            None => clock,
            Some(typed) => read_typed_date(typed, clock, Direction::PlansAhead)
                .map_err(|error| anyhow!("--today: {error}"))?,
        };
        Ok(Self {
            ui,
            now,
            global,
            practice: OnceCell::new(),
            deeds: RefCell::default(),
            has_told: Cell::new(false),
            command,
            step: Cell::new(None),
            is_no_step: Cell::new(false),
            has_shown: Cell::new(false),
        })
    }

    /// The practice to work in; the problems of its settings are told, once.
    pub fn practice(&self) -> anyhow::Result<Practice> {
        let is_first = self.practice.get().is_none();
        let practice = self.bare_practice()?;
        if is_first {
            self.tell(&practice.settings().problems);
        }
        Ok(practice)
    }

    /// The practice to work in, for `check`, which tells all problems itself.
    pub fn bare_practice(&self) -> anyhow::Result<Practice> {
        let nowhere = || {
            let hint = "go to your practice, name it with --practice DIR, or make one: coach init DIR";
            let what = "no practice is here: no coach.yaml at or above this folder";
            Refusal::of(RefusalKind::NoPractice, what, hint)
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
        }
        Ok(self.practice.get_or_init(|| practice).clone())
    }

    /// The id of the client that is meant by a command that only shows; without a word, the one of the call at hand.
    pub fn client(&self, practice: &Practice, typed: Option<&str>) -> anyhow::Result<String> {
        self.client_for(practice, typed, Purpose::Show)
    }

    /// The id of the client that is meant by a command that writes.
    pub fn client_to_write(&self, practice: &Practice, typed: Option<&str>) -> anyhow::Result<String> {
        self.client_for(practice, typed, Purpose::Write)
    }

    /// The id of the client that is meant; without a word, the one of the call at hand, which is said.
    pub fn client_for(
        &self,
        practice: &Practice,
        typed: Option<&str>,
        purpose: Purpose,
    ) -> anyhow::Result<String> {
        let Some(typed) = typed else { return self.client_at_hand(practice, purpose) };
        self.one(practice.client_meant(typed), typed, "client", "coach client list")
    }

    /// The client that is meant, and the text behind the name, where the words of a command line need no quotes.
    pub fn client_and_text(
        &self,
        practice: &Practice,
        words: &[String],
    ) -> anyhow::Result<(String, Option<String>)> {
        match bare_words::part(words) {
            Words::None => Ok((self.client_to_write(practice, None)?, None)),
            Words::AtHand(text) => Ok((self.client_to_write(practice, None)?, Some(text))),
            Words::Named(client, text) => Ok((self.client_to_write(practice, Some(&client))?, text)),
            Words::Bare(client, text) => {
                match bare_words::client_for_certain(&client, &practice.candidates()) {
                    Meant::None(_) => {
                        let ways = super::other_words::find_ways(&super::tree(), Some("note"), &client);
                        if let Some(way) = ways.first() {
                            bail!(Refusal::new(
                                format!("`{client}` is no client's id or name"),
                                format!("did you mean {way}?")
                            ))
                        }
                        let hint = "begin with the client's id or a whole word of their name, or put the words in quotes for the call at hand";
                        bail!(Refusal::unknown(format!("`{client}` is no client's id or name"), hint))
                    }
                    meant => Ok((self.one(meant, &client, "client", "coach client list")?, Some(text))),
                }
            }
        }
    }

    /// Exactly one of what was typed, or the reason why not.
    pub fn one(&self, meant: Meant, typed: &str, kind: &str, list: &str) -> anyhow::Result<String> {
        let named = |candidate: &Candidate| match candidate {
            Candidate { id, name } if id == name => id.clone(),
            Candidate { id, name } => format!("{id} ({name})"),
        };
        let hidden = self.global.shared && kind == "client";
        match meant {
            Meant::One(id) => Ok(id),
            Meant::Several(_) | Meant::None(_) if hidden => {
                bail!(Refusal::ambiguous(format!("`{typed}` isn't exactly one {kind}"), "type the exact id"))
            }
            Meant::Several(several) => {
                let all: Vec<String> = several.iter().map(named).collect();
                bail!(Refusal::ambiguous(format!("`{typed}` could be {}", all.join(", ")), "type more of it"))
            }
            Meant::None(near) => {
                let all: Vec<String> = near.iter().map(named).collect();
                let hint = if all.is_empty() {
                    format!("to see them all: {list}")
                } else {
                    format!("did you mean {}?", all.join(" or "))
                };
                bail!(Refusal::unknown(format!("there is no {kind} `{typed}`"), hint))
            }
        }
    }

    fn client_at_hand(&self, practice: &Practice, purpose: Purpose) -> anyhow::Result<String> {
        // Whoever looks at a shared screen is in the call that is on, or the page isn't theirs.
        let purpose = if self.global.shared { Purpose::HandOver } else { purpose };
        let near = practice.clients_naming(self.now);
        let mut problems = Vec::new();
        let records: Vec<Record> = near.iter().map(|id| practice.record(id).take(&mut problems)).collect();
        let (record, session) = match call_at_hand(&records, self.now, purpose) {
            AtHand::One(call) => call,
            AtHand::Several(calls) if self.ui.can_ask() && purpose != Purpose::HandOver => {
                self.choose_call(&calls)?
            }
            found => {
                // The call may stand in a note that could not be read.
                self.tell(&problems);
                if practice.client_ids().value.is_empty() {
                    let hint = "to begin the folder of the first one: coach client new Their Name";
                    bail!(Refusal::unknown("there are no clients yet", hint));
                }
                bail!(self.no_call_at_hand(&found, purpose))
            }
        };
        let hour = session.when.time.map_or_else(String::new, |time| format!(" at {}", time.format("%H:%M")));
        self.ui.say(&format!("{}: the call today{hour}", record.client.called()));
        Ok(record.client.id.clone())
    }

    /// Asks which of several calls is meant; the last one begun is offered.
    fn choose_call<'a>(&self, calls: &[Call<'a>]) -> anyhow::Result<Call<'a>> {
        let shown = calls.iter().map(name_call).collect();
        let chosen = self.ui.choose_from("Which call?", shown, calls.len() - 1)?;
        Ok(*chosen.and_then(|place| calls.get(place)).ok_or_else(|| {
            Refusal::missing("no call was chosen", "name the client; coach client list shows them all")
        })?)
    }

    /// Why no call is at hand. Where the client may see it, nobody is named.
    fn no_call_at_hand(&self, found: &AtHand<'_>, purpose: Purpose) -> Refusal {
        let name_client = "name the client, as coach client list shows them; a call is planned by coach session new CLIENT --on WHEN";
        if purpose == Purpose::HandOver {
            let what = if matches!(found, AtHand::Several(_)) {
                "more than one call is on now"
            } else {
                "no call is on now"
            };
            let hint = "name the client whose screen or page this is";
            return Refusal::of(RefusalKind::NoCall, what, hint);
        }
        match found {
            AtHand::Several(calls) => {
                let all: Vec<String> = calls.iter().map(name_call).collect();
                let what = format!("nobody has said yet what happened in {}", all.join(" and "));
                Refusal::ambiguous(what, "name the client whose call is meant")
            }
            AtHand::NotBegun(call) => {
                let what = format!("no call has begun today; the next is {}", name_call(call));
                Refusal::missing(what, format!("name the client if theirs is meant: {}", call.0.client.id))
            }
            AtHand::One(_) | AtHand::None => {
                let what = format!("there is no call on {}", Moment::day(self.now.date).spoken());
                Refusal::missing(what, name_client)
            }
        }
    }

    /// A client's record; its problems are told.
    pub fn record(&self, practice: &Practice, client: &str) -> Loaded<Record> {
        self.whole_record(practice, client).map(|record| self.keep_theirs(record))
    }

    /// A client's record with all that the notes hold, for what writes: numbers and places are the notes' own, whatever a shared
    /// screen leaves out. Its problems are told.
    pub fn whole_record(&self, practice: &Practice, client: &str) -> Loaded<Record> {
        let record = practice.record(client);
        self.tell(&record.problems);
        record
    }

    /// On a screen that the client sees, what of a record is theirs.
    #[must_use]
    pub fn keep_theirs(&self, record: Record) -> Record {
        if self.global.shared { ClientRecord::of(record).into_record() } else { record }
    }

    /// Writes what was changed so far: before a question, so that no answer is lost, and before anything is said to be written.
    pub fn settle(&self) -> anyhow::Result<()> {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return Ok(()) };
        practice.commit()?;
        self.keep_step();
        Ok(())
    }

    /// What is written from now on is no step that could be taken back.
    pub fn make_no_step(&self) {
        self.is_no_step.set(true);
    }

    /// Keeps what was written so far as one step in the journal. That it can't be kept is no reason to stop.
    pub fn keep_step(&self) {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return };
        let changes = practice.written();
        if self.is_no_step.get() || self.global.dry_run || changes.is_empty() {
            return;
        }
        let step = Step { at: self.now, command: self.command.clone(), changes };
        match Journal::of(practice).keep(self.step.get(), &step) {
            Ok(number) => self.step.set(number),
            Err(error) => self.ui.detail(&format!("coach undo can't take this back: {error}")),
        }
    }

    /// Writes what was changed, and prints the path of a note. A screen that the client sees shows no paths.
    pub fn wrote(&self, path: &str) -> anyhow::Result<()> {
        self.settle()?;
        self.has_told.set(true);
        if self.global.shared || self.answers_itself() {
            return Ok(());
        }
        Ok(self.ui.print(&format!("{path}\n"))?)
    }

    /// Writes what was changed, and says what was done to a note.
    pub fn did(&self, path: &str, what: &str) -> anyhow::Result<()> {
        self.settle()?;
        self.has_told.set(true);
        self.deeds.borrow_mut().push((path.to_owned(), what.to_owned()));
        if !self.answers_itself() {
            // What is said of a change may hold the note's words.
            self.ui.say(&if self.global.shared { "written".to_owned() } else { format!("{path}: {what}") });
        }
        Ok(())
    }

    /// Ends a command: what it changed is written or, in a dry run, shown; with `--format json` it is answered as one object.
    pub fn finish(&self) -> anyhow::Result<()> {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return Ok(()) };
        if self.global.dry_run {
            return Ok(self.ui.print(&diff::unified(&practice.changes()))?);
        }
        self.settle()?;
        let changes = practice.changes();
        let has_written = self.has_told.get() || !changes.is_empty();
        if self.global.format == Format::Json && has_written && !self.has_shown.get() {
            let answer = Answered::of(&changes, &self.deeds.borrow(), self.global.shared);
            self.ui.print(&json::json(&answer)?)?;
        }
        Ok(())
    }

    /// Whether what was done is told at the end, as a diff or as JSON, and not on the way.
    pub fn answers_itself(&self) -> bool {
        self.global.dry_run || self.global.format == Format::Json
    }

    /// Tells the problems of notes on standard error; without paths on a screen that the client sees.
    pub fn tell(&self, problems: &[Problem]) {
        if problems.is_empty() {
            return;
        }
        if self.global.shared {
            return self.ui.say("some notes could not be read as they were meant: coach check");
        }
        for problem in problems.iter().take(MOST_TOLD) {
            self.ui.warn(&diagnostics::one_line(problem));
        }
        if problems.len() > MOST_TOLD {
            self.ui.warn(&format!("and {} more: coach check", problems.len() - MOST_TOLD));
        }
    }

    /// A date as it was typed; what was understood is said unless it was typed so.
    pub fn read_date(&self, typed: &str, direction: Direction) -> anyhow::Result<Moment> {
        let moment = read_typed_date(typed, self.now, direction).map_err(|error| anyhow!("{error}"))?;
        if moment.to_string() != typed {
            self.ui.say(&format!("{typed}: {}", moment.spoken()));
        }
        Ok(moment)
    }

    /// A day that has been: of `1 March` the last one. One that is still to come is refused.
    pub fn read_past_day(&self, typed: &str) -> anyhow::Result<NaiveDate> {
        let day = self.read_date(typed, Direction::LooksBack)?.date;
        if day > self.now.date {
            let what = format!("`{typed}`: {day} is still to come");
            bail!(Refusal::new(what, "write the year, or a span such as \"3 months ago\""));
        }
        Ok(day)
    }

    /// What was given, or asked for on a terminal, or refused with the way to give it.
    pub fn given_or_asked(
        &self,
        given: Option<String>,
        question: &str,
        flag: &str,
    ) -> anyhow::Result<String> {
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

    /// Shows a view in the format that was asked for.
    pub fn show<V: View>(&self, practice: &Practice, loaded: Loaded<V>) -> anyhow::Result<()> {
        self.show_made(practice, loaded, |_| Err(no_such_format(self.global.format).into()))
    }

    /// Shows a view; `make` makes what no template makes: a table, a drawing, a page of its own, or all of its text.
    pub fn show_made<V: View>(
        &self,
        practice: &Practice,
        loaded: Loaded<V>,
        make: impl FnOnce(&V) -> anyhow::Result<String>,
    ) -> anyhow::Result<()> {
        let Loaded { value: view, problems } = self.fit_to_screen(loaded)?;
        let text = match self.global.format {
            Format::Json => json::json(&WithProblems { view, problems })?,
            Format::Html if V::FACES.contains(&Face::Page) => {
                self.page(practice, &Page::of(&self.markdown(practice, &view)?))?
            }
            Format::Html => make(&view)?,
            Format::Csv | Format::Svg => return Ok(self.ui.hand_over(&make(&view)?)?),
            Format::Md | Format::Text => match V::TEMPLATE {
                Some(_) => self.dress(&self.markdown(practice, &view)?),
                None => make(&view)?,
            },
        };
        self.has_shown.set(true);
        Ok(self.ui.print(&text)?)
    }

    /// The one door for the client's eyes: on a screen that they see, what of a view is theirs; refused where nothing is. Nobody is
    /// shown a view in a format that it hasn't.
    pub fn fit_to_screen<V: View>(&self, loaded: Loaded<V>) -> anyhow::Result<Loaded<V>> {
        let has = match self.global.format {
            Format::Text | Format::Md | Format::Json => true,
            Format::Html => V::FACES.iter().any(|face| matches!(face, Face::Page | Face::OwnPage)),
            Format::Csv => V::FACES.contains(&Face::Table),
            Format::Svg => V::FACES.contains(&Face::Drawing),
        };
        if self.global.shared {
            let view = loaded.value.for_client().ok_or_else(not_for_client)?;
            return if has { Ok(Loaded::from(view)) } else { Err(no_such_format(self.global.format).into()) };
        }
        if has { Ok(loaded) } else { Err(no_such_format(self.global.format).into()) }
    }

    /// Refuses what is the coach's alone on a screen that the client sees.
    pub fn refuse_if_shared(&self) -> anyhow::Result<()> {
        if self.global.shared { Err(not_for_client().into()) } else { Ok(()) }
    }

    /// Refuses a page, a table or a drawing where there is no view that could have one.
    pub fn refuse_other_formats(&self) -> anyhow::Result<()> {
        match self.global.format {
            Format::Html | Format::Csv | Format::Svg => Err(no_such_format(self.global.format).into()),
            Format::Text | Format::Md | Format::Json => Ok(()),
        }
    }

    /// A view as Markdown, through its template.
    pub fn markdown<V: View>(&self, practice: &Practice, view: &V) -> anyhow::Result<String> {
        Ok(self.templates(practice)?.show(view)?)
    }

    /// A page that needs nothing else.
    pub fn page(&self, practice: &Practice, page: &Page) -> anyhow::Result<String> {
        self.fill(practice, "page.html", page)
    }

    /// A template filled with a view: Markdown.
    pub fn fill<V: Serialize>(&self, practice: &Practice, name: &str, view: &V) -> anyhow::Result<String> {
        Ok(self.templates(practice)?.fill(name, view)?)
    }

    /// The templates of a practice: its own, else the built-in ones.
    pub fn templates(&self, practice: &Practice) -> anyhow::Result<Templates> {
        let mut overrides = Vec::new();
        for (name, _) in EMBEDDED {
            if let Some((path, text)) = practice.template(name)? {
                overrides.push(Override { name: (*name).to_owned(), path, text });
            }
        }
        Ok(Templates::new(self.surroundings(), overrides)?)
    }

    /// What every template knows beside its view.
    #[must_use]
    pub fn surroundings(&self) -> Surroundings {
        let shared = self.global.shared;
        Surroundings {
            now: self.now,
            sources: self.global.sources && !shared,
            shared,
            plain_signs: self.ui.has_plain_signs(),
            yaml: edit::scalar_text,
        }
    }

    /// Markdown as it is shown: styled and wrapped on a terminal, as it is in a pipe.
    #[must_use]
    pub fn dress(&self, markdown: &str) -> String {
        let styled = self.global.format == Format::Text && (self.ui.to_terminal() || self.ui.colour());
        if styled {
            terminal::to_terminal(markdown, self.ui.width(), self.ui.colour())
        } else {
            markdown.to_owned()
        }
    }
}

/// A call as it is named among others: whose it is, and its hour.
fn name_call((record, session): &Call<'_>) -> String {
    let hour = session.when.time.map_or_else(String::new, |time| format!(" ({})", time.format("%H:%M")));
    format!("{}{hour}", record.client.called())
}

fn no_such_format(format: Format) -> Refusal {
    let (what, has) = match format {
        Format::Csv => ("this view is no table", "coach report hours and sessions have csv"),
        Format::Svg => ("this view is not drawn", "coach balance show --format svg draws the areas"),
        _ => ("this view has no page of its own", "coach prep and share have html"),
    };
    Refusal::of(RefusalKind::Format, what, format!("use --format md or json; {has}"))
}

fn not_for_client() -> Refusal {
    let hint = "look at it on a screen of your own, or name one client: coach client show NAME, coach report alliance --client NAME";
    let what = "this is the coach's own: it isn't for a screen that the client sees";
    Refusal::of(RefusalKind::NotForClient, what, hint)
}
