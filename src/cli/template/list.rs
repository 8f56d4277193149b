use crate::cli::support::context::Context;
use crate::insight::template_list::{TemplateLine, TemplateList};
use crate::model::problem::Loaded;
use crate::render::built_in::list_built_in;

/// List the templates, and which of them are your own
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach template list"])]
pub struct Args {}

pub fn run(_args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let line =
        |name: &'static str| Ok(TemplateLine { name, path: practice.template(name)?.map(|(path, _)| path) });
    let lines = list_built_in().map(|(name, _)| line(name)).collect::<anyhow::Result<Vec<_>>>()?;
    context.show(&practice, Loaded::from(TemplateList { templates: lines }))
}
