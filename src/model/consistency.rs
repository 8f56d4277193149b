//! Problems that no note has by itself: references to what isn't there, circles, ids that look alike.

use std::collections::HashMap;

use super::id::{folded, same};
use super::matching::{Candidate, nearest};
use super::problem::{Problem, Severity};
use super::record::Record;
use super::session::Reference;

/// Everything that doesn't fit together in one client's notes, in the order of files and lines.
#[must_use]
pub fn problems(record: &Record) -> Vec<Problem> {
    let goals = known(record.goals.iter().map(|goal| (&goal.id, goal.called())));
    let plans = known(record.plans.iter().map(|plan| (&plan.id, plan.title.as_str())));
    let mut problems = Vec::new();
    for reference in record.sessions.iter().flat_map(|session| &session.goals) {
        problems.extend(dangling(reference, "goal", &goals));
    }
    for plan in &record.plans {
        problems.extend(plan.goal.iter().filter_map(|reference| dangling(reference, "goal", &goals)));
        problems.extend(plan.follows.iter().filter_map(|reference| dangling(reference, "plan", &plans)));
    }
    problems.extend(circles(record));
    let sessions = record.sessions.iter().map(|s| (&*s.id, &*s.path));
    problems.extend(alike(sessions));
    problems.extend(alike(record.goals.iter().map(|g| (&*g.id, &*g.path))));
    problems.extend(alike(record.plans.iter().map(|p| (&*p.id, &*p.path))));
    problems.extend(alike(record.notes.iter().map(|n| (&*n.id, &*n.path))));
    problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    problems
}

/// Ids that differ only in case or normal form, each with its path: on another machine they are one file.
pub fn alike<'a>(ids: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Problem> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut problems = Vec::new();
    for (id, path) in ids {
        if let Some(first) = seen.insert(folded(id), path) {
            let message = format!("the id `{id}` looks the same as the one of {first}");
            let hint = "rename one of the two: on some machines they are one file";
            problems.push(Problem::of_file(path, "alike-ids", message, hint));
        }
    }
    problems
}

fn known<'a>(ids: impl Iterator<Item = (&'a String, &'a str)>) -> Vec<Candidate> {
    ids.map(|(id, name)| Candidate { id: id.clone(), name: name.to_owned() }).collect()
}

fn dangling(reference: &Reference, kind: &str, known: &[Candidate]) -> Option<Problem> {
    if known.iter().any(|candidate| same(&candidate.id, &reference.id)) {
        return None;
    }
    let hint = match nearest(&reference.id, known).first() {
        Some(near) => format!("did you mean `{}`?", near.id),
        None if known.is_empty() => {
            format!("this client has no {kind}s yet; make it, or take the reference out")
        }
        None => {
            let ids: Vec<_> = known.iter().map(|candidate| candidate.id.as_str()).take(5).collect();
            format!("the {kind}s of this client are: {}", ids.join(", "))
        }
    };
    Some(at(reference, "unknown-reference", format!("there is no {kind} `{}`", reference.id), hint))
}

fn at(reference: &Reference, code: &'static str, message: String, hint: String) -> Problem {
    Problem {
        path: reference.source.path.to_string(),
        line: reference.source.line,
        column: reference.column,
        message,
        hint,
        code,
        severity: Severity::Error,
        doubts: false,
        mend: None,
        length: reference.id.chars().count().max(1),
    }
}

/// Plans that follow each other in a circle; each circle is told once, at its first plan by id.
fn circles(record: &Record) -> Vec<Problem> {
    let follows: HashMap<&str, &Reference> =
        record.plans.iter().filter_map(|plan| Some((plan.id.as_str(), plan.follows.as_ref()?))).collect();
    let mut problems = Vec::new();
    for plan in &record.plans {
        let mut chain = vec![plan.id.as_str()];
        while let Some(next) = chain.last().and_then(|last| follows.get(last)) {
            if chain.contains(&next.id.as_str()) {
                break;
            }
            chain.push(&next.id);
        }
        let closes = chain.last().and_then(|last| follows.get(last)).is_some_and(|next| next.id == plan.id);
        if closes
            && chain.iter().min() == Some(&plan.id.as_str())
            && let Some(reference) = &plan.follows
        {
            let message = format!("these plans follow each other in a circle: {}", chain.join(" → "));
            problems.push(at(
                reference,
                "circle-of-plans",
                message,
                "take `follows:` out of the one that came first".into(),
            ));
        }
    }
    problems
}
