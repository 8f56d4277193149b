//! The only place that prints: standard output and error, colour, the pager, prompts and the editor.

mod command;
mod document;
mod editor;
mod environment;
mod hang_up;
mod interrupt;
mod line_prompt;
mod manual;
mod opener;
mod output;
mod pager;
mod progress;
mod prompt;
#[cfg(feature = "lsp")]
pub mod second_self;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use clap::ValueEnum;

pub use document::Shown;
pub use prompt::Answer;

use environment::Environment;
use hang_up::HangUpWatch;
use progress::Progress;

/// When to write escape codes.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Into pipes and files as well
    Always,
    /// Nowhere
    Never,
}

/// What the command line says about output.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Options {
    /// When to write escape codes.
    pub colour: Colour,
    /// Whether long text may go through the pager.
    pub pager: bool,
    /// Whether only data and warnings are wanted.
    pub quiet: bool,
    /// Whether what happens on the way is wanted as well.
    pub verbose: bool,
    /// Whether everything is to be told in sentences, one line after the other.
    pub linear: bool,
}

/// Where the person sits: what they see, and what they answer.
#[derive(Clone, Debug)]
pub struct Ui {
    options: Options,
    environment: Environment,
    /// Whether a person was asked something, or got an editor.
    has_asked: Arc<AtomicBool>,
    /// Lines that are told once it is known that all went well; none where each is told at once.
    held: Arc<Mutex<Option<Vec<String>>>>,
}

