use serde::Serialize;

use crate::cli::Format;
use crate::cli::support::context::Context;
use crate::cli::support::saving::{first_line, open_repository, save_changes, tell_left_out};
use crate::model::refusal::Refusal;
use crate::render::json;

/// Keep what changed in git, with a line that names nobody
///
/// It commits what changed in the practice and nothing else; what you staged elsewhere stays staged. The line counts what was done, as in
/// "session closed, 2 threads, 1 plan". Your signing and your name are git's own. A merge that you mended is ended.
///
/// Hooks of the repository run once you have said, with --trust, that it is yours: a practice may come from somebody else.
///
/// With `autosave: true` in your own configuration (coach/config.yaml) every command that writes commits just what it wrote.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach save", r#"coach save -m "Before the move""#])]
pub struct Args {
    /// What the commit says [default: what was done, counted]
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// This repository is yours: its hooks, and what its settings name, may run from now on
    #[arg(long)]
    trust: bool,
}

/// What was saved, for a program.
#[derive(Serialize)]
struct SavedAnswer {
    commit: Option<String>,
    message: Option<String>,
    /// How many files are in it.
    files: usize,
    problems: [(); 0],
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_other_formats()?;
    if args.message.as_deref().is_some_and(|message| message.trim().is_empty()) {
        return Err(
            Refusal::usage("the message is empty", "leave -m out: coach save counts what was done").into()
        );
    }
    let practice = context.practice()?;
    let repository = open_repository(context, &practice, args.trust)?;
    let is_all = !tell_left_out(context, &repository)?;
    let saved = save_changes(context, &repository, None, args.message)?;
    if context.global.format == Format::Json {
        let answer = SavedAnswer {
            commit: saved.as_ref().map(|saved| saved.commit.clone()).filter(|commit| !commit.is_empty()),
            message: saved.as_ref().map(|saved| saved.message.clone()),
            files: saved.as_ref().map_or(0, |saved| saved.files.len()),
            problems: [],
        };
        return Ok(context.ui.print(&json::json(&answer)?)?);
    }
    let Some(saved) = saved else {
        let what = if is_all {
            "nothing to save: git has everything as it stands"
        } else {
            "nothing to save beside that"
        };
        context.ui.say(what);
        return Ok(());
    };
    let files =
        if saved.files.len() == 1 { "1 file".to_owned() } else { format!("{} files", saved.files.len()) };
    if context.global.dry_run {
        context.ui.say(&format!("would save: {} ({files})", first_line(&saved.message)));
        if !context.global.shared {
            context.ui.print(&(saved.files.join("\n") + "\n"))?;
        }
        return Ok(());
    }
    context.ui.say(&format!("saved: {} ({files}, {})", first_line(&saved.message), saved.commit));
    Ok(())
}
