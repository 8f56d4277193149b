use std::path::PathBuf;

use anyhow::Context as _;

use crate::cli::support::context::Context;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::three_way::{merge_settings, merge_versions};
use crate::practice::paths::is_note_name;
use crate::practice::{MARKER, git, read_outside};

/// Put two versions of a note or of coach.yaml together: run by git
///
/// The exit code is 0 where all is decided, 1 where something is left to a person; anything else, and git does it line by line.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach merge-driver base.md here.md there.md"])]
pub struct Args {
    /// The version that both began from
    base: PathBuf,
    /// The version here; the outcome takes its place
    ours: PathBuf,
    /// The version of the other side
    theirs: PathBuf,
    /// The note's path, as git names it
    path: Option<PathBuf>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let is_settings = args.path.as_deref().is_some_and(|path| path.ends_with(MARKER));
    if !is_settings && args.path.is_some_and(|path| !is_note_name(&path.to_string_lossy())) {
        let what = "only notes and settings are put together by their parts";
        return Err(
            Refusal::with_kind(RefusalKind::Format, what, "git puts other files together by lines").into()
        );
    }
    let (base, ours, theirs) =
        (read_outside(&args.base)?, read_outside(&args.ours)?, read_outside(&args.theirs)?);
    let merge = if is_settings { merge_settings } else { merge_versions };
    let merged = merge(&base, &ours, &theirs).ok_or_else(|| {
        let what = "these versions are too long, or their keys can't be told from each other";
        Refusal::with_kind(RefusalKind::Damaged, what, "git puts them together by lines")
    })?;
    git::merge_setup::put_merged(&args.ours, &merged.text).context("the outcome can't be written")?;
    if merged.has_conflict {
        context.answer_no();
    }
    Ok(())
}
