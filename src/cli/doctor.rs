use crate::cli::support::context::Context;
use crate::insight::health::{Health, HealthFinding};
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::model::zone::ZoneName;
use crate::practice::git::working_copy::WorkingCopy;
use crate::practice::own_settings::check_own_settings;
use crate::practice::tried::{LocksFound, ask_version, show_state_folder};
use crate::practice::zones::read_zone;
use crate::practice::{Practice, root};
use crate::render::template::Templates;

/// What coach finds around it, and what you might mend, a line each
///
/// git, the editor, the pager, pandoc, the locale, the terminal, time zones, locks. It looks and changes nothing; what is wrong in notes is told by `coach check`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach doctor"])]
pub struct Args {}

pub fn run(_args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let found = context.any_practice();
    let mut findings = Vec::new();
    match &found {
        Ok(Some(practice)) => findings.extend(look_at_practice(practice)),
        Ok(None) => findings.push(HealthFinding::to_mend(
            "practice",
            "none at or above this folder",
            "go to yours, name it with --practice DIR, or make one: coach init DIR",
        )),
        Err(error) => findings.push(error.downcast_ref::<Refusal>().map_or_else(
            || HealthFinding::to_mend("practice", format!("{error:#}"), "name another with --practice DIR"),
            |refusal| HealthFinding::from_refusal("practice", refusal),
        )),
    }
    findings.extend(look_at_own_settings(found.is_err()));
    findings.extend([look_at_git(), look_at_editor(context), look_at_pager(context), look_at_pandoc()]);
    findings.extend([look_at_locale(context), look_at_terminal(context), look_at_state()]);
    let health = Health { findings };
    if let Ok(Some(practice)) = found {
        return context.show(&practice, Loaded::from(health));
    }
    let templates = Templates::new(context.screen_surroundings(), Vec::new())?;
    context.show_without_practice(&health, &templates)
}

fn look_at_practice(practice: &Practice) -> Vec<HealthFinding> {
    let settings = practice.settings();
    let mut findings = vec![HealthFinding::well("practice", practice.root.display().to_string())];
    for problem in &settings.problems {
        findings.push(HealthFinding::to_mend(
            "coach.yaml",
            format!("line {}: {}", problem.line, problem.message),
            problem.hint.clone(),
        ));
    }
    let is_told = settings.problems.iter().any(|problem| problem.message.starts_with("timezone:"));
    findings.extend((!is_told).then(|| look_at_zone(settings.value.timezone)));
    findings.push(match practice.try_lock() {
        LocksFound::Work => HealthFinding::well("locks", "they work here"),
        LocksFound::None => HealthFinding::to_mend(
            "locks",
            "there are none on this file system",
            "let no other coach write to this practice at the same time, or keep it on a disk of this machine",
        ),
        LocksFound::Taken => HealthFinding::to_mend(
            "locks",
            "another coach is writing",
            "wait until it is done, or end it",
        ),
    });
    // Without git there is one thing to mend, and it is told of git.
    if ask_version("git").is_some() {
        let repository = WorkingCopy::find(&practice.root).and_then(|repository| {
            repository.check_identity()?;
            repository.find_branch()
        });
        findings.push(match repository {
            Ok(branch) => HealthFinding::well("repository", format!("one on branch {branch}")),
            Err(refusal) => HealthFinding::from_refusal("repository", &refusal),
        });
    }
    findings
}

fn look_at_zone(zone: Option<ZoneName>) -> HealthFinding {
    match zone {
        None => HealthFinding::to_mend(
            "time zone",
            "none is set, so that hours in the calendar float",
            "write `timezone: Europe/Paris`, or what it is where you are, into coach.yaml",
        ),
        Some(name) => match read_zone(name) {
            Ok(zone) => HealthFinding::well("time zone", format!("{}, known to this system", zone.name())),
            Err(refusal) => HealthFinding::from_refusal("time zone", &refusal),
        },
    }
}

