use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::Format;
use super::context::Context;
use crate::model::problem::Problem;
use crate::practice::Practice;
use crate::render::{diagnostics, json};

/// Tell every problem in the notes, its place and how to mend it
///
/// The exit code is 1 if there is any.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach check", "coach check clients/alice"])]
pub struct Args {
    /// Only what stands in these files and folders
    paths: Vec<PathBuf>,
}

/// What `check` found.
#[derive(Serialize)]
struct Found {
    problems: Vec<Problem>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let practice = context.bare_practice()?;
    let wanted: Vec<String> =
        args.paths.iter().map(|path| practice.relative(path)).collect::<Result<_, _>>()?;
    let mut problems = practice.settings().problems;
    problems.extend(records(&practice, &wanted));
    problems.retain(|problem| wanted.is_empty() || wanted.iter().any(|path| lies_in(&problem.path, path)));
    let clean = problems.is_empty();
    let text = if context.global.format == Format::Json {
        json::json(&Found { problems })?
    } else {
        shown(context, &practice, &problems)
    };
    context.ui.print(&text)?;
    if clean {
        context.ui.say("nothing to mend");
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The problems of the whole practice, or of the clients that the paths lie in.
fn records(practice: &Practice, wanted: &[String]) -> Vec<Problem> {
    let client = |path: &String| {
        path.strip_prefix("clients/").and_then(|rest| rest.split('/').next()).map(str::to_owned)
    };
    let clients: Option<Vec<String>> = wanted.iter().map(client).collect();
    match clients {
        Some(mut clients) if !clients.is_empty() => {
            clients.sort();
            clients.dedup();
            clients.retain(|id| practice.has_client(id));
            clients.iter().flat_map(|id| practice.record(id).problems).collect()
        }
        _ => practice.problems(),
    }
}

fn lies_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || Path::new(path).starts_with(folder)
}

fn shown(context: &Context, practice: &Practice, problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let source = practice.source_of(problem).unwrap_or_default();
        text.push_str(&diagnostics::with_its_line(problem, &source, context.ui.colour()));
        text.push('\n');
    }
    if !problems.is_empty() {
        let (count, noun) = (problems.len(), if problems.len() == 1 { "problem" } else { "problems" });
        let _ = writeln!(text, "{count} {noun}");
    }
    text
}
