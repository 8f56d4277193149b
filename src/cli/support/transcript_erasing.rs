//! Transcripts that were kept for as long as they were to be: asked about, taken away, told.

use anyhow::bail;

use crate::cli::support::context::Context;
use crate::insight::erasure::overdue_transcripts::{ErasedTranscript, TranscriptErasure, filter_command};
use crate::model::refusal::Refusal;
use crate::practice::Practice;
use crate::practice::transcripts::KeptTooLong;

/// Erases the transcripts of one client or of all whose time is over. `confirmed` where there is no terminal to ask on.
pub fn erase_transcripts(
    context: &Context,
    practice: &Practice,
    client: Option<&str>,
    confirmed: bool,
) -> anyhow::Result<TranscriptErasure> {
    let Some(keep_days) = practice.settings().value.keep_transcripts else {
        let hint = "write `keep_transcripts: 14 days` into coach.yaml, or take a file in `transcripts/` away by hand";
        bail!(Refusal::missing("nothing says for how long transcripts are kept", hint));
    };
    if let Some(typed) = client.filter(|typed| !practice.has_client(typed)) {
        let hint = "erasing needs the exact id: coach client list shows them";
        bail!(Refusal::unknown(format!("there is no client `{typed}`"), hint));
    }
    let mut kept = practice.transcripts_kept_too_long(keep_days, context.now.date);
    kept.retain(|one| client.is_none_or(|client| client == one.client));
    let told = |one: &KeptTooLong| ErasedTranscript {
        client: one.client.clone(),
        path: one.path.clone(),
        day: one.day,
        days: (context.now.date - one.day).num_days(),
    };
    let report = TranscriptErasure {
        keep_days,
        is_rehearsed: context.global.dry_run,
        transcripts: kept.iter().map(told).collect(),
        steps: practice.count_steps_with(&kept),
        command: filter_command(&practice.transcripts_in_git(&kept)),
    };
    if !(kept.is_empty() || context.global.dry_run) {
        confirm(context, kept.len(), confirmed)?;
        practice.erase_transcripts(&kept)?;
    }
    Ok(report)
}

fn confirm(context: &Context, count: usize, confirmed: bool) -> anyhow::Result<()> {
    if confirmed {
        return Ok(());
    }
    if !context.ui.can_ask() {
        let what = "nothing was erased: it has to be confirmed";
        bail!(Refusal::missing(what, "look with --dry-run first; then add --yes"));
    }
    let transcripts =
        if count == 1 { "1 transcript goes".to_owned() } else { format!("{count} transcripts go") };
    let question = format!("{transcripts} for good; coach undo can't take it back. Erase?");
    match context.ui.confirm(&question, false)? {
        Some(true) => Ok(()),
        Some(false) => bail!(Refusal::refuse("nothing was erased", "--dry-run tells what would be")),
        None => Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into()),
    }
}
