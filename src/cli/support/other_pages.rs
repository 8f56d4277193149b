//! Pages that `share` hands over beside the client's own page of a plan: the sponsor's, and all of a client's words.

use anyhow::bail;
use chrono::NaiveDate;

use crate::acts::key_changes::set_key;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::other_names::tell_other_names;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::support::wordings::read_versions;
use crate::insight::client_record::ClientRecord;
use crate::insight::contract::{Contract, Withheld};
use crate::insight::drift::drift;
use crate::insight::handout::Sender;
use crate::insight::whole_words::whole_words;
use crate::model::lessons::Lessons;
use crate::model::moment::Moment;
use crate::model::new_value::NewValue;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// Shows what goes to the sponsor, or the draft of it that the client reads first, which is kept in mind.
pub fn share_with_sponsor(
    context: &Context,
    practice: &Practice,
    id: &str,
    sender: Sender,
    is_draft: bool,
) -> anyhow::Result<()> {
    // Who pays is nothing that a shared screen shows; the contract lets through what is for all three.
    let record = context.load_record(practice, id).value;
    let path = record.client.path.clone();
    let contract = Contract::from_record(record, context.now);
    if !is_draft {
        let page = contract.page(sender, context.now).map_err(|why| refuse(&contract, why, id))?;
        tell_other_names(context, practice, id, &page)?;
        return context.show(practice, Loaded::from(page));
    }
    let page = contract.draft(sender).map_err(|why| refuse(&contract, why, id))?;
    tell_other_names(context, practice, id, &page)?;
    if !contract.has_draft() {
        let day = NewValue::Plain(context.now.date.to_string());
        let pairs =
            vec![("made".to_owned(), day), ("page".to_owned(), NewValue::Text(contract.fingerprint()))];
        NoteInHand::open(practice, &path)?
            .stage(|text| set_key(text, "sponsor_draft", &NewValue::Map(pairs)))?;
        context.settle()?;
    }
    if context.global.dry_run {
        return Ok(());
    }
    context.show(practice, Loaded::from(page))?;
    if context.global.shared {
        return Ok(());
    }
    context.ui.say(&format!(
        "give it to {} to read; once they allowed it, from tomorrow on: coach client set {id} sponsor_ok=DAY, then coach share {id} --sponsor",
        contract.client_name(),
        id = quote(id)
    ));
    Ok(())
}

fn refuse(contract: &Contract, why: Withheld, id: &str) -> Refusal {
    let (client, sponsor) = (contract.client_name(), contract.sponsor_name());
    let spoken = |day: NaiveDate| Moment::day(day).to_spoken();
    let anew =
        format!("make one, and let them read it first: coach share {id} --sponsor --draft", id = quote(id));
    match why {
        Withheld::NoSponsor => Refusal::missing(
            format!("nobody but {client} stands as who pays"),
            format!("if somebody does: coach client set {id} sponsor.name=… sponsor.email=…", id = quote(id)),
        ),
        Withheld::NothingAgreed => Refusal::missing(
            format!("nothing was agreed by three, so nothing goes to {sponsor}"),
            "write it under `## Agreed by three` in client.md, and `asked_by: both` in the goal",
        ),
        Withheld::NoDraft => Refusal::refuse(format!("{client} was given no draft of it yet"), anew),
        Withheld::Changed(on) => {
            Refusal::refuse(format!("it reads otherwise than the draft of {}", spoken(on)), anew)
        }
        Withheld::NotAllowed(on) => Refusal::refuse(
            format!(
                "{client} hasn't allowed the draft of {}: no later day stands in `sponsor_ok`",
                spoken(on)
            ),
            format!("once they have read it: coach client set {id} sponsor_ok=DAY", id = quote(id)),
        ),
    }
}

/// Shows all of a client's words, from the first call to the last.
pub fn share_whole(context: &Context, practice: &Practice, id: &str, sender: Sender) -> anyhow::Result<()> {
    let leads = read_plan_words(practice)?.outcome;
    let record = context.record(practice, id).value;
    let count = |record: &Record| {
        record.plans.iter().map(|plan| Lessons::from_plan(plan, &leads).learned.len()).sum::<usize>()
    };
    let learned = count(&record);
    let theirs = ClientRecord::from_record(record);
    let kept_back = learned - count(&theirs).min(learned);
    let page =
        whole_words(&theirs, |goal| drift(goal, &read_versions(practice, goal)), &leads, sender, context.now);
    if page.is_empty() {
        let hint = "quote what they say with `>` in the notes; then it is on the page";
        bail!(Refusal::missing("no words of theirs are written down yet", hint));
    }
    if kept_back > 0 && !context.global.shared {
        let lines = if kept_back == 1 { "1 line stands" } else { "lines stand" };
        let lines = if kept_back == 1 { lines.to_owned() } else { format!("{kept_back} {lines}") };
        context.ui.say(&format!(
            "{lines} under `Learned:` in your words and not on the page: quote theirs with `>`, or add #ours to what you read together"
        ));
    }
    tell_other_names(context, practice, id, &page)?;
    context.show(practice, Loaded::from(page))
}
