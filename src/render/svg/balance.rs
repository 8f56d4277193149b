//! The drawing of a client's areas: one sector an area, an arc for its quality, hours given and wished for along the rim.

use serde::Serialize;

use super::page::{Page, Sign, WIDTH, Words, place_names};
use super::polar::{Span, arc, draw_ring};
use super::sectors::{HIGHEST, HOURS, WISH, find_radius, narrow_for_gap, sector, share};
use super::telling::{description, is_largest, name, title};
use super::units;
use crate::insight::balance::{Area, BalanceView, Earlier};
use crate::model::mark::Hours;

/// The hole in the middle.
const HOLE: f64 = 9.0;
/// How many earlier marks are drawn, the latest of them.
pub const EARLIER: usize = 3;

/// A drawing, ready for its template.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// What it is.
    pub title: String,
    /// What is to be seen, with every figure.
    pub description: String,
    /// Its width.
    pub width: String,
    /// Its height.
    pub height: String,
    /// The centre of the circle, across and down.
    pub centre: (String, String),
    /// The sectors, clockwise; their paths are around the centre.
    pub sectors: Vec<Sector>,
    /// What the signs mean: which sign, and its middle.
    pub signs: Vec<Sign>,
    /// Everything that is written in it.
    pub words: Vec<Words>,
}

/// One area's sector: paths.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sector {
    /// Whether it is the area with the largest gap.
    pub largest: bool,
    /// The ground: the whole sector, the whole band of hours, the whole band of wishes.
    pub ground: [String; 3],
    /// Arcs to measure by: at a quality of 3, 5 and 7.
    pub scale: [String; 3],
    /// The sector filled up to its quality.
    pub filled: Option<String>,
    /// The arc at its quality.
    pub arc: Option<String>,
    /// The arcs of earlier marks, the oldest first, and how much of them is to be seen, 0 to 1.
    pub earlier: Vec<(String, f64)>,
    /// The hours that it gets.
    pub hours: Option<String>,
    /// The hours wished for.
    pub wish: Option<String>,
}

/// Draws the areas as they stand in a view; nothing where no area is known.
#[must_use]
pub fn draw(view: &BalanceView) -> Option<Drawing> {
    let count = view.areas.len();
    if count == 0 {
        return None;
    }
    let names: Vec<String> = view.areas.iter().map(|area| name(&area.now.area)).collect();
    let (turn, beside) = place_names(&names);
    let sectors: Vec<Span> = (0..count).map(|place| sector(place, count, turn)).collect();
    let most = view.areas.iter().flat_map(|area| [area.now.hours, area.now.wish]).flatten();
    let most = most.fold(0.0, |most: f64, hours| most.max(hours.0));
    let mut page = Page::default();
    page.draw_around(&names, &sectors, beside.as_deref());
    page.ratings(&view.areas, &sectors);
    page.table(view, &names, beside.is_none());
    page.notes(view);
    Some(Drawing {
        title: title(view),
        description: description(view, &names),
        width: units(WIDTH),
        height: units(page.height()),
        centre: page.centre(),
        sectors: view
            .areas
            .iter()
            .zip(&sectors)
            .map(|(area, span)| sector_of(area, *span, most, is_largest(area, view)))
            .collect(),
        signs: page.signs(),
        words: page.words(),
    })
}

fn sector_of(area: &Area, span: Span, most: f64, largest: bool) -> Sector {
    let band = |(inner, outer): (f64, f64), span: Span| {
        draw_ring((inner, narrow_for_gap(span, inner)), (outer, narrow_for_gap(span, outer)))
    };
    let along = |(inner, outer): (f64, f64), hours: Hours| {
        // Both ends run towards the centre, so that the width at the rim is the same at either radius.
        let part = share(narrow_for_gap(span, outer), hours.0, most);
        (part.width() > 0.0).then(|| draw_ring((inner, part), (outer, part)))
    };
    let at = |rating: f64| {
        let radius = find_radius(rating);
        arc(radius, narrow_for_gap(span, radius))
    };
    let drawn_before: Vec<&Earlier> =
        area.earlier.iter().rev().filter(|earlier| earlier.rating.is_some()).take(EARLIER).collect();
    let faint = drawn_before
        .iter()
        .enumerate()
        .filter_map(|(age, earlier)| Some((at(earlier.rating?.value()), 0.75 - 0.2 * age as f64)));
    let mut earlier: Vec<(String, f64)> = faint.collect();
    earlier.reverse();
    Sector {
        largest,
        ground: [band((HOLE, HIGHEST), span), band(HOURS, span), band(WISH, span)],
        scale: [at(3.0), at(5.0), at(7.0)],
        filled: area.now.rating.map(|rating| band((HOLE, find_radius(rating.value())), span)),
        arc: area.now.rating.map(|rating| at(rating.value())),
        earlier,
        hours: area.now.hours.and_then(|hours| along(HOURS, hours)),
        wish: area.now.wish.and_then(|wish| along(WISH, wish)),
    }
}
