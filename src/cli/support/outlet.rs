//! `-o FILE` and `--open`: a view that goes into a file instead of onto the screen. Every command that has them flattens [`OutletArgs`];
//! they are read where the command line is parsed, because the format follows from the file's name.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches, ValueHint};

use super::context::Context;
use crate::cli::Format;
use crate::model::changes::{Change, Changes};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::Practice;
use crate::practice::output_file::{OutputFile, no_such_ending};

/// What `--open` is known by here: other commands have an `--open` of their own, and a release build can't tell whether an id is theirs.
pub const OPENED: &str = "opened";

/// Where a view goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct OutletArgs {
    /// Write it into this file, in place of what stands there; its ending says the format
    #[arg(short = 'o', long = "output", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Open it: what was written, else a page in your browser
    #[arg(id = OPENED, long = "open")]
    pub open: bool,
}

/// Where the view of this command line goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The file; nothing where none was named.
    file: Option<PathBuf>,
    /// Whether it is opened as well.
    is_opened: bool,
}

impl Outlet {
    /// Reads where the view of a parsed command line goes, and the format that follows from it where none was typed. `words` are the
    /// words of the command.
    pub fn read(matches: &ArgMatches, words: &str) -> (Self, Option<Format>) {
        let mut inner = matches;
        while let Some((_, deeper)) = inner.subcommand() {
            inner = deeper;
        }
        let has_outlet = inner.try_contains_id(OPENED).is_ok();
        let args = has_outlet.then(|| OutletArgs::from_arg_matches(inner).unwrap_or_default());
        let OutletArgs { output, open } = args.unwrap_or_default();
        let outlet = Self { file: output.filter(|file| file.as_os_str() != "-"), is_opened: open };
        let is_typed = matches.value_source("format") == Some(ValueSource::CommandLine);
        let of_page = (outlet.is_opened && words != "calendar").then_some(Format::Html);
        let format = match outlet.file_ending() {
            Some(ending) => format_of(&ending),
            None => of_page.filter(|_| outlet.file.is_none()),
        };
        (outlet, format.filter(|_| !is_typed))
    }

    /// Whether a view goes onto the screen.
    pub fn is_screen(&self) -> bool {
        self.file.is_none() && !self.is_opened
    }

    /// Refuses a file whose ending promises what coach can't write.
    pub fn check(&self) -> Result<(), Refusal> {
        match self.file_ending().as_deref() {
            Some(ending @ ("pdf" | "docx" | "doc" | "odt" | "xlsx" | "xls" | "ods" | "png")) => {
                Err(no_such_ending(ending))
            }
            _ => Ok(()),
        }
    }

    fn file_ending(&self) -> Option<String> {
        Some(self.file.as_ref()?.extension()?.to_str()?.to_lowercase())
    }
}

fn format_of(ending: &str) -> Option<Format> {
    match ending {
        "html" | "htm" => Some(Format::Html),
        "md" | "markdown" => Some(Format::Md),
        "json" => Some(Format::Json),
        "csv" => Some(Format::Csv),
        "svg" => Some(Format::Svg),
        _ => None,
    }
}

/// Writes a view into its file, or shows in a dry run what that would change; opens it where that is wanted.
pub fn hand_out(
    context: &Context,
    practice: &Practice,
    outlet: &Outlet,
    name: &str,
    text: &str,
) -> anyhow::Result<()> {
    let file = match &outlet.file {
        Some(typed) => OutputFile::open_at(typed, Some(practice))?,
        None if context.global.dry_run => return Ok(context.ui.print(text)?),
        None => OutputFile::to_look_at(name)?,
    };
    let before = file.bytes();
    if context.global.dry_run {
        let shown = outlet.file.as_ref().map(|typed| typed.display().to_string());
        let change = Change::put(shown.unwrap_or_default(), before, text.as_bytes().to_vec());
        return Ok(context.ui.print(&context.describe_changes(&Changes::from(vec![change])))?);
    }
    file.write(text.as_bytes())?;
    if let Some(typed) = &outlet.file {
        let over = if before.is_some_and(|before| before != text.as_bytes()) {
            ", in place of what stood there"
        } else {
            ""
        };
        context.ui.say(&format!("written: {}{over}", typed.display()));
    }
    if outlet.is_opened && !context.ui.open(file.path()) {
        let what = "no program opened it";
        let hint = format!("it is written all the same: {}", file.path().display());
        return Err(Refusal::with_kind(RefusalKind::Program, what, hint).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::OPENED;

    #[test]
    fn only_what_opens_a_view_is_known_as_that() {
        fn walk(command: &Command, found: &mut usize) {
            let has = |id: &str| command.get_arguments().any(|arg| arg.get_id() == id);
            assert_eq!(has(OPENED), has("output"), "{}", command.get_name());
            *found += usize::from(has(OPENED));
            command.get_subcommands().for_each(|command| walk(command, found));
        }
        let mut found = 0;
        walk(&crate::cli::tree(), &mut found);
        assert!(found > 5, "{found}");
    }
}