impl Ui {
    /// Looks at the environment and the terminal, once.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, environment: Environment::look(), has_asked: Arc::default(), held: Arc::default() }
    }

    /// Whether standard output is a terminal.
    #[must_use]
    pub fn to_terminal(&self) -> bool {
        self.environment.output
    }

    /// The columns to wrap at, from 20 to 100: `COLUMNS` if it holds a number, else the terminal's, else 80.
    #[must_use]
    pub fn width(&self) -> usize {
        self.environment.columns().clamp(20, 100)
    }

    /// The program of the person's shell: `SHELL`.
    #[must_use]
    pub fn shell(&self) -> Option<&str> {
        self.environment.shell.as_deref()
    }

    /// The locale in which numbers are written, if one is set.
    #[must_use]
    pub fn number_locale(&self) -> Option<&str> {
        self.environment.number_locale.as_deref()
    }

    /// Whether standard output takes escape codes.
    #[must_use]
    pub fn colour(&self) -> bool {
        !self.is_linear() && self.environment.colour(self.options.colour, self.environment.output)
    }

    /// Whether bars have to be drawn with the signs of a typewriter: on a terminal that is dumb, or whose locale names another
    /// encoding than UTF-8.
    #[must_use]
    pub fn has_plain_signs(&self) -> bool {
        self.environment.has_plain_signs()
    }

    /// Whether everything is told in sentences, one line after the other, and nothing is drawn: it was asked for, by the flag or by
    /// `COACH_LINEAR`, or the terminal is dumb.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        self.options.linear || self.environment.is_linear()
    }

    /// The editor, and the variable that names it; none where it was only found, or stands in the configuration.
    #[must_use]
    pub fn editor_found(&self, configured: Option<&str>) -> (Option<String>, Option<&'static str>) {
        self.environment.editor_found(configured)
    }

    /// The pager, and the variable that names it.
    #[must_use]
    pub fn pager_found(&self) -> (Option<String>, Option<&'static str>) {
        self.environment.pager_found()
    }

    /// What decides about colour; nothing where the terminal does.
    #[must_use]
    pub fn colour_found(&self) -> Option<&'static str> {
        if self.options.colour == Colour::Auto { self.environment.colour_found() } else { Some("--color") }
    }

    /// The variable that makes views to be heard.
    #[must_use]
    pub fn linear_found(&self) -> Option<&'static str> {
        self.environment.linear_found()
    }

    /// The variable that says how wide text is; nothing where the terminal does.
    #[must_use]
    pub fn width_found(&self) -> Option<&'static str> {
        self.environment.width_found()
    }

    /// The locale of letters, and whether it is one of UTF-8.
    #[must_use]
    pub fn locale_found(&self) -> (Option<String>, bool) {
        self.environment.locale_found()
    }

    /// Whether the program of a command is there.
    #[must_use]
    pub fn has_program(&self, command: &str) -> bool {
        self.environment.has_program_of(command)
    }

    /// Writes data to standard output, as given and once; through the pager if it is longer than the
    /// terminal. What reaches a terminal loses its control characters, apart from colours if those are on. A
    /// reader that has gone is no error.
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.print_pieces([Ok::<_, io::Error>(text.to_owned())]).map(drop)
    }

    /// Writes data that another program is to read: as given, and never through the pager. On a terminal it loses its control
    /// characters all the same.
    pub fn hand_over(&self, text: &str) -> io::Result<()> {
        if self.environment.output {
            return output::write(&output::for_terminal(text, false), false).map(drop);
        }
        output::write(text, false).map(drop)
    }

    /// Shows a manual page: by man on a terminal, where there is one that can; as it is in a pipe.
    pub fn manual(&self, roff: &str) -> io::Result<()> {
        let shown = self.environment.output && self.options.pager && manual::show(roff);
        if shown { Ok(()) } else { self.hand_over(roff) }
    }

    /// A line on standard error, unless it is to be quiet. That nobody reads it is no error.
    pub fn say(&self, text: &str) {
        if self.options.quiet {
            return;
        }
        if let Some(held) = &mut *self.held.lock().unwrap_or_else(PoisonError::into_inner) {
            return held.push(text.to_owned());
        }
        if self.is_linear() { self.warn(&line_prompt::name_keys(text)) } else { self.warn(text) }
    }

    /// From now on lines wait for [`Self::tell_held`]: where a command is refused, a program finds nothing but the error.
    pub fn hold_lines(&self) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
    }

    /// Tells the lines that waited.
    pub fn tell_held(&self) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        held.into_iter().flatten().for_each(|line| self.say(&line));
    }

    /// A line on standard error, even when quiet.
    pub fn warn(&self, text: &str) {
        output::tell(text, self.error_width());
    }

    /// A line on standard error about what happens on the way, for those who asked with `--verbose`.
    pub fn detail(&self, text: &str) {
        if self.options.verbose {
            self.say(text);
        }
    }

    /// Shows how many notes were read, on standard error where that is a terminal, once it takes half a second; until what is given is
    /// dropped. In a pipe nothing of it is seen.
    #[must_use]
    pub fn show_progress(&self, count: Arc<AtomicUsize>) -> Option<Progress> {
        (self.environment.can_draw() && !self.options.quiet && !self.is_linear())
            .then(|| Progress::begin(count))
    }

    /// The columns of the terminal that standard error is; none where it is no terminal, or where lines are read out.
    fn error_width(&self) -> Option<usize> {
        (self.environment.error && !self.is_linear()).then(|| self.width())
    }

    /// Whether there is somebody to ask: prompts are read from standard input and drawn on standard error, so
    /// both have to be terminals.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        self.environment.input && self.environment.error
    }

    /// Whether a person answered something: what they said would be lost if the command began again.
    #[must_use]
    pub fn has_asked(&self) -> bool {
        self.has_asked.load(Ordering::Relaxed)
    }

    /// Asks for a line of text. Enter takes the default; without one, Enter skips, as Esc does.
    pub fn ask(&self, question: &str, default: Option<&str>) -> io::Result<Answer> {
        let _watch = self.require_person(question)?;
        if self.is_linear() {
            return line_prompt::ask(question, default);
        }
        prompt::ask(question, default, self.prompt_colour())
    }

    /// Asks for one of several; typing narrows them down. Gives its position, or nothing if it was skipped.
    ///
    /// # Errors
    /// Of the kind `Interrupted` on Ctrl-C.
    pub fn choose(&self, question: &str, options: Vec<String>) -> io::Result<Option<usize>> {
        self.choose_from(question, options, 0)
    }

    /// The same, with the one at `start` offered: Enter alone takes it.
    ///
    /// # Errors
    /// Of the kind `Interrupted` on Ctrl-C.
    pub fn choose_from(
        &self,
        question: &str,
        options: Vec<String>,
        start: usize,
    ) -> io::Result<Option<usize>> {
        let _watch = self.require_person(question)?;
        if self.is_linear() {
            return line_prompt::choose(question, &options, start);
        }
        prompt::choose(question, options, start, self.prompt_colour())
    }

    /// Asks for yes or no; Enter takes the default. Gives nothing if it was skipped.
    ///
    /// # Errors
    /// Of the kind `Interrupted` on Ctrl-C.
    pub fn confirm(&self, question: &str, default: bool) -> io::Result<Option<bool>> {
        let _watch = self.require_person(question)?;
        if self.is_linear() {
            return line_prompt::confirm(question, default);
        }
        prompt::confirm(question, default, self.prompt_colour())
    }

    /// Opens a file in the person's editor, and waits: the configured one, else `VISUAL`, else `EDITOR`, else one that is there if
    /// there is a terminal, which is said with how to choose another. Whether the editor came back at once.
    pub fn edit(&self, file: &Path, configured: Option<&str>) -> anyhow::Result<bool> {
        self.has_asked.store(true, Ordering::Relaxed);
        let editor = self.environment.editor(configured);
        if let Some(found) = editor.as_ref().filter(|editor| !editor.is_chosen) {
            let how = "EDITOR, or `editor:` in your configuration, names another";
            self.say(&format!("opening it in {}; {how}", found.command));
        }
        editor::edit(editor.as_ref().map(|editor| editor.command.as_str()), file)
    }

    /// Opens a file in the program that the person or the system has for it. Says whether one did.
    #[must_use]
    pub fn open(&self, file: &Path) -> bool {
        opener::open(self.environment.browser.as_deref(), file)
    }

    /// Draws a text at the top of the screen, in place of what was drawn there before, on standard error where the questions are
    /// asked. What stood on the screen at the `first` time scrolls away and isn't lost. Where that can't be done, or would leave
    /// no room for a question, it goes below what is there.
    pub fn redraw(&self, text: &str, first: bool) {
        /// What a question and what may be wrong with its answer take up.
        const QUESTION: usize = 5;
        let environment = &self.environment;
        if self.is_linear() {
            return output::tell(text, None);
        }
        let needed = output::rows(text, environment.screen_columns()) + QUESTION;
        let screen = environment.can_draw().then(|| environment.screen_rows()).filter(|rows| needed <= *rows);
        output::draw(text, self.prompt_colour(), screen, first);
    }

    /// Whether standard error takes escape codes.
    #[must_use]
    pub fn prompt_colour(&self) -> bool {
        !self.is_linear() && self.environment.colour(self.options.colour, self.environment.error)
    }

    /// Refuses where nobody can be asked; else ends the command should the terminal go away before the answer.
    fn require_person(&self, question: &str) -> io::Result<HangUpWatch> {
        self.has_asked.store(true, Ordering::Relaxed);
        if self.can_ask() {
            return Ok(HangUpWatch::begin());
        }
        let message = format!("there is no terminal to ask on: {}", crate::model::clean::clean(question));
        Err(io::Error::new(io::ErrorKind::Unsupported, message))
    }
}
