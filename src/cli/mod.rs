//! The commands: one file each, with its arguments, its help and its `run`. They conduct; the rules stand elsewhere.
#![deny(clippy::disallowed_methods)]

#[macro_use]
mod support;
mod talks;

mod balance;
mod calendar;
mod check;
mod client;
mod completions;
mod config;
mod demo;
mod doctor;
mod done;
mod edit;
mod erase;
mod export;
mod find;
mod goal;
mod hush;
mod import;
mod init;
mod listen;
mod log;
mod lsp;
mod man;
mod merge_driver;
mod note;
mod plan;
mod prep;
mod promise;
mod read;
mod receive;
mod redo;
mod report;
mod restore;
mod save;
mod schema;
mod session;
mod share;
mod stuck;
mod supervise;
mod sync;
mod template;
mod thread;
mod today;
mod undo;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args as _, CommandFactory, FromArgMatches, Parser, ValueEnum, ValueHint};

use crate::model::refusal::{Refusal, RefusalKind};
use crate::render;
use crate::ui::{Colour, Ui};
use support::answer::{ErrorAnswer, describe_error};
use support::context::Context;
use support::early;
use support::first_word::find_first_word;
pub use support::groups;
use support::outlet::Outlet;
use support::usage;

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
    /// Where its view goes.
    #[arg(skip)]
    outlet: Outlet,
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
    /// text is styled on a terminal and Markdown in a pipe. Some views have more: prep, share and the reports have html, report hours and
    /// sessions have csv, balance show has svg. Where a view goes into a file with -o, the file's ending says it.
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
    /// It shows what is theirs and nothing else: their words and mails, what they sent ahead and answered, the marks that they gave, titles
    /// and words of goals, plans and steps, days and lengths of calls, the agreement, and lines with #ours. None of your summaries,
    /// filed lines, threads, findings, reflections or paths, nor anybody else's name. How sure they were of a plan comes once what happened
    /// is written.
    #[arg(long, global = true)]
    shared: bool,
    /// For whoever listens: sentences in reading order, no tables, no drawings, questions line by line
    ///
    /// COACH_LINEAR=1 does the same, and so does a terminal that is dumb (TERM=dumb); COACH_LINEAR=0 keeps it as it is there.
    #[arg(long, global = true, hide_short_help = true)]
    linear: bool,
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

commands! {
    Demo(demo),
    Init(init),
    Prep(prep),
    Read(read),
    Listen(listen),
    Done(done),
    Edit(edit),
    Today(today),
    Stuck(stuck),
    Supervise(supervise),
    Hush(hush),
    Session(session),
    Plan(plan),
    Goal(goal),
    Client(client),
    Share(share),
    Note(note),
    Receive(receive),
    Thread(thread),
    Promise(promise),
    Report(report),
    Balance(balance),
    Find(find),
    Calendar(calendar),
    Import(import),
    Check(check),
    Restore(restore),
    Export(export),
    Erase(erase),
    Undo(undo),
    Redo(redo),
    Log(log),
    Save(save),
    Sync(sync),
    #[command(hide = cfg!(not(feature = "lsp")))]
    Lsp(lsp),
    Schema(schema),
    Template(template),
    Config(config),
    Doctor(doctor),
    Completions(completions),
    Man(man),
    #[command(hide = true)]
    MergeDriver(merge_driver),
}

/// How often a command begins again because a note was saved elsewhere while it was at work.
const MOST_NEW_BEGINNINGS: u32 = 3;

/// Runs what was asked for. Everything is told here; what is left is the exit code.
///
/// Where another program saved a note between its being read and its being written, nothing was written: the command reads again
/// and does its work on what stands there now.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let mut next = Some(cli);
    let mut beginnings_left = MOST_NEW_BEGINNINGS;
    loop {
        let Some(cli) = next.take() else { return ExitCode::from(2) };
        let ui = Ui::new(crate::ui::Options {
            colour: cli.global.colour,
            pager: !cli.global.no_pager,
            quiet: cli.global.quiet,
            verbose: cli.global.verbose,
            linear: cli.global.linear,
        });
        let (shared, as_json) = (cli.global.shared, cli.global.format == Format::Json);
        let (outcome, can_begin_again) = run_once(cli, &ui);
        match outcome {
            Ok(code) => return code,
            Err(error) if is_interrupted(&error) => return ExitCode::from(130),
            Err(error) if can_begin_again && beginnings_left > 0 && is_changed(&error) => {
                ui.detail("a note was saved elsewhere meanwhile: read again");
                beginnings_left -= 1;
                next = parse().ok();
            }
            Err(error) => {
                if as_json {
                    let answer =
                        render::json::json(&ErrorAnswer::from_error(&error, shared)).unwrap_or_default();
                    ui.warn(answer.trim_end());
                } else {
                    ui.warn(&format!("coach: {}", describe_error(&error, shared)));
                }
                return ExitCode::from(2);
            }
        }
    }
}

