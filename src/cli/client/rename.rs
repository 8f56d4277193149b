use std::sync::Arc;

use crate::cli::{complete::Names, context::Context, note_file};
use crate::model::id;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::practice::state::Bookmarks;
use crate::practice::{Practice, paths};

/// Give a client another name, and their folder with it
///
/// What is typed as an id, such as alice-martin, renames the folder alone; so does --id.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach client rename alice "Alice Martin""#,
    "coach client rename ben --id ben-osei",
])]
pub struct Args {
    /// Who, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// What they are called now
    #[arg(required_unless_present = "id")]
    name: Option<String>,
    /// The folder's new name, if it isn't to be made from theirs
    #[arg(long)]
    id: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    if !practice.client_ids().value.contains(&args.client) {
        let hint = "renaming needs the exact id; coach client list shows them";
        return Err(Refusal::new(format!("there is no client `{}`", args.client), hint).into());
    }
    let id = match (&args.id, &args.name) {
        (Some(id), _) => {
            id::check(id)?;
            id.clone()
        }
        (None, Some(name)) => id::slug(name)?,
        (None, None) => args.client.clone(),
    };
    let taken = practice.client_ids().value.into_iter().find(|known| id::folded(known) == id::folded(&id));
    if let Some(taken) = taken.filter(|taken| *taken != args.client) {
        return Err(
            Refusal::new(format!("there is a client `{taken}` already"), "choose another name").into()
        );
    }
    let old = paths::client_note(&args.client);
    let name = args.name.as_deref().filter(|name| !id::is_typed_as_id(name));
    let named = name.map(|name| rename_in(&practice, &old, name)).transpose()?;
    if id != args.client {
        let moved = practice.rename(&paths::client_folder(&args.client), &paths::client_folder(&id));
        if let (Err(_), Some((before, after))) = (&moved, &named) {
            // The folder stays, so the name goes back as well: half a rename helps nobody.
            practice.replace(&old, after, before)?;
        }
        moved?;
        Bookmarks::of(&practice).rename(&args.client, &id);
    }
    context.wrote(&paths::client_note(&id))
}

/// Writes the name. Gives the note's text before and after.
fn rename_in(practice: &Practice, path: &Arc<str>, name: &str) -> anyhow::Result<(String, String)> {
    practice.edit(path, |text| {
        let set = edit::set(text, &["name"], &NewValue::Text(name.to_owned()));
        set.map_err(|refusal| note_file::told(path, &refusal).into())
    })
}
