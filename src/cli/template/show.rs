use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::templates_named::find_template;
use crate::insight::template_list::TemplateText;
use crate::model::problem::Loaded;

/// Show a template as it stands: your own, else the built-in one
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach template show prep.md", "coach template show prep.md --built-in"])]
pub struct Args {
    /// Which one, such as prep.md
    #[arg(add = Names::Template)]
    name: String,
    /// The built-in one, whatever stands in templates/
    #[arg(long)]
    built_in: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (name, text) = find_template(&args.name)?;
    let own = practice.template(name)?.filter(|_| !args.built_in);
    let (path, text) = own.map_or_else(|| (None, text.to_owned()), |(path, text)| (Some(path), text));
    let view = TemplateText { name, path, text };
    context.show_made(&practice, Loaded::from(view), |view| Ok(view.text.clone()))
}
