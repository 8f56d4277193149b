use serde::Serialize;

use crate::cli::context::Context;
use crate::model::dates::Direction;
use crate::model::id;
use crate::model::refusal::Refusal;
use crate::note::edit::scalar_text;
use crate::practice::paths;

/// Begin the folder of a new client
///
/// It prints the path of their note.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach client new [OPTIONS] [NAME]...", after_long_help = examples![
    "coach client new Ana de Sá",
    r#"coach client new "Nora Lind" --organisation "Harbour House" --sessions 12"#,
    r#"coach client new "Jun Ito" --since 2026-10-01 --until "in 1 year" --area voice"#,
])]
pub struct Args {
    /// What they are called; no quotes are needed
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// And the rest of the name
    #[arg(hide = true)]
    more: Vec<String>,
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
    #[arg(long, value_name = "N", value_parser = crate::cli::talk::whole)]
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
    keys: Vec<(&'static str, String)>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let words: Vec<String> = args.name.into_iter().chain(args.more).collect();
    let typed = Some(words.join(" ")).filter(|name| !name.trim().is_empty());
    let name = context.given_or_asked(typed, "What are they called?", "coach client new \"Their Name\"")?;
    let id = match args.id {
        Some(id) => {
            id::check(&id)?;
            id
        }
        None => id::slug(&name)?,
    };
    if let Some(taken) =
        practice.client_ids().value.into_iter().find(|known| id::folded(known) == id::folded(&id))
    {
        let hint = "give the new one another folder with --id";
        return Err(Refusal::new(
            if context.global.shared {
                "that id is taken".to_owned()
            } else {
                format!("there is a client `{taken}` already")
            },
            hint,
        )
        .into());
    }
    let since = args
        .since
        .map(|since| context.read_date(&since, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now);
    let until = args.until.map(|until| context.read_date(&until, Direction::PlansAhead)).transpose()?;
    let mut keys: Vec<(&'static str, String)> = Vec::new();
    keys.extend(until.map(|until| ("until", until.date.to_string())));
    keys.extend(args.sessions.map(|sessions| ("sessions_agreed", sessions.to_string())));
    let texts = [("email", args.email), ("organisation", args.organisation), ("pronouns", args.pronouns)];
    keys.extend(texts.into_iter().filter_map(|(key, text)| Some((key, scalar_text(&text?)))));
    if !args.areas.is_empty() {
        let areas: Vec<String> = args.areas.iter().map(|area| scalar_text(area)).collect();
        keys.push(("areas", format!("[{}]", areas.join(", "))));
    }
    let path = paths::client_note(&id);
    let note =
        context.fill(&practice, "new-client.md", &NewClient { name, since: since.date.to_string(), keys })?;
    practice.create(&path, &note)?;
    context.wrote(&path)?;
    Ok(())
}
