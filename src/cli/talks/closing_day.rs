//! All calls of the day, one after the other.

use anyhow::bail;

use crate::cli::support::closing_table::Table;
use crate::cli::support::context::Context;
use crate::cli::talks::closing_questions::ask_what_happened;
use crate::insight::which::at_hand::{calls_of, has_begun};
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::session::SessionStatus;
use crate::practice::Practice;

/// Asks about each call of today that has begun and of which nobody has said yet what happened.
pub fn close_day(context: &Context, practice: &Practice) -> anyhow::Result<()> {
    if context.global.shared {
        let hint = "name the client whose screen this is: coach done CLIENT --shared";
        bail!(Refusal::with_kind(
            RefusalKind::NotForClient,
            "a day's calls are several clients; none of them is to see that",
            hint
        ));
    }
    let near = practice.clients_naming(context.now);
    let mut problems = Vec::new();
    let records: Vec<Record> = near.iter().map(|id| practice.record(id).take(&mut problems)).collect();
    context.tell(&problems);
    let mut open = calls_of(&records, context.now);
    open.retain(|(_, call)| {
        call.status(context.now) == SessionStatus::Planned && has_begun(call, context.now)
    });
    if open.is_empty() {
        context.ui.say("no call of today waits for somebody to say what happened");
        return Ok(());
    }
    if !context.ui.can_ask() {
        let ids: Vec<&str> = open.iter().map(|(record, _)| record.client.id.as_str()).collect();
        let what = format!("what happened? nobody has said it yet of {}", ids.join(", "));
        bail!(Refusal::missing(what, format!("say it of each: coach done {} --minutes 50", ids[0])));
    }
    for (record, session) in open {
        let table = Table { context, practice, record, when: session.when };
        ask_what_happened(&table, Some(session))?;
    }
    Ok(())
}
