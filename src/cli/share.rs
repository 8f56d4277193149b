use serde::Serialize;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::other_names::tell_other_names;
use crate::cli::support::other_pages::{share_whole, share_with_sponsor};
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::page_by_mail::hand_out_mail;
use crate::cli::support::picking;
use crate::cli::support::word_lists::read_ask_words;
use crate::insight::asking::ask_client;
use crate::insight::balance::balance;
use crate::insight::client_record::ClientRecord;
use crate::insight::handout::{Handout, Sender, handout, marks};
use crate::insight::name_and_id::Named;
use crate::insight::view::View as _;
use crate::insight::which::Purpose;
use crate::insight::which::plan::newest_open_plan;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;
use crate::render::svg::balance::draw;

/// The client's own page of a plan; never a note of yours
///
/// Their words, how it fits into their week, the if-thens, the steps, when you look at it together, your name, and how to answer
/// (`mail:` in coach.yaml).
///
/// -o alice.html makes one page that needs nothing else: it can be mailed, opened on a phone, printed. Steps that are ticked there
/// are remembered on that device; an answer to you, or "Copy my progress", is a text for `coach receive`. Nothing is sent by itself.
///
/// With --ask it has questions for the next call; `coach receive` files the answers. With --mail it comes in a mail that is ready to be sent: to
/// standard output, with -o alice.eml into a file, with --open in your mail program.
///
/// With --with-balance their own marks of their areas are on it as well, drawn.
///
/// With --whole it is all of their words instead, for an ending: their quotes in order, their goals as first and last put, what they learned.
///
/// With --sponsor it is what goes to whoever pays: the goals agreed by three, the number of calls, and what the client wrote for it under
/// `## Agreed by three`. The client reads a --draft first; it is refused until `sponsor_ok` is a later day than the draft's.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(after_long_help = examples!["coach share alice -o alice.html", "coach share alice --whole -o words.html", "coach share alice --ask --mail -o alice.eml"])]
pub struct Args {
    /// Whose [default: the call that is on now]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// Put the areas of their work on it, as they marked them last
    #[arg(long, hide_short_help = true)]
    with_balance: bool,
    /// Ask what happened, what to look at, and their marks of the last call
    #[arg(long)]
    ask: bool,
    /// In a mail that is ready to be sent
    #[arg(long)]
    mail: bool,
    /// All of their words, from the first call to the last
    #[arg(long, conflicts_with_all = ["plan", "with_balance", "sponsor", "ask", "mail"])]
    whole: bool,
    /// What goes to the sponsor, once the client has allowed it
    #[arg(long, conflicts_with_all = ["plan", "with_balance", "ask", "mail"])]
    sponsor: bool,
    /// The draft of it, for the client to read
    #[arg(long, requires = "sponsor", hide_short_help = true)]
    draft: bool,
    #[command(flatten)]
    _outlet: OutletArgs,
}

/// What the templates of the page are filled with.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    handout: &'a Handout,
    /// The drawing of their areas: SVG.
    drawing: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_for(&practice, args.client.as_deref(), Purpose::HandOver)?;
    if args.sponsor {
        let sender = find_sender(context, &practice);
        return share_with_sponsor(context, &practice, &id, sender, args.draft);
    }
    if args.whole {
        return share_whole(context, &practice, &id, find_sender(context, &practice));
    }
    // A page is handed over, whatever the screen is: it is made of what they may see and of nothing else.
    let record = ClientRecord::from_record(context.record(&practice, &id).value);
    let mut handout = make_handout(&args, context, &practice, &record)?;
    let mut drawing = None;
    if args.with_balance {
        drawing = put_balance(context, &practice, &record, &mut handout)?;
    }
    tell_other_names(context, &practice, &id, &handout)?;
    let page = |handout: &Handout| context.fill(&practice, "share.html", &Page { handout, drawing });
    if args.mail {
        let theirs = handout.for_client().ok_or_else(|| Refusal::refuse("nothing of it is for them", ""))?;
        let filled = page(&theirs)?;
        return hand_out_mail(context, &practice, &Named::from_record(&record), &theirs, filled);
    }
    context.show_made(&practice, Loaded::from(handout), page)?;
    Ok(())
}

/// The page of a plan; with questions it needs none.
fn make_handout(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &ClientRecord,
) -> anyhow::Result<Handout> {
    let sender = find_sender(context, practice);
    let has_plan = args.plan.is_some() || newest_open_plan(record).is_some();
    let mut made = if has_plan || !args.ask {
        let plan = picking::pick_plan(context, record, args.plan.as_deref())?.id.clone();
        let gone = || Refusal::unknown("the plan isn't there any more", "coach plan list shows them");
        handout(record, &plan, sender, context.now).ok_or_else(gone)?
    } else {
        Handout::without_plan(record, sender)
    };
    if args.ask {
        // What was answered already isn't asked again, be it that they never see it.
        let whole = practice.record(&record.client.id).value;
        let plan = Some(made.plan.as_str()).filter(|plan| !plan.is_empty());
        made.ask = Some(ask_client(&whole, plan, &read_ask_words(practice)?, context.now));
    }
    Ok(made)
}

/// Who the page comes from; where a `mail` is no address, nobody could answer to it, which is told.
fn find_sender(context: &Context, practice: &Practice) -> Sender {
    let settings = practice.settings().value;
    let sender = Sender::from_settings(&settings);
    if settings.mail.is_some() && sender.mail.is_none() && !context.global.shared {
        context
            .ui
            .say("`mail` in coach.yaml isn't an address that a page can answer to, so the page has none");
    }
    sender
}

/// Puts their marks on the page. Gives the drawing of them.
fn put_balance(
    context: &Context,
    practice: &Practice,
    record: &ClientRecord,
    handout: &mut Handout,
) -> anyhow::Result<Option<String>> {
    let mut view = balance(record, context.now);
    // It is their own page: it needn't say whose the drawing is.
    view.client.name.clear();
    handout.balance = marks(&view);
    let (Some(drawing), Some(_)) = (draw(&view), &handout.balance) else {
        context.ui.say(&format!("no area is marked yet: coach balance rate {}", quote(&record.client.id)));
        return Ok(None);
    };
    context.fill(practice, "balance.svg", &drawing).map(Some)
}
