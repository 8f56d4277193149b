use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::report_scope::Scope;
use crate::insight::alliances::{self, alliances, client_marks, is_going_on};
use crate::model::problem::Loaded;

/// The clients' own marks of their calls, beside the usual ones
///
/// With --client the marks of every call.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report alliance --client alice"])]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let of_one = args.scope.is_of_one();
    let now = context.now;
    let scoped = args.scope.read(context, &practice, alliances::NEEDS, |record, since| {
        (of_one || is_going_on(record)).then(|| client_marks(record, since, now))
    })?;
    let report = alliances(scoped.parts.into_iter().flatten().collect(), scoped.client, scoped.since);
    context.show(&practice, Loaded::new(report, scoped.problems))
}
