//! The commands: one file each, with its arguments, its help and its `run`. They conduct; the rules stand elsewhere.
#![deny(clippy::disallowed_methods)]

#[macro_use]
mod examples;

mod answer;
mod assign;
mod balance;
mod booking;
mod calendar;
mod check;
mod client;
mod complete;
mod completions;
mod context;
mod demo;
mod done;
mod edit;
mod find;
mod goal;
pub mod groups;
mod hush;
mod import;
mod init;
mod log;
mod look_back;
mod man;
mod moving;
mod note;
mod note_file;
mod open_items;
mod other_words;
mod paper;
mod plan;
mod prep;
mod promise;
mod read;
mod redo;
mod removing;
mod report;
mod restore;
mod session;
mod share;
mod stuck;
mod supervise;
mod swapped;
mod talk;
mod thread;
mod today;
mod undo;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use crate::model::refusal::RefusalKind;
use crate::render;
use crate::ui::{Colour, Ui};
use answer::{ErrorAnswer, spoken};
use context::Context;

/// The practice notebook of people who coach for a living.
///
/// One folder of plain Markdown for each client, in git, written in any editor. `coach prep` reads everything back before a
/// call; `coach plan new` makes a plan after it.
///
/// To try it on an example: coach demo
#[derive(Debug, Parser)]
#[command(name = "coach", version, max_term_width = 100, after_help = MORE)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
    /// The words of the command: `plan new`.
    #[arg(skip)]
    words: String,
}

/// What the list of the commands ends in.
const MORE: &str = "`coach help COMMAND` tells what one of them does and takes, with examples.";

/// What the options of every command stand under.
const GLOBAL_OPTIONS: &str = "Global options";

/// What every command understands.
#[derive(Debug, Clone, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(next_help_heading = GLOBAL_OPTIONS)]
pub struct Global {
    /// The practice to work in
    ///
    /// Else the one in COACH_PRACTICE, that of the nearest coach.yaml at or above this folder, or the one in your configuration.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    practice: Option<PathBuf>,
    /// How to show it: text, md or json
    ///
    /// text is styled on a terminal and Markdown in a pipe. Some views have more: prep and share have html, report hours and sessions have csv, balance show
    /// has svg.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    format: Format,
    /// The moment to act as, such as 2026-11-24 or 2026-11-24T09:30
    #[arg(long, global = true, value_name = "DATE[THH:MM]", hide_short_help = true)]
    today: Option<String>,
    /// When to use colour: auto, always or never
    #[arg(
        long = "color",
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        hide_possible_values = true,
        hide_short_help = true
    )]
    colour: Colour,
    /// Don't use a pager
    #[arg(long, global = true, hide_short_help = true)]
    no_pager: bool,
    /// Show what would be changed, as a diff, and write nothing
    #[arg(long, global = true, hide_short_help = true)]
    dry_run: bool,
    /// For a screen that the client sees
    ///
    /// This client alone; no paths, motives or findings, nothing under Reflection.
    #[arg(long, global = true)]
    shared: bool,
    /// Show where each statement stands
    #[arg(long, global = true, hide_short_help = true)]
    sources: bool,
    /// Say more
    #[arg(short, long, global = true, hide_short_help = true)]
    verbose: bool,
    /// Say less
    #[arg(short, long, global = true, hide_short_help = true)]
    quiet: bool,
}

/// What `coach` alone says outside of a practice.
const WELCOME: &str = "Welcome. `coach demo` shows an example practice; `coach init` makes your own.
`coach --help` lists everything else.
";

/// How a view is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Styled on a terminal, Markdown in a pipe.
    #[default]
    Text,
    /// Markdown.
    Md,
    /// JSON.
    Json,
    /// A page of its own, for the views that have one.
    Html,
    /// A table for a spreadsheet, for the reports that are one.
    Csv,
    /// A drawing, for the views that have one.
    Svg,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Args),
    Init(init::Args),
    Prep(prep::Args),
    Read(read::Args),
    Done(Box<done::Args>),
    Edit(edit::Args),
    Today(today::Args),
    Stuck(stuck::Args),
    Supervise(supervise::Args),
    Hush(hush::Args),
    Session(session::Args),
    Plan(plan::Args),
    Goal(goal::Args),
    Client(client::Args),
    Share(share::Args),
    Note(note::Args),
    Thread(thread::Args),
    Promise(promise::Args),
    Report(report::Args),
    Balance(balance::Args),
    Find(find::Args),
    Calendar(calendar::Args),
    Import(import::Args),
    Check(check::Args),
    Restore(restore::Args),
    Undo(undo::Args),
    Redo(redo::Args),
    Log(log::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs what was asked for. Everything is told here; what is left is the exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let ui = Ui::new(crate::ui::Options {
        colour: cli.global.colour,
        pager: !cli.global.no_pager,
        quiet: cli.global.quiet,
        verbose: cli.global.verbose,
    });
    let (shared, as_json) = (cli.global.shared, cli.global.format == Format::Json);
    let outcome = Context::new(cli.global, ui.clone(), cli.words).and_then(|context| {
        let outcome = dispatch(cli.command, &context);
        // What was written before a command ended early can be taken back, too.
        context.keep_step();
        let code = outcome?;
        context.finish()?;
        Ok(code)
    });
    match outcome {
        Ok(code) => code,
        Err(error) if is_interrupted(&error) => ExitCode::from(130),
        Err(error) => {
            if as_json {
                ui.warn(render::json::json(&ErrorAnswer::of(&error, shared)).unwrap_or_default().trim_end());
            } else {
                ui.warn(&format!("coach: {}", spoken(&error, shared)));
            }
            ExitCode::from(2)
        }
    }
}

