use crate::cli::support::context::Context;
use crate::insight::today::{self, Waiting, WaitingMails, client_day, find_wanted, today};
use crate::model::record::Record;
use crate::model::shell_word::quote;
use crate::practice::Practice;
use crate::practice::mail_folders::MailFolder;
use crate::practice::zones::read_clocks;

/// The day: calls, what you promised, reviews due, and what waits
///
/// Calls of which nobody has said yet what happened come first. It is what `coach` alone shows.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach today", "coach today --days 7"])]
pub struct Args {
    /// How many days beyond today to look for calls
    #[arg(long, value_name = "N", default_value_t = 1)]
    days: u32,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    show_day(context, &context.practice()?, args.days)?;
    Ok(())
}

/// Shows the day of a practice.
pub fn show_day(context: &Context, practice: &Practice, days: u32) -> anyhow::Result<()> {
    let now = context.now;
    let look = |record: Record| {
        let wanted = find_wanted(&record, now, days);
        let deeper = wanted.map(|needs| practice.record_for(needs, &record.client.id).value);
        client_day(deeper.as_ref().unwrap_or(&record), now, days)
    };
    let of_each = context.look_at_records(practice, today::NEEDS, look);
    context.tell(&of_each.problems);
    let is_empty = of_each.value.is_empty();
    let unplanned = of_each.value.iter().all(|one| !one.has_calls);
    let first = of_each.value.first().map(|one| one.id.clone());
    let first = first.filter(|_| unplanned && !context.global.shared);
    let theirs = of_each.value.iter().filter_map(|one| one.timezone);
    let settings = practice.settings().value;
    let clocks = read_clocks(settings.timezone, theirs);
    let kept = settings.keep_transcripts.map(|days| practice.transcripts_kept_too_long(days, now.date));
    let transcripts = kept.into_iter().flatten().map(|one| (one.client, one.day)).collect();
    let waiting = Waiting { transcripts, mails: list_waiting_mails(practice) };
    context.show(practice, of_each.map(|of_each| today(of_each, waiting, now, &clocks)))?;
    if is_empty {
        context.ui.say("No clients yet. To begin the folder of the first one: coach client new Their Name");
    }
    if let Some(client) = first {
        context.ui.say(&format!(
            "No call is planned yet. To plan one: coach session new {client} tomorrow 10:00",
            client = quote(&client)
        ));
    }
    Ok(())
}

/// The folders that mails were received from once, where some wait.
fn list_waiting_mails(practice: &Practice) -> Vec<WaitingMails> {
    let folders = MailFolder::open_known(practice);
    let waiting = folders.iter().map(|folder| WaitingMails {
        folder: folder.path().display().to_string(),
        count: folder.count_waiting(),
    });
    waiting.filter(|waiting| waiting.count > 0).collect()
}
