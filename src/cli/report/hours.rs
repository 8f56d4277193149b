use crate::cli::Format;
use crate::cli::support::context::Context;
use crate::cli::support::excel::ExcelArgs;
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::report_scope::Scope;
use crate::cli::support::word_lists::read_credentials;
use crate::insight::hours::{self, HoursLog, Purpose, Reason, client_hours, hours};
use crate::model::credential::Credential;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::render::csv;

/// The hours log that credential bodies ask for
///
/// Two totals: what was held, and what may stand in an application. --credential acc tells what counts there, what doesn't and why; with --sources call by call. --format csv has the
/// columns that bodies ask for. An hour is 60 minutes, groups count by the clock. Who hasn't agreed to stand in the log (`log_consent`) and isn't covered by a letter (`log_letter`) is left out.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach report hours", "coach report hours --credential acc", "coach report hours -o hours.csv"])]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    /// Only what counts for this one, such as acc, pcc or mcc
    #[arg(long, value_name = "ID")]
    credential: Option<String>,
    #[command(flatten)]
    excel: ExcelArgs,
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let sheet = args.excel.read(context)?;
    let practice = context.practice()?;
    let now = context.now;
    let lists_calls = context.lists_places::<HoursLog>(&practice);
    let scoped = args.scope.read(context, &practice, hours::NEEDS, |record, since| {
        let hours = client_hours(record, since, now);
        if lists_calls { hours } else { hours.without_places() }
    })?;
    // Credentials ask about all hours of everybody.
    let whole = scoped.client.is_none() && scoped.since.is_none();
    let known = read_credentials(&practice)?;
    let credential = args.credential.as_deref().map(|typed| find(typed, &known, whole)).transpose()?;
    let settings = practice.settings().value;
    let purpose = Purpose {
        since: scoped.since,
        training_since: settings.training_since,
        erased: settings.hours_erased,
        credentials: if whole { &known } else { &[] },
        credential,
        lists_calls,
    };
    let log = hours(scoped.parts, purpose, context.now);
    let Loaded { value: log, problems } = context.fit_to_screen(Loaded::new(log, scoped.problems))?;
    tell_who_is_left_out(&log, context);
    context.show_made(&practice, Loaded::new(log, problems), |log| csv::hours(log, sheet))
}

fn find<'a>(typed: &str, known: &'a [Credential], whole: bool) -> anyhow::Result<&'a Credential> {
    if !whole {
        let what = "a credential asks about all hours of everybody";
        return Err(Refusal::usage(what, "leave out --client and --since").into());
    }
    let is =
        |one: &&Credential| [&one.id, &one.name].iter().any(|name| name.eq_ignore_ascii_case(typed.trim()));
    known.iter().find(is).ok_or_else(|| {
        let ids: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
        let hint = format!("there are {}; others can stand in templates/credentials.yaml", ids.join(", "));
        Refusal::unknown(format!("no credential `{typed}` is known"), hint).into()
    })
}

/// What isn't in the log is told beside it, also where the log itself goes into a file.
fn tell_who_is_left_out(log: &HoursLog, context: &Context) {
    if log.without_consent > 0 {
        let (who, have, are) =
            if log.without_consent == 1 { ("client", "hasn't", "is") } else { ("clients", "haven't", "are") };
        context.ui.say(&format!(
            "{} {who} {have} agreed to stand in the log and {are} left out: coach client set NAME log_consent=today",
            log.without_consent,
        ));
    }
    let others = || log.left_out.iter().filter(|one| one.reason != Reason::NoConsent);
    let calls: usize = others().map(|one| one.calls).sum();
    if calls > 0 && context.global.format == Format::Csv {
        let what = if calls == 1 { "call isn't" } else { "calls aren't" };
        context.ui.say(&format!("{calls} {what} in the log: coach report hours says why"));
    }
}