/// The commands as they are typed, listed by when one wants them.
#[must_use]
pub fn tree() -> clap::Command {
    groups::grouped(Cli::command())
}

/// Parses the arguments. Help goes to standard output; what can't be understood is told in two lines.
///
/// # Errors
/// The exit code: 0 for help and version, 2 for wrong usage.
pub fn parse() -> Result<Cli, ExitCode> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let parsed = tree().try_get_matches().and_then(|matches| {
        let words = words_of(&matches);
        Ok(Cli { words, ..Cli::from_arg_matches(&matches)? })
    });
    parsed.map_err(|error| {
        if matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand) {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
        let ui =
            Ui::new(crate::ui::Options { colour: Colour::Never, pager: false, quiet: false, verbose: false });
        let told = error.render().to_string();
        let (what, hint) = tell_other_word(&error, &told).unwrap_or_else(|| in_two_lines(&told));
        if is_json_asked_for() {
            let answer = ErrorAnswer::plain(RefusalKind::Usage.word(), what, Some(hint));
            ui.warn(render::json::json(&answer).unwrap_or_default().trim_end());
        } else {
            ui.warn(&format!("coach: {what}\n{hint}"));
        }
        ExitCode::from(2)
    })
}

/// Where a command was typed that is called otherwise: what it is called here.
fn tell_other_word(error: &clap::Error, told: &str) -> Option<(String, String)> {
    use clap::error::{ContextKind, ContextValue};
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let usage = told.lines().find(|line| line.starts_with("Usage: ")).unwrap_or_default();
    let ways = other_words::find_ways(&tree(), other_words::group_of_usage(usage), word);
    (!ways.is_empty())
        .then(|| (format!("there is no command `{word}`"), format!("the way here: {}", ways.join(", "))))
}

/// The words of the command that was typed: `plan new`.
fn words_of(matches: &clap::ArgMatches) -> String {
    let mut words = Vec::new();
    let mut matches = matches;
    while let Some((word, inner)) = matches.subcommand() {
        words.push(word);
        matches = inner;
    }
    words.join(" ")
}

/// What the parser says in several paragraphs: the first is what is the matter, a tip or else the usage is how to mend it.
fn in_two_lines(told: &str) -> (String, String) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraphs = told.split("\n\n");
    let what = one_line(paragraphs.next().unwrap_or_default());
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    let rest: Vec<String> = paragraphs.map(one_line).collect();
    let tip = rest.iter().find_map(|text| text.strip_prefix("tip: "));
    let usage = rest.iter().find(|text| text.starts_with("Usage: "));
    let hint = tip.or(usage.map(String::as_str)).unwrap_or("coach --help tells more");
    (what.to_owned(), hint.to_owned())
}

/// Whether a command line that can't be parsed asks for JSON all the same.
#[allow(clippy::disallowed_methods, reason = "there are no parsed arguments to look at")]
fn is_json_asked_for() -> bool {
    let words: Vec<String> = std::env::args().collect();
    let parted = words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    parted || words.iter().any(|word| word == "--format=json")
}

fn dispatch(command: Option<Command>, context: &Context) -> anyhow::Result<ExitCode> {
    match command {
        None => alone(context),
        Some(Command::Demo(args)) => demo::run(args, context),
        Some(Command::Init(args)) => init::run(args, context),
        Some(Command::Prep(args)) => prep::run(args, context),
        Some(Command::Read(args)) => read::run(args, context),
        Some(Command::Today(args)) => today::run(&args, context),
        Some(Command::Done(args)) => done::run(*args, context),
        Some(Command::Edit(args)) => edit::run(&args, context),
        Some(Command::Session(args)) => session::run(args, context),
        Some(Command::Plan(args)) => plan::run(args, context),
        Some(Command::Goal(args)) => goal::run(args, context),
        Some(Command::Client(args)) => client::run(args, context),
        Some(Command::Stuck(args)) => stuck::run(args, context),
        Some(Command::Supervise(args)) => supervise::run(args, context),
        Some(Command::Hush(args)) => hush::run(args, context),
        Some(Command::Share(args)) => share::run(args, context),
        Some(Command::Note(args)) => note::run(args, context),
        Some(Command::Thread(args)) => thread::run(args, context),
        Some(Command::Promise(args)) => promise::run(args, context),
        Some(Command::Report(args)) => report::run(args, context),
        Some(Command::Balance(args)) => balance::run(args, context),
        Some(Command::Find(args)) => find::run(args, context),
        Some(Command::Calendar(args)) => calendar::run(&args, context),
        Some(Command::Import(args)) => import::run(args, context),
        Some(Command::Check(args)) => check::run(&args, context),
        Some(Command::Restore(args)) => restore::run(&args, context),
        Some(Command::Undo(args)) => undo::run(&args, context),
        Some(Command::Redo(args)) => redo::run(&args, context),
        Some(Command::Log(args)) => log::run(&args, context),
        Some(Command::Completions(args)) => completions::run(&args, context),
        Some(Command::Man(args)) => man::run(args, context),
    }
}

/// `coach` alone: the day of the practice, or outside of one a welcome that names the first steps.
fn alone(context: &Context) -> anyhow::Result<ExitCode> {
    match context.any_practice()? {
        Some(practice) => today::show(context, &practice, 1)?,
        None => context.ui.print(WELCOME)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn is_interrupted(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::Interrupted)
}
