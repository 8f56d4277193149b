//! The signal about the areas of their work.

use super::DUST;
use super::evidence::{Basis, Figure};
use super::facts::Facts;
use super::finding::Finding;
use crate::insight::balance::gap;
use crate::model::session::AreaMarks;

/// An area that gets less than this part of the hours wished for lacks them, however few they are.
const HALF: f64 = 0.5;

/// The area of their work that they mark low and that gets far fewer hours than they wish; else one that gets far more.
pub(super) fn lopsided(facts: &Facts<'_>) -> Vec<Finding> {
    let is_marked = |area: &AreaMarks| area.rating.is_some() || area.hours.is_some() || area.wish.is_some();
    let Some(latest) = facts.held_sessions().rfind(|session| session.balance.iter().any(is_marked)) else {
        return Vec::new();
    };
    let low = latest.balance.iter().filter_map(|area| Some((area, low(facts, area)?)));
    // The lowest rated, then the largest gap; of those that are alike the first.
    let low = low.reduce(|first, next| {
        let less = next.1.0 < first.1.0 - DUST;
        let wider = (next.1.0 - first.1.0).abs() <= DUST && next.1.1 > first.1.1 + DUST;
        if less || wider { next } else { first }
    });
    let over = || {
        let over = latest.balance.iter().filter_map(|area| {
            let more = -gap(area)?;
            (more >= facts.limits.area_over - DUST).then_some((area, more))
        });
        over.reduce(|first, next| if next.1 > first.1 + DUST { next } else { first })
    };
    let (area, variant) = match (low, over) {
        (Some((area, _)), _) => (area, if area.hours.is_some() { "" } else { "mark" }),
        (None, over) => match over() {
            Some((area, _)) => (area, "over"),
            None => return Vec::new(),
        },
    };
    let from = || [area.written.clone()];
    let number = |name, value: Option<f64>| value.map(|value| Figure::new(name, value).from(from()));
    let figures = [
        number("rating", area.rating.map(crate::model::mark::Mark::value)),
        number("hours", area.hours.map(|hours| hours.0)),
        number("wish", area.wish.map(|wish| wish.0)),
        number("gap", gap(area)),
    ];
    let basis = Basis::default().add_marked(latest);
    let figures = figures.into_iter().flatten().collect();
    vec![Finding::new(basis, figures).with_name("area", &area.area).with_variant(variant)]
}

/// The rating and the gap of an area that is marked low and lacks hours. One without hours is looked at by its mark alone.
fn low(facts: &Facts<'_>, area: &AreaMarks) -> Option<(f64, f64)> {
    let rating = area.rating.map(crate::model::mark::Mark::value)?;
    if rating > facts.limits.area_rating + DUST {
        return None;
    }
    let Some(hours) = area.hours else { return Some((rating, f64::NEG_INFINITY)) };
    let wish = area.wish.filter(|wish| wish.0 > 0.0)?;
    let gap = gap(area)?;
    let lacks = gap >= facts.limits.area_gap - DUST || hours.0 < wish.0 * HALF - DUST;
    lacks.then_some((rating, gap))
}
