use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::model::matching::find_nearest_word;
use crate::model::refusal::Refusal;
use crate::render::json;
use crate::render::schema::{Described, ViewShapes, describe};

/// The format, and what programs get, as JSON Schema
///
/// Of the front matter of a kind of note (client, session, goal, plan, note), of coach.yaml, of what a view is with `--format json` (prep,
/// client-list), of what a command that writes answers (changed), of an error, and of a template's variables (prep.md). Without a name it lists
/// them. It is JSON Schema 2020-12, made from the tables by which notes are read, and from the types of the views.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach schema", "coach schema goal", "coach schema prep"])]
pub struct Args {
    /// Of what: a name of the list, or the words of a command
    #[arg(add = Names::Schema)]
    name: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_other_formats()?;
    let shapes = ViewShapes::read();
    if args.name.is_empty() {
        let names = list_names(&shapes).map(|name| format!("{name}\n"));
        return Ok(context.ui.print(&names.collect::<String>())?);
    }
    let name = args.name.join("-").to_lowercase();
    let of_notes = Described::VARIANTS.iter().find(|what| what.word() == name).map(|what| describe(*what));
    let Some(schema) = of_notes.or_else(|| shapes.describe(&name)) else {
        let hint = find_nearest_word(&name, list_names(&shapes)).map_or_else(
            || "coach schema lists them".to_owned(),
            |near| format!("did you mean `{near}`? coach schema lists them all"),
        );
        bail!(Refusal::unknown(format!("there is no schema of `{}`", args.name.join(" ")), hint))
    };
    Ok(context.ui.print(&json::json(&schema)?)?)
}

fn list_names(shapes: &ViewShapes) -> impl Iterator<Item = &str> {
    Described::WORDS.iter().copied().chain(shapes.list_names())
}
