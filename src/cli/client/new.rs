use serde::Serialize;

use crate::acts::birth::{give_keys, read_back};
use crate::cli::support::context::Context;
use crate::cli::support::namesake::tell_namesake;
use crate::cli::support::title_words::check_client_name;
use crate::model::dates::Direction;
use crate::model::id;
use crate::model::look_alikes::appearance;
use crate::model::new_value::NewValue;
use crate::model::refusal::Refusal;
use crate::practice::paths;

/// Begin the folder of a new client
///
/// The name needs no quotes. It prints the path of their note.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach client new [OPTIONS] [NAME]...", after_long_help = examples![
    "coach client new Ana de Sá",
    r#"coach client new "Nora Lind" --organisation "Harbour House" --sessions 12"#,
    r#"coach client new "Jun Ito" --since 2026-10-01 --until "in 1 year" --area voice"#,
])]
pub struct Args {
    /// What they are called
    name: Vec<String>,
    /// The folder's name, if it isn't to be made from theirs
    #[arg(long)]
    id: Option<String>,
    /// When the work began [default: today]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// When the agreement ends
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// How many sessions were agreed
    #[arg(long, value_name = "N", value_parser = crate::cli::talks::question::read_whole)]
    sessions: Option<u32>,
    /// Where they can be written to
    #[arg(long)]
    email: Option<String>,
    /// Where they work
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// How to speak of them
    #[arg(long)]
    pronouns: Option<String>,
    /// An area of their work; again for each
    ///
    /// For balance marks.
    #[arg(long = "area", value_name = "AREA")]
    areas: Vec<String>,
}

/// What `new-client.md` is filled with.
#[derive(Serialize)]
struct NewClient {
    name: String,
    since: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    check_client_name(&args.name, &["client", "new"])?;
    let name = Some(args.name.join(" ")).filter(|name| !name.trim().is_empty());
    let name = context.take_or_ask(name, "What are they called?", "coach client new Their Name")?;
    let id = match args.id {
        Some(id) => {
            id::check(&id)?;
            id
        }
        None => id::slug(&name)?,
    };
    let is_taken = |known: &String| {
        appearance(known) == appearance(&id) && !(*known == id && practice.is_bare_client(known))
    };
    if let Some(taken) = practice.client_ids().value.into_iter().find(is_taken) {
        // Whose folder it is isn't for a screen that another client sees.
        let what = if context.global.shared {
            "that id is taken".to_owned()
        } else if id::fold(&taken) == id::fold(&id) {
            format!("there is a client `{taken}` already")
        } else {
            format!(
                "`{id}` looks the same as `{taken}`, who is another client, and has letters of another alphabet"
            )
        };
        return Err(Refusal::exists(what, "give the new one another folder with --id").into());
    }
    tell_namesake(context, &practice, &id, &name);
    let since = args.since.map(|since| context.read_date(&since, Direction::LooksBack)).transpose()?;
    let until = args.until.map(|until| context.read_date(&until, Direction::PlansAhead)).transpose()?;
    let areas: Vec<NewValue> = args.areas.into_iter().map(NewValue::Text).collect();
    let keys = [
        ("until", until.map(|until| NewValue::Plain(until.date.to_string()))),
        ("sessions_agreed", args.sessions.map(|sessions| NewValue::Plain(sessions.to_string()))),
        ("email", args.email.map(NewValue::Text)),
        ("organisation", args.organisation.map(NewValue::Text)),
        ("pronouns", args.pronouns.map(NewValue::Text)),
        ("areas", Some(areas).filter(|areas| !areas.is_empty()).map(NewValue::List)),
    ];
    let keys: Vec<(&str, NewValue)> =
        keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let path = paths::client_note(&id);
    let since = since.unwrap_or(context.now).date.to_string();
    let note = context.fill(&practice, "new-client.md", &NewClient { name, since })?;
    let note = give_keys(&path, &note, &keys)?;
    read_back(None, &path, &note)?;
    practice.create(&path, &note)?;
    context.report_written(&path)?;
    Ok(())
}
