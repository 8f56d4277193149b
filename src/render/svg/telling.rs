//! The drawing of areas in words: what it is, what is to be seen in it.

use chrono::Datelike;

use super::text_fit::{isolate, xml_line};
use super::units;
use crate::insight::balance::{Area, BalanceView};
use crate::model::moment::Moment;

/// An area's name as it can be drawn; a sign in its place where nothing of it can.
pub fn name(area: &str) -> String {
    let name = xml_line(area);
    if name.is_empty() { "–".to_owned() } else { name }
}

/// What the drawing is.
pub fn title(view: &BalanceView) -> String {
    let name = xml_line(&view.client.name);
    let whose = if name.is_empty() { String::new() } else { format!(" of {}", isolate(&name)) };
    format!("Balance{whose}{}", view.date.map(|date| format!(", {}", day(date))).unwrap_or_default())
}

/// The drawing in words, for those who can't see it.
pub fn description(view: &BalanceView, names: &[String]) -> String {
    let mut sentences = Vec::new();
    for (area, name) in view.areas.iter().zip(names) {
        let before: Vec<String> =
            area.earlier.iter().filter_map(|earlier| Some(units(earlier.rating?.value()))).collect();
        let before = if before.is_empty() {
            String::new()
        } else {
            format!("; quality before: {}", before.join(", "))
        };
        sentences.push(format!("{}: {}{before}.", isolate(name), figures(area)));
    }
    sentences.extend(most_wished(view).map(|most| format!("{most}.")));
    sentences.join(" ")
}

fn figures(area: &Area) -> String {
    let rating = area.now.rating.map(|rating| format!("quality {}", units(rating.value())));
    let hours = area.now.hours.map(|hours| tell_hours(hours.0));
    let wish = area.now.wish.map(|wish| format!("{} wished for", units(wish.0)));
    let hours = [hours, wish].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parts: Vec<String> =
        rating.into_iter().chain(Some(hours).filter(|hours| !hours.is_empty())).collect();
    if parts.is_empty() { "not marked".to_owned() } else { parts.join(" · ") }
}

/// Hours a week, in words.
pub fn tell_hours(hours: f64) -> String {
    let hours = units(hours);
    format!("{hours} {} a week", if hours == "1" { "hour" } else { "hours" })
}

/// Whether an area is the one with the largest gap.
pub fn is_largest(area: &Area, view: &BalanceView) -> bool {
    view.largest.as_ref() == Some(&area.now.area)
}

fn most_wished(view: &BalanceView) -> Option<String> {
    let area = view.areas.iter().find(|area| is_largest(area, view))?;
    let name = isolate(&name(&area.now.area));
    Some(format!("Most wished for and not given: {name}, {}", tell_hours(area.now.gap?)))
}

/// A day, short: `8 Nov 2026`.
pub fn day(moment: Moment) -> String {
    format!("{} {}", moment.date.day(), moment.date.format("%b %Y"))
}
