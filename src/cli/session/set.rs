use anyhow::bail;

use crate::cli::support::assignments;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::model::keys;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::note::read;

/// Set keys of a session's note; only the bytes of those keys change
///
/// An empty value takes the key away; += adds to a list; alliance.heard=9 and balance.vision.hours=2 reach inside.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach session set [OPTIONS] [CLIENT] [SESSION] KEY=VALUE...", after_long_help = examples![
    "coach session set alice 2026-11-08 minutes=50 alliance.heard=9",
    "coach session set alice last balance.vision.hours=4",
])]
pub struct Args {
    /// Who and which session, then KEY=VALUE … [default: the call at hand, today's session]
    #[arg(value_name = "[CLIENT] [SESSION] KEY=VALUE", required = true, add = Names::KeysAfter(&[Names::Client, Names::Session], keys::SESSION))]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (names, assignments) = assignments::split_assignments(args.words);
    let (client, session) = assignments::part_names(&names, "SESSION")?;
    let id = context.client_to_write(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let loose = match session {
        None => record.sessions.iter().filter(|session| session.when.date == context.now.date).count() != 1,
        Some(name) => matches!(name, "last" | "next"),
    };
    // What keeps a note from counting is often mended by setting a key.
    let session = match session.and_then(|typed| picking::find_session_set_aside(&record, typed)) {
        Some(set_aside) => set_aside,
        None => picking::pick_session_to_write(context, &record, session)?,
    };
    if loose && assignments::touch_any_key(&assignments, &["status", "date"]) {
        let what = "with another status or date, that would be another call the next time";
        let hint = format!(
            "name it: coach session set {id} {} {}",
            quote(&session.id),
            assignments::join_assignments(&assignments),
            id = quote(&id)
        );
        bail!(Refusal::refuse(what, hint));
    }
    let resolve = |key: &str, typed: &str| picking::resolve_reference(context, &record, key, typed);
    assignments::set_keys(context, &practice, &session.path, &assignments, keys::SESSION, &resolve, |note| {
        read::session(note).problems
    })
}
