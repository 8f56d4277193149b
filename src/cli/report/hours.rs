use super::scope::Scope;
use crate::cli::context::Context;
use crate::cli::words::credentials;
use crate::insight::hours::hours;
use crate::model::problem::Loaded;
use crate::render::csv;

/// The hours log that credential bodies ask for
///
/// --format csv has their columns. Held sessions count, and the hours from before; an hour is 60 minutes, groups count by the clock. Who hasn't agreed to stand in
/// it (`log_consent`) is left out.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report hours", "coach report hours --format csv > hours.csv"])]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let scoped = args.scope.read(context, &practice)?;
    // Credentials ask about all hours of everybody.
    let whole = scoped.client.is_none() && scoped.since.is_none();
    let asked = if whole { credentials(&practice)? } else { Vec::new() };
    let log = hours(&scoped.records, &asked, scoped.since, context.now);
    let Loaded { value: log, problems } = context.fit_to_screen(Loaded::new(log, scoped.problems))?;
    if log.without_consent > 0 {
        let (who, have) =
            if log.without_consent == 1 { ("client", "hasn't") } else { ("clients", "haven't") };
        context.ui.say(&format!(
            "{} {who} {have} agreed to stand in the log and {have_been} left out: coach client set NAME log_consent=today",
            log.without_consent,
            have_been = if log.without_consent == 1 { "is" } else { "are" },
        ));
    }
    context.show_made(&practice, Loaded::new(log, problems), csv::hours)
}
