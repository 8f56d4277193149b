use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::Format;
use crate::cli::support::context::Context;
use crate::model::matching::make_sorting_key;
use crate::model::order::InOrder as _;
use crate::model::problem::{Problem, Severity};
use crate::note::lines::Lines;
use crate::note::near::mend::mend_text;
use crate::practice::Practice;
use crate::render::{diagnostics, json, linear};

/// Tell every problem and near miss, its place and how to mend it
///
/// The exit code is 1 if there is any. A note that doesn't count, as a call, an hour or a thread, until you have looked is an error;
/// everything else is a note.
///
/// With --fix, what needs no choice is mended: the diff is shown, then written (with --dry-run it is only shown).
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach check", "coach check clients/alice", "coach check --fix --dry-run"])]
pub struct Args {
    /// Only what stands in these files and folders
    paths: Vec<PathBuf>,
    /// Mend what needs no choice; the diff is shown first
    #[arg(long)]
    fix: bool,
}

/// How often a note is looked at again after what was mended in it.
const ROUNDS: usize = 5;

/// What `check` found.
#[derive(Serialize)]
struct Found {
    problems: Vec<Problem>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let practice = context.open_bare_practice()?;
    let wanted: Vec<String> =
        args.paths.iter().map(|path| practice.relative(path)).collect::<Result<_, _>>()?;
    let mut problems = context.while_reading(&practice, |practice| find_problems(practice, &wanted));
    if args.fix && mend(context, &practice, &wanted, &problems)? {
        if context.answers_itself() {
            return Ok(());
        }
        problems = find_problems(&practice, &wanted);
    }
    let clean = problems.is_empty();
    let text = if context.global.format == Format::Json {
        json::json(&Found { problems })?
    } else {
        show_problems(context, &practice, &problems)
    };
    context.ui.print(&text)?;
    if clean {
        context.ui.say("nothing to mend");
    }
    if !clean {
        context.answer_no();
    }
    Ok(())
}

/// The problems in what is wanted.
fn find_problems(practice: &Practice, wanted: &[String]) -> Vec<Problem> {
    let mut problems = practice.settings().problems;
    problems.extend(records(practice, wanted));
    problems.retain(|problem| wanted.is_empty() || wanted.iter().any(|path| lies_in(&problem.path, path)));
    problems
}

/// Mends what needs no choice, and shows it; says whether there was anything.
fn mend(
    context: &Context,
    practice: &Practice,
    wanted: &[String],
    problems: &[Problem],
) -> anyhow::Result<bool> {
    let mut originals: BTreeMap<String, String> = BTreeMap::new();
    let mut left = problems.to_vec();
    // What is mended can bring to light what wasn't read before.
    for _ in 0..ROUNDS {
        let changed = stage_mends(practice, &left, &mut originals)?;
        if !changed {
            break;
        }
        left = find_problems(practice, wanted);
    }
    // A note in which all counted isn't given one that doesn't.
    let has_error = |problems: &[Problem], path: &str| {
        problems.iter().find(|problem| problem.path == path && problem.severity == Severity::Error).cloned()
    };
    let brought_in = |path: &str| has_error(&left, path).filter(|_| has_error(problems, path).is_none());
    let mut mended = Vec::new();
    for (path, original) in &originals {
        let Some(new) = brought_in(path) else {
            mended.push(path);
            continue;
        };
        practice.edit(path, |_| Ok(original.clone()))?;
        let place = format!("{path}:{}:{}", new.line, new.column);
        context.ui.say(&format!("{place}: left as it is, to be mended by hand: {}", new.message));
    }
    // The first that is told writes all of them.
    mended.into_iter().try_for_each(|path| context.did(path, "mended"))?;
    if originals.is_empty() {
        context.ui.say("nothing that could be mended without a choice");
    } else if !context.answers_itself() {
        context.ui.print(&context.describe_changes(&practice.changes()))?;
    }
    Ok(!originals.is_empty())
}

/// Lays what mends these problems into their notes; says whether there was anything, and keeps how each note was.
fn stage_mends(
    practice: &Practice,
    problems: &[Problem],
    originals: &mut BTreeMap<String, String>,
) -> anyhow::Result<bool> {
    let mut paths: Vec<&str> =
        problems.iter().filter(|problem| problem.has_mend()).map(|problem| problem.path.as_str()).collect();
    paths.put_in_order();
    paths.dedup();
    let mut has_changed = false;
    for path in paths {
        let here: Vec<&Problem> = problems.iter().filter(|problem| problem.path == path).collect();
        let (before, after) = practice.edit(path, |text| Ok(mend_text(text, &here)))?;
        has_changed |= before != after;
        originals.entry(path.to_owned()).or_insert(before);
    }
    Ok(has_changed)
}

/// The problems of the whole practice, or of the clients that the paths lie in.
fn records(practice: &Practice, wanted: &[String]) -> Vec<Problem> {
    let client = |path: &String| {
        path.strip_prefix("clients/").and_then(|rest| rest.split('/').next()).map(str::to_owned)
    };
    let clients: Option<Vec<String>> = wanted.iter().map(client).collect();
    match clients {
        Some(mut clients) if !clients.is_empty() => {
            clients.put_in_order_by_key(|id| make_sorting_key(id));
            clients.dedup();
            clients.retain(|id| practice.has_client(id));
            clients.iter().flat_map(|id| practice.problems_of(id)).collect()
        }
        _ => practice.problems(),
    }
}

fn lies_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || Path::new(path).starts_with(folder)
}

fn show_problems(context: &Context, practice: &Practice, problems: &[Problem]) -> String {
    let mut text = String::new();
    for problems in problems.chunk_by(|one, next| one.path == next.path) {
        // A file is read once, however many problems stand in it.
        let source = practice.source_of(&problems[0]).unwrap_or_default();
        let lines = Lines::new(&source);
        for problem in problems {
            let line = (!source.is_empty()).then(|| &source[lines.range(problem.line)]);
            if context.is_linear() {
                text.push_str(&linear::speak_problem(problem, line));
            } else {
                text.push_str(&diagnostics::with_its_line(problem, line, context.ui.colour()));
                text.push('\n');
            }
        }
    }
    if !problems.is_empty() {
        let (count, noun) = (problems.len(), if problems.len() == 1 { "problem" } else { "problems" });
        let _ = writeln!(text, "{count} {noun}{}", if context.is_linear() { "." } else { "" });
    }
    text
}