/// Runs a command, and says whether it can begin again.
fn run_once(cli: Cli, ui: &Ui) -> (anyhow::Result<ExitCode>, bool) {
    let context = match Context::new(cli.global, ui.clone(), cli.words, cli.outlet) {
        Ok(context) => context,
        Err(error) => return (Err(error), false),
    };
    let outcome = match cli.command {
        None => alone(&context),
        Some(command) => command.run(&context),
    };
    // What was written before a command ended early can be taken back, too.
    context.keep_step();
    let outcome = match outcome {
        Ok(()) => context.finish(),
        Err(refused) => context.show_rehearsed().and(Err(refused)),
    };
    (outcome, context.can_begin_again())
}

/// Whether a note wasn't any more what it was when it was read.
fn is_changed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Refusal>().is_some_and(|refusal| refusal.kind == RefusalKind::Changed)
}

/// The commands as they are typed, listed by when one wants them.
#[must_use]
pub fn tree() -> clap::Command {
    groups::list_by_groups(Cli::command())
}

/// The command that a line is about, under the options of every command and beside no other: what is parsed by it is what the whole tree
/// makes of the line, and building that takes longer than much of what commands do. `None` where the line names no command.
#[must_use]
pub fn tree_of(line: &[std::ffi::OsString]) -> Option<clap::Command> {
    let one = Command::build_one(find_first_word(line)?)?;
    let root = clap::Command::new("coach").version(env!("CARGO_PKG_VERSION")).max_term_width(100);
    Some(Global::augment_args(root).subcommand(one))
}

/// Parses the arguments. Help goes to standard output; what can't be understood is told in two lines.
///
/// # Errors
/// The exit code: 0 for help and version, 2 for wrong usage.
pub fn parse() -> Result<Cli, ExitCode> {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let line = arguments();
    if let Some(code) = early::answer_early(&line) {
        return Err(code);
    }
    // What one command doesn't understand is told by all of them: help, and what was meant instead.
    let by_one = tree_of(&line).and_then(|tree| tree.try_get_matches().ok());
    let parsed = by_one.map_or_else(|| tree().try_get_matches(), Ok).and_then(|matches| {
        let words = words_of(&matches);
        let (outlet, format) = Outlet::read(&matches, &words);
        let mut cli = Cli { words, outlet, ..Cli::from_arg_matches(&matches)? };
        cli.global.format = format.unwrap_or(cli.global.format);
        Ok(cli)
    });
    parsed.map_err(|error| {
        if matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand) {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
        usage::tell_usage_error(&error);
        ExitCode::from(2)
    })
}

/// What stands behind the program's name.
#[allow(clippy::disallowed_methods, reason = "this is where the command line enters")]
fn arguments() -> Vec<std::ffi::OsString> {
    std::env::args_os().skip(1).collect()
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

/// `coach` alone: the day of the practice, or outside of one a welcome that names the first steps.
fn alone(context: &Context) -> anyhow::Result<()> {
    match context.any_practice()? {
        Some(practice) => today::show_day(context, &practice, 1),
        None => Ok(context.ui.print(WELCOME)?),
    }
}

fn is_interrupted(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::Interrupted)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Cli, tree_of};

    /// The arguments of a command as they are described, and those below it.
    fn describe(command: &clap::Command) -> String {
        let arguments: Vec<String> = command.get_arguments().map(|arg| format!("{arg:?}")).collect();
        let below: Vec<String> = command.get_subcommands().map(describe).collect();
        format!("{} {arguments:?} {below:?}", command.get_name())
    }

    #[test]
    fn a_command_by_itself_is_the_one_in_the_tree() {
        let mut whole = Cli::command();
        whole.build();
        let is_typed = |command: &&clap::Command| !matches!(command.get_name(), "help" | "merge-driver");
        for command in whole.get_subcommands().filter(is_typed) {
            let name = command.get_name();
            let mut one = tree_of(&[name.into()]).unwrap_or_else(|| panic!("{name} isn't built by itself"));
            one.build();
            let built = one.find_subcommand(name).expect("the command");
            assert_eq!(describe(built), describe(command), "{name}");
        }
        assert!(tree_of(&["help".into(), "prep".into()]).is_none());
    }
}