/// The user's own configuration; where it kept the practice from being found, that is told already.
fn look_at_own_settings(kept_from_practice: bool) -> Vec<HealthFinding> {
    let Some(file) = root::Hints::from_environment(None).configuration else { return Vec::new() };
    let about = "your own configuration";
    match check_own_settings(&file) {
        Some(wrong) if wrong.is_empty() => vec![HealthFinding::well(about, file.display().to_string())],
        Some(wrong) if !kept_from_practice => {
            wrong.iter().map(|refusal| HealthFinding::from_refusal(about, refusal)).collect()
        }
        _ => Vec::new(),
    }
}

fn look_at_git() -> HealthFinding {
    ask_version("git").map_or_else(
        || {
            let mend = "install git (git-scm.com): without it nothing keeps your notes' history";
            HealthFinding::to_mend("git", "it isn't installed", mend)
        },
        |said| HealthFinding::well("git", said),
    )
}

fn look_at_editor(context: &Context) -> HealthFinding {
    let (editor, from) = context.ui.editor_found(root::read_editor().as_deref());
    match (editor, from) {
        (Some(editor), _) if !context.ui.has_program(&editor) => HealthFinding::to_mend(
            "editor",
            format!("`{editor}` isn't in any folder of PATH"),
            "put the command of yours into EDITOR, or as `editor:` into your own configuration",
        ),
        (Some(editor), Some(_)) => HealthFinding::well("editor", editor),
        (found, _) => HealthFinding::to_mend(
            "editor",
            found.map_or_else(
                || "none is chosen".to_owned(),
                |found| format!("none is chosen, so it is {found}"),
            ),
            "put the command of yours into EDITOR, as in EDITOR=nano",
        ),
    }
}

fn look_at_pager(context: &Context) -> HealthFinding {
    match context.ui.pager_found() {
        (None, Some(from)) => HealthFinding::well("pager", format!("none, by {from}")),
        (None, None) => HealthFinding::well("pager", "none, as you wish"),
        (Some(pager), _) if context.ui.has_program(&pager) => HealthFinding::well("pager", pager),
        (Some(pager), _) => HealthFinding::to_mend(
            "pager",
            format!("`{pager}` isn't in any folder of PATH, so long text runs through"),
            "install it, or put another into PAGER",
        ),
    }
}

fn look_at_pandoc() -> HealthFinding {
    let needless = "none, which is well unless you import Word, RTF, ODT or org files (then: pandoc.org)";
    HealthFinding::well("pandoc", ask_version("pandoc").unwrap_or_else(|| needless.to_owned()))
}

fn look_at_locale(context: &Context) -> HealthFinding {
    match context.ui.locale_found() {
        (None, _) => HealthFinding::well("locale", "none is set, so it is taken for UTF-8"),
        (Some(locale), true) => HealthFinding::well("locale", locale),
        (Some(locale), false) => HealthFinding::to_mend(
            "locale",
            format!(
                "{locale} isn't UTF-8: names and quotes may look wrong, and drawings are made of plain signs"
            ),
            "set one that is, as in LANG=en_GB.UTF-8",
        ),
    }
}

fn look_at_terminal(context: &Context) -> HealthFinding {
    let ui = &context.ui;
    let kind = if ui.to_terminal() { "a terminal" } else { "no terminal" };
    let colour = if ui.colour() { "in colour" } else { "without colour" };
    let heard = if ui.is_linear() { ", to be heard" } else { "" };
    HealthFinding::well("terminal", format!("{kind} of {} columns, {colour}{heard}", ui.width()))
}

fn look_at_state() -> HealthFinding {
    show_state_folder().map_or_else(
        || {
            HealthFinding::to_mend(
                "state folder",
                "none is known, so undo and bookmarks aren't kept",
                "set HOME or XDG_STATE_HOME",
            )
        },
        |folder| HealthFinding::well("state folder", folder),
    )
}
