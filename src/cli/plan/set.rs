use anyhow::bail;

use crate::cli::support::assignments;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::model::consistency;
use crate::model::keys;
use crate::model::plan::Outcome;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::note::read;

/// Set keys of a plan; only the bytes of those keys change
///
/// An empty value takes the key away.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach plan set [OPTIONS] [CLIENT] [PLAN] KEY=VALUE...", after_long_help = examples![
    r#"coach plan set alice review="in 2 weeks" confidence=8"#,
    "coach plan set alice 2026-10-25 where=",
])]
pub struct Args {
    /// Whose and which plan, then KEY=VALUE … [default: the call at hand, the newest open plan]
    #[arg(value_name = "[CLIENT] [PLAN] KEY=VALUE", required = true, add = Names::KeysAfter(&[Names::Client, Names::Plan], keys::PLAN))]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (names, assignments) = assignments::split_assignments(args.words);
    let (client, plan) = assignments::part_names(&names, "PLAN")?;
    let id = context.client_to_write(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let open = record.plans.iter().filter(|plan| plan.outcome == Outcome::Open).count();
    let loose = plan.is_none() && open > 1;
    let plan = picking::pick_plan(context, &record, plan)?;
    if loose && assignments::touch_any_key(&assignments, &["outcome", "made"]) {
        let what = format!(
            "{} has {open} open plans; with another outcome or day, the newest would be another one",
            record.client.display_name()
        );
        let hint = format!(
            "name it: coach plan set {id} {} {}",
            quote(&plan.id),
            assignments::join_assignments(&assignments),
            id = quote(&id)
        );
        bail!(Refusal::refuse(what, hint));
    }
    let resolve = |key: &str, typed: &str| picking::resolve_reference(context, &record, key, typed);
    // What a plan follows may follow it: that is a problem of the two of them, not of the note alone.
    let problems = |note| {
        let mut read = read::plan(note);
        let mut with_it = record.clone();
        with_it.plans.retain(|other| other.path != plan.path);
        with_it.plans.push(read.value);
        read.problems.extend(consistency::problems(&with_it));
        read.problems
    };
    assignments::set_keys(context, &practice, &plan.path, &assignments, keys::PLAN, &resolve, problems)
}
