use crate::acts::key_changes::set_key;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::namesake::tell_namesake;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::title_words::check_client_name;
use crate::model::id;
use crate::model::look_alikes::appearance;
use crate::model::new_value::NewValue;
use crate::model::refusal::Refusal;
use crate::practice::paths;
use crate::practice::state::Bookmarks;

/// Give a client another name, and their folder with it
///
/// What is typed as an id, such as alice-martin, renames the folder alone; so does --id.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach client rename [OPTIONS] <CLIENT> [NAME]...", after_long_help = examples![
    r#"coach client rename alice "Alice Martin""#,
    "coach client rename ben --id ben-osei",
])]
pub struct Args {
    /// Who, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// What they are called now; no quotes are needed
    #[arg(required_unless_present = "id")]
    name: Vec<String>,
    /// The folder's new name, if it isn't to be made from theirs
    #[arg(long)]
    id: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    if !practice.client_ids().value.contains(&args.client) {
        let hint = "renaming needs the exact id; coach client list shows them";
        return Err(Refusal::unknown(format!("there is no client `{}`", args.client), hint).into());
    }
    check_client_name(&args.name, &["client", "rename"])?;
    let name = Some(args.name.join(" ")).filter(|name| !name.trim().is_empty());
    let id = match (&args.id, &name) {
        (Some(id), _) => {
            id::check(id)?;
            id.clone()
        }
        (None, Some(name)) => id::slug(name)?,
        (None, None) => args.client.clone(),
    };
    let mut others = practice.client_ids().value.into_iter().filter(|known| *known != args.client);
    if let Some(taken) = others.find(|known| appearance(known) == appearance(&id)) {
        let what = if id::fold(&taken) == id::fold(&id) {
            format!("there is a client `{taken}` already")
        } else {
            format!(
                "`{id}` looks the same as `{taken}`, who is another client, and has letters of another alphabet"
            )
        };
        return Err(Refusal::exists(what, "choose another name, or another folder with --id").into());
    }
    let old = paths::client_note(&args.client);
    let name = name.as_deref().filter(|name| !id::is_typed_as_id(name));
    if let Some(name) = name {
        tell_namesake(context, &practice, &args.client, name);
        let name = NewValue::Text(name.to_owned());
        NoteInHand::open(&practice, &old)?.stage(|text| set_key(text, "name", &name))?;
    }
    if id != args.client {
        practice.rename(&paths::client_folder(&args.client), &paths::client_folder(&id))?;
    }
    context.report_written(&paths::client_note(&id))?;
    // Where the last reading ended is no part of the practice, so it goes along once the folder has moved.
    if id != args.client && !context.global.dry_run {
        Bookmarks::open(&practice).rename(&args.client, &id);
    }
    Ok(())
}
