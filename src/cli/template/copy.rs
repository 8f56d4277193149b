use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::templates_named::find_template;

/// Copy a built-in template into your practice, to change it there
///
/// It stands in `templates/` and takes the place of the built-in one. One that stands there already stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach template copy new-session.md"])]
pub struct Args {
    /// Which ones, such as prep.md
    #[arg(required = true, add = Names::Template)]
    names: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let practice = context.practice()?;
    let found = args.names.iter().map(|typed| find_template(typed)).collect::<anyhow::Result<Vec<_>>>()?;
    for (name, text) in &found {
        practice.create(&format!("templates/{name}"), *text)?;
    }
    for (name, _) in &found {
        context.report_written(&format!("templates/{name}"))?;
    }
    Ok(())
}
