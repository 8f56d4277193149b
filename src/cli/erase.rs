use anyhow::bail;

use crate::acts::erased_hours::add_erased_hours;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::transcript_erasing::erase_transcripts;
use crate::insight::erasure::{
    ErasureReport, Proof, list_beyond, list_commands, list_left, list_scratch_files, prove_command,
};
use crate::insight::hours::{Purpose, client_hours, hours};
use crate::insight::view::View;
use crate::model::id;
use crate::model::identity::Identity;
use crate::model::leftover::LeftIn;
use crate::model::matching::Candidate;
use crate::model::order::InOrder as _;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::model::settings::ErasedHours;
use crate::practice::erased::{Erased, ErasedPeople};
use crate::practice::erasure::Erasure;
use crate::practice::git_survey::survey;
use crate::practice::leftovers::look_through;
use crate::practice::versioned_files::OtherClients;
use crate::practice::{MARKER, Practice};
use crate::render::template::Templates;
use crate::ui::Answer;

/// Erase everything kept about a person, for good
///
/// Their folder, what lies of it in `.trash/`, what `coach undo` keeps of it, bookmarks, pages that were looked at. It needs the exact id
/// and the name, typed or with --confirm, and can't be taken back; --dry-run tells first what would go.
///
/// Then it tells what git still keeps, and the very commands that take it out and leave everybody else's history; and which of your other
/// notes name them, which are left as they are.
///
/// --prove looks through every file and every object of git for names, ids and addresses, and says what is left and what it can't
/// reach. It ends with 1 where something is left.
///
/// --transcripts erases the transcripts whose time is over (`keep_transcripts: 14 days` in coach.yaml), everybody's or one client's.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach erase ben --dry-run",
    r#"coach erase ben --confirm "Ben Osei" --keep-hours"#,
    r#"coach erase --prove "Nobody Atall" nobody@example.org"#,
])]
pub struct Args {
    /// Who, by the exact id
    #[arg(add = Names::Client, required_unless_present_any = ["prove", "transcripts"], conflicts_with = "prove")]
    client: Option<String>,
    /// Their name, where there is no terminal to type it on
    #[arg(long, value_name = "NAME", conflicts_with = "prove")]
    confirm: Option<String>,
    /// Keep how many hours there were, as a figure without a name
    ///
    /// It stands in coach.yaml as `hours_erased`. No note shows these hours any more, so no auditor will take them.
    #[arg(long, conflicts_with = "prove")]
    keep_hours: bool,
    /// Look for what is left of these names, ids and addresses
    #[arg(long, value_name = "NAME", num_args = 1..)]
    prove: Vec<String>,
    /// Erase the transcripts that were kept for as long as coach.yaml says
    #[arg(long, conflicts_with_all = ["prove", "confirm", "keep_hours"])]
    transcripts: bool,
    /// Don't ask before transcripts go
    #[arg(long, requires = "transcripts")]
    yes: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    context.make_no_step();
    let practice = context.practice()?;
    if args.transcripts {
        let report = erase_transcripts(context, &practice, args.client.as_deref(), args.yes)?;
        return show(context, &practice, "erase-transcripts.md", report);
    }
    match &args.client {
        Some(client) => erase(context, &practice, client, &args),
        None => prove(context, &practice, &args.prove),
    }
}

