//! What a command wrote and did: when it is written, how it is told.

use super::Context;
use std::process::ExitCode;

use crate::cli::Format;
use crate::cli::support::answer::Answered;
use crate::cli::support::saving::save_by_itself;
use crate::model::problem::Problem;
use crate::practice::Practice;
use crate::practice::journal::{Journal, Step};
use crate::render::{diagnostics, json};

/// How many problems a command tells beside its own work; `check` tells them all.
const MOST_TOLD: usize = 5;

impl Context {
    /// Writes what was changed so far: before a question, so that no answer is lost, and before anything is said to be written.
    pub fn settle(&self) -> anyhow::Result<()> {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return Ok(()) };
        let outcome = practice.commit();
        if practice.is_without_lock() && !self.has_told_of_lock.replace(true) {
            self.ui.detail(
                "there are no locks here: let no other coach write to this practice at the same time",
            );
        }
        outcome?;
        self.keep_step();
        Ok(())
    }

    /// Whether the command could begin again without anything being done twice or lost: it wrote nothing, asked nobody, and was handed
    /// nothing on standard input.
    pub fn can_begin_again(&self) -> bool {
        let has_written = |practice: &Practice| !practice.written_changes().is_empty();
        let has_written = self.practice.get().and_then(Option::as_ref).is_some_and(has_written);
        let is_handed_input = || std::env::args_os().any(|argument| argument == "-");
        !(self.is_no_step.get() || self.ui.has_asked() || has_written || is_handed_input())
    }

    /// What is written from now on is no step that could be taken back.
    pub fn make_no_step(&self) {
        self.is_no_step.set(true);
    }

    /// Keeps what was written so far as one step in the journal. That it can't be kept is no reason to stop.
    pub fn keep_step(&self) {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return };
        let changes = practice.written_changes();
        if self.is_no_step.get() || self.global.dry_run || changes.is_empty() {
            return;
        }
        let step = Step { at: self.now, command: self.command.clone(), changes };
        match Journal::open(practice).keep(self.step.get(), &step) {
            Ok(number) => self.step.set(number),
            Err(error) => self.ui.detail(&format!("coach undo can't take this back: {error}")),
        }
    }

    /// Writes what was changed, and prints the path of a note. A screen that the client sees shows no paths.
    pub fn report_written(&self, path: &str) -> anyhow::Result<()> {
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

    /// Shows what a rehearsed command that was refused in the end would have written before.
    pub fn show_rehearsed(&self) -> anyhow::Result<()> {
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return Ok(()) };
        if self.global.dry_run {
            self.ui.print(&self.describe_changes(&practice.rehearsed_changes()))?;
        }
        Ok(())
    }

    /// Ends a command: what it changed is written or, in a dry run, shown; with `--format json` it is answered as one object.
    pub fn finish(&self) -> anyhow::Result<ExitCode> {
        let code = self.write_and_answer()?;
        self.ui.tell_held();
        Ok(code)
    }

    fn write_and_answer(&self) -> anyhow::Result<ExitCode> {
        let code = ExitCode::from(u8::from(self.answers_no.get()));
        let Some(practice) = self.practice.get().and_then(Option::as_ref) else { return Ok(code) };
        let problems = self.held_back.take();
        if self.global.dry_run {
            self.print_problems(&problems);
            self.ui.print(&self.describe_changes(&practice.changes()))?;
            return Ok(code);
        }
        self.settle()?;
        save_by_itself(self, practice);
        let changes = practice.changes();
        let has_written = self.has_told.get() || !changes.is_empty();
        if self.global.format == Format::Json && has_written && !self.has_shown.get() {
            let shared = self.global.shared;
            let problems = if shared { Vec::new() } else { problems };
            let answer = Answered::from_changes(&changes, &self.deeds.borrow(), problems, shared);
            self.ui.print(&json::json(&answer)?)?;
        } else {
            self.print_problems(&problems);
        }
        Ok(code)
    }

    /// The answer is no: nothing was found, or something is to be mended. The exit code says so to scripts.
    pub fn answer_no(&self) {
        self.answers_no.set(true);
    }

    /// Whether what was done is told at the end, as a diff or as JSON, and not on the way.
    pub fn answers_itself(&self) -> bool {
        self.global.dry_run || self.global.format == Format::Json
    }

    /// Tells the problems of notes on standard error; without paths on a screen that the client sees. A program is told at the end:
    /// where a command is refused, the error is all that stands there.
    pub fn tell(&self, problems: &[Problem]) {
        if self.global.format != Format::Json {
            return self.print_problems(problems);
        }
        let mut held_back = self.held_back.borrow_mut();
        for problem in problems {
            if !held_back.contains(problem) {
                held_back.push(problem.clone());
            }
        }
    }

    fn print_problems(&self, problems: &[Problem]) {
        if problems.is_empty() {
            return;
        }
        if self.global.shared {
            return self.ui.say("some notes could not be read as they were meant: coach check");
        }
        for problem in problems.iter().take(MOST_TOLD) {
            self.ui.warn(&diagnostics::write_line(problem));
        }
        if problems.len() > MOST_TOLD {
            self.ui.warn(&format!("and {} more: coach check", problems.len() - MOST_TOLD));
        }
    }
}
