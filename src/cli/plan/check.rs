use crate::cli::context::Context;
use crate::insight::smart;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::practice::Practice;
use crate::render::template::PLAN_WORDS;

/// The SMART checklist of a plan, and what is still open in it, as questions to ask
///
/// A finding is a question, never a block: the exit code is 0.
///
/// Example: coach plan check alice
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: the nearest call]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the newest open one]
    plan: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id);
    let plan = super::meant(context, &record.value, args.plan.as_deref())?;
    let check = smart::check(&record.value, plan, &words(&practice)?, context.now, record.problems);
    context.show(&practice, "plan-check.md", check)
}

/// The practice's own words, else the built-in ones.
fn words(practice: &Practice) -> anyhow::Result<PlanWords> {
    let (name, built_in) = PLAN_WORDS;
    let (path, text) = practice.template(name)?.unwrap_or_else(|| (name.to_owned(), built_in.to_owned()));
    let refusal = |error: serde_yaml::Error| {
        let line = error.location().map(|place| format!(":{}", place.line())).unwrap_or_default();
        Refusal::new(
            format!("{path}{line}: this isn't a list of words: {error}"),
            "mend it, or remove it to use the built-in one",
        )
    };
    Ok(serde_yaml::from_str(&text).map_err(refusal)?)
}