fn erase(context: &Context, practice: &Practice, typed: &str, args: &Args) -> anyhow::Result<()> {
    let mut identity = practice.identify(typed);
    let others = list_others(practice, |other| id::same(&other.id, typed));
    let git = survey(&practice.root, &mut identity, &others);
    let erasure = practice.plan_erasure(&identity);
    let is_in_git = git.as_ref().is_some_and(|git| !git.folders.is_empty());
    if erasure.folders.is_empty() && !is_in_git {
        let hint =
            "erasing needs the exact id: coach client list shows them; coach erase --prove looks for a name";
        bail!(Refusal::unknown(format!("there is no client `{typed}`"), hint));
    }
    let files = look_through(practice, &identity, git.as_ref());
    let is_theirs = |path: &str| {
        erasure.folders.iter().any(|folder| {
            path.strip_prefix(&**folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let is_mention = |place: LeftIn| matches!(place, LeftIn::Practice | LeftIn::Trash | LeftIn::Worktree);
    let mentions = files.left.iter().filter(|left| is_mention(left.place) && !is_theirs(&left.path));
    let report = ErasureReport {
        name: identity.name().to_owned(),
        is_rehearsed: context.global.dry_run,
        folders: erasure.folders.clone(),
        files: erasure.files,
        steps: erasure.steps,
        other_files: erasure.state_files.len() + erasure.temporaries.len(),
        hours: add_up_hours(context, practice, typed),
        keeps_hours: args.keep_hours,
        mentions: mentions.cloned().collect(),
        commands: git
            .as_ref()
            .map(|git| list_commands(git, &identity, &in_full(practice, list_scratch_files(&files))))
            .unwrap_or_default(),
        prove: prove_command(&identity),
        beyond: list_beyond(git.as_ref()),
        identity,
        git,
    };
    if !context.global.dry_run {
        confirm(context, &report, args.confirm.as_deref())?;
        take_away(context, practice, &report, &erasure)?;
    }
    show(context, practice, "erase.md", report)
}

/// Asks for the name, on a terminal, or takes the one that was given.
fn confirm(context: &Context, report: &ErasureReport, given: Option<&str>) -> anyhow::Result<()> {
    let name = &report.name;
    let typed = match given {
        Some(given) => given.to_owned(),
        None if context.ui.can_ask() => {
            context.ui.say(&format!(
                "{} files of theirs go for good; coach undo can't take it back. --dry-run tells it all first.",
                report.files
            ));
            match context.ui.ask(&format!("To erase everything kept about {name}, type the name:"), None)? {
                Answer::Given(typed) => typed,
                Answer::Interrupted => {
                    return Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into());
                }
                Answer::Skipped => String::new(),
            }
        }
        None => {
            let hint = format!("look with --dry-run first; then --confirm {name:?}");
            bail!(Refusal::missing("nothing was erased: it has to be confirmed with the name", hint))
        }
    };
    if id::fold(typed.trim()) != id::fold(name.trim()) {
        let what = format!("nothing was erased: `{}` isn't the name", typed.trim());
        bail!(Refusal::refuse(what, format!("{} is called {name}", report.identity.ids[0])));
    }
    Ok(())
}

/// What git held is remembered first, by ids alone, so that it is known again when it comes back from elsewhere.
fn take_away(
    context: &Context,
    practice: &Practice,
    report: &ErasureReport,
    erasure: &Erasure,
) -> anyhow::Result<()> {
    let people = ErasedPeople::open(practice);
    if let Some(git) = &report.git {
        let erased =
            Erased { on: context.now.date, contents: git.contents.clone(), commits: git.holding.clone() };
        if let Err(error) = people.remember(&erased) {
            context.ui.say(&format!("coach sync won't know them again: {error}"));
        }
    }
    if report.keeps_hours {
        keep_hours(context, practice, &people, report)?;
    }
    practice.erase(&report.identity, erasure)?;
    people.end_counting();
    Ok(())
}

/// Adds their hours to coach.yaml, once: a command that was cut off behind it can be run again as it was.
fn keep_hours(
    context: &Context,
    practice: &Practice,
    people: &ErasedPeople,
    report: &ErasureReport,
) -> anyhow::Result<()> {
    let (id, known) = (&report.identity.ids[0], practice.settings().value.hours_erased);
    if people.has_counted(id, known) {
        return Ok(());
    }
    people.begin_counting(id, known.plus(report.hours))?;
    practice.edit(MARKER, |text| {
        Ok(add_erased_hours(text, known, report.hours).map_err(|refusal| refusal.in_note(MARKER))?)
    })?;
    context.settle()
}

/// The hours that their notes show.
fn add_up_hours(context: &Context, practice: &Practice, id: &str) -> ErasedHours {
    if !practice.has_client(id) {
        return ErasedHours::default();
    }
    let record = practice.record(id).value;
    let held = hours(vec![client_hours(&record, None, context.now)], Purpose::default(), context.now).held;
    ErasedHours { paid: held.paid_hours, pro_bono: held.pro_bono_hours }
}

fn prove(context: &Context, practice: &Practice, typed: &[String]) -> anyhow::Result<()> {
    let mut identity = sort_out(typed);
    if identity.traces().is_empty() {
        bail!(Refusal::missing(
            "there is nothing to look for",
            "coach erase --prove \"Their Name\" their@address"
        ));
    }
    let is_them = |other: &Candidate| {
        identity.ids.iter().any(|id| id::same(id, &other.id))
            || identity.names.iter().any(|name| id::fold(name) == id::fold(&other.name))
    };
    let others = list_others(practice, is_them);
    let git = survey(&practice.root, &mut identity, &others);
    let files = look_through(practice, &identity, git.as_ref());
    let erased = ErasedPeople::open(practice).is_still_kept(practice);
    let left = list_left(git.as_ref(), &files, erased.map(|held| (held.erased_on, held.objects)));
    if !left.is_empty() {
        context.answer_no();
    }
    let scratch = in_full(practice, list_scratch_files(&files));
    let mut opaque = files.opaque.clone();
    opaque
        .extend(git.iter().flat_map(|git| &git.opaque).filter(|path| !files.opaque.contains(path)).cloned());
    let perhaps = git.iter().flat_map(|git| &git.perhaps);
    let proof = Proof {
        left,
        files: files.files,
        objects: git.as_ref().map(|git| git.looked_at),
        opaque,
        perhaps: perhaps.map(|message| format!("{} {}", message.id, message.subject)).collect(),
        commands: git.as_ref().map(|git| list_commands(git, &identity, &scratch)).unwrap_or_default(),
        is_busy: git.as_ref().is_some_and(|git| git.is_busy),
        beyond: list_beyond(git.as_ref()),
        looked_for: identity,
    };
    show(context, practice, "erase-prove.md", proof)
}

/// What was typed, as addresses, ids and names. A name is an id as well, made as coach makes one.
fn sort_out(typed: &[String]) -> Identity {
    let mut identity = Identity::default();
    for one in typed.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
        if one.contains('@') {
            identity.add(None, &[one.to_owned()]);
        } else if id::is_typed_as_id(one) {
            identity.ids.push(one.to_owned());
        } else {
            identity.add(Some(one), &[]);
            identity.ids.extend(id::slug(one));
        }
    }
    identity.ids.put_in_order();
    identity.ids.dedup();
    identity
}

fn list_others(practice: &Practice, is_them: impl Fn(&Candidate) -> bool) -> OtherClients {
    let others: Vec<_> = practice.candidates().into_iter().filter(|other| !is_them(other)).collect();
    let (ids, names) = others.into_iter().map(|other| (other.id, other.name)).unzip();
    OtherClients { ids, names }
}

/// Paths as a shell finds them wherever it is.
fn in_full(practice: &Practice, paths: Vec<String>) -> Vec<String> {
    paths.into_iter().map(|path| practice.root.join(path).to_string_lossy().into_owned()).collect()
}

/// Shows a view by the built-in template: commands are only ever coach's own.
fn show<V: View>(context: &Context, practice: &Practice, template: &str, view: V) -> anyhow::Result<()> {
    let templates = Templates::new(context.screen_surroundings(), Vec::new())?;
    context.show_made(
        practice,
        Loaded::from(view),
        |view| Ok(context.dress(&templates.fill(template, view)?)),
    )
}
