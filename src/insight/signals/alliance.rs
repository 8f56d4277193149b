//! The signal about the alliance: marks of a call under what is usual for this client.

use super::DUST;
use super::evidence::{Basis, Figure, number};
use super::facts::Facts;
use super::finding::Finding;
use crate::insight::alliance::series;
use crate::insight::median::median;
use crate::model::session::{Alliance, Session};
use crate::model::signal::Signal;

/// In how many of the latest marked sessions a dip is looked for.
const LATEST: usize = 3;
/// How many earlier marks there have to be before something is usual.
const EARLIER: usize = 2;
/// A line has come back at this much under its median.
const LINE_BACK: f64 = 1.0;
/// A line that has no median has come back at this mark.
const LINE_BACK_WITHOUT: f64 = 8.0;
/// The mean has come back at this much under its median.
const MEAN_BACK: f64 = 0.5;

/// One line of the marks that lies low.
struct Low {
    line: &'static str,
    mark: f64,
    /// What is usual for this client, where that can be told.
    usual: Option<f64>,
}

/// Marks of one of the latest calls that lie under what is usual for this client, until they come back.
pub(super) fn alliance_dip(facts: &Facts<'_>) -> Vec<Finding> {
    let marked = series(facts.record, facts.now);
    let mut newest = (marked.len().saturating_sub(LATEST)..marked.len()).rev();
    let Some((at, lows, mean)) = newest.find_map(|at| dip_at(facts, &marked, at)) else {
        return Vec::new();
    };
    let later = &marked[at + 1..];
    let lines_back = lows.iter().all(|low| {
        let enough = low.usual.map_or(LINE_BACK_WITHOUT, |usual| usual - LINE_BACK);
        later.iter().any(|(session, _)| {
            mark_of(&session.alliance, low.line).is_some_and(|mark| mark >= enough - DUST)
        })
    });
    let mean_back = mean.is_none_or(|usual| later.iter().any(|(_, mean)| *mean >= usual - MEAN_BACK - DUST));
    if lines_back && mean_back {
        return Vec::new();
    }
    vec![tell_lines(facts, marked[at], &lows, mean)]
}

/// The low lines of one marked session, and the usual mean where its mean fell; nothing where neither is the case.
fn dip_at(
    facts: &Facts<'_>,
    marked: &[(&Session, f64)],
    at: usize,
) -> Option<(usize, Vec<Low>, Option<f64>)> {
    let (session, mean) = marked[at];
    let earlier = &marked[..at];
    let never_talked = !facts.held_sessions().any(|held| held.talked_about.contains(&Signal::AllianceDip));
    let lows: Vec<Low> = lines(&session.alliance)
        .filter_map(|(line, mark)| {
            let before = earlier.iter().filter_map(|(session, _)| mark_of(&session.alliance, line));
            let usual = usual(before);
            let fell = usual.is_some_and(|usual| usual - mark >= facts.limits.alliance_dip - DUST);
            let low = never_talked && mark < facts.limits.alliance_low - DUST;
            (fell || low).then_some(Low { line, mark, usual })
        })
        .collect();
    let usual_mean = usual(earlier.iter().map(|(_, mean)| *mean))
        .filter(|usual| usual - mean >= facts.limits.alliance_mean - DUST);
    (!lows.is_empty() || usual_mean.is_some()).then_some((at, lows, usual_mean))
}

fn usual(marks: impl Iterator<Item = f64>) -> Option<f64> {
    let marks: Vec<f64> = marks.collect();
    if marks.len() < EARLIER { None } else { median(marks) }
}

fn lines(marks: &Alliance) -> impl Iterator<Item = (&'static str, f64)> {
    marks.lines().into_iter().filter_map(|(line, mark)| Some((line, mark?.value())))
}

fn mark_of(marks: &Alliance, line: &str) -> Option<f64> {
    lines(marks).find(|(name, _)| *name == line).map(|(_, mark)| mark)
}

fn tell_lines(
    facts: &Facts<'_>,
    (session, mean): (&Session, f64),
    lows: &[Low],
    usual_mean: Option<f64>,
) -> Finding {
    let line = || [session.written.key("alliance")];
    let mut figures: Vec<Figure> =
        lows.iter().map(|low| Figure::new(low.line, low.mark).from(line())).collect();
    let beside = |usual: Option<f64>| match usual {
        Some(usual) => format!(" ({} is usual for them)", number(usual)),
        None => String::new(),
    };
    let mut parts: Vec<String> = lows
        .iter()
        .map(|low| format!("{} {} of 10{}", facts.phrase(low.line), number(low.mark), beside(low.usual)))
        .collect();
    if let Some(usual) = usual_mean {
        figures.push(Figure::new("mean", mean).from(line()));
        figures.push(Figure::new("usual", usual));
        parts.push(format!("{} {} of 10{}", facts.phrase("mean"), number(mean), beside(Some(usual))));
    }
    let day = facts.day(session.when.date);
    Finding::new(Basis::default().add_marked(session), figures)
        .with_name("day", &day)
        .with_name("marks", &parts.join(", "))
}
