use std::sync::Arc;

use crate::cli::context::Context;
use crate::model::id;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::practice::paths;

/// Give a client another name, and the folder with it
///
/// A name that is an id already, such as alice-martin, renames the folder alone.
///
/// Example: coach client rename alice "Alice Martin"
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who, by the exact id
    client: String,
    /// What they are called now
    name: String,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    id::check(&args.client)?;
    if !practice.has_client(&args.client) {
        let hint = "renaming needs the exact id; coach client list shows them";
        return Err(Refusal::new(format!("there is no client `{}`", args.client), hint).into());
    }
    let id = id::slug(&args.name)?;
    let taken = practice.client_ids().value.into_iter().find(|known| id::folded(known) == id::folded(&id));
    if let Some(taken) = taken.filter(|taken| *taken != args.client) {
        return Err(
            Refusal::new(format!("there is a client `{taken}` already"), "choose another name").into()
        );
    }
    let note: Arc<str> = paths::client_note(&args.client);
    if id != args.name {
        let before = practice.text(&note)?;
        let after = edit::set(&before, &["name"], &NewValue::Text(args.name.clone()))?;
        practice.replace(&note, &before, &after)?;
    }
    if id != args.client {
        practice.rename(&paths::client_folder(&args.client), &paths::client_folder(&id))?;
    }
    context.wrote(&paths::client_note(&id))?;
    Ok(())
}
