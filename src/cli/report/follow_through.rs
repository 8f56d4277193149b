use crate::cli::Format;
use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::report_scope::Scope;
use crate::cli::support::word_lists::read_plan_words;
use crate::insight::follow_through::{self, Extent, FollowThrough, client_plans, follow_through};
use crate::model::problem::Loaded;

/// How many plans came about, and what was learned
///
/// Counts of plans that were looked at, over all and a client. --compare holds each client's plans against each other, by what they had in them; where a difference may be chance, it says so.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report follow-through --since 2026-01-01", "coach report follow-through --compare"])]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// What the plans had in them, with it and without, within clients; JSON has it always
    #[arg(long)]
    compare: bool,
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    // A slip in the list of words is told behind what is told of the notes.
    let words = read_plan_words(&practice);
    let extent = Extent {
        compares: args.compare || context.global.format == Format::Json,
        lists_all: context.lists_places::<FollowThrough>(&practice),
    };
    let scoped = args.scope.read(context, &practice, follow_through::NEEDS, |record, since| {
        words.as_ref().ok().and_then(|words| client_plans(record, words, since, extent))
    })?;
    words?;
    let parts = scoped.parts.into_iter().flatten().collect();
    let report = follow_through(parts, scoped.client, scoped.since, extent);
    context.show(&practice, Loaded::new(report, scoped.problems))
}
