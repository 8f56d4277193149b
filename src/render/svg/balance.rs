//! The drawing of a client's areas: one sector an area, an arc for its quality, hours given and wished for along the rim.

use chrono::Datelike;
use serde::Serialize;

use super::names::{Frame, around};
use super::polar::{Span, arc, point, ring};
use super::sectors::{HIGHEST, HOURS, RIM, WISH, drawn, radius, sector, share};
use super::units;
use super::words::{balanced, ems, is_right_to_left, is_wide, isolated, lines, xml_line};
use crate::insight::balance::{Area, BalanceView, Earlier};
use crate::model::mark::{Hours, Rating};
use crate::model::moment::Moment;

/// The width of the drawing; every length is in these units.
const WIDTH: f64 = 340.0;
/// What is left blank along its edges.
const MARGIN: f64 = 10.0;
/// The size of type of names, and of everything else.
const NAME: f64 = 15.0;
const SMALL: f64 = 13.0;
/// From one line to the next.
const LEADING: f64 = 1.27;
/// How far below its middle a line of type stands, in parts of its size.
const BELOW: f64 = 0.36;
/// The hole in the middle.
const HOLE: f64 = 9.0;
/// Names keep so far from the rim.
const CLEAR: f64 = 6.0;
/// The longest line of a name beside its sector, in ems.
const BESIDE: f64 = 10.4;
/// And how many of them.
const BESIDE_LINES: usize = 3;
/// How many earlier marks are drawn, the latest of them.
const EARLIER: usize = 3;
/// A long name takes so many lines at most.
const NAME_LINES: usize = 3;
/// The columns of figures below the circle: their heads, and where they end, from the right edge.
const COLUMNS: [(&str, f64); 3] = [("quality", -100.0), ("hours", -54.0), ("wish", -MARGIN)];
/// What a column takes up at most.
const COLUMN: f64 = 52.0;
/// The breadth of a sign.
const SIGN: f64 = 18.0;
/// Regular type is so much narrower than the bold that widths are estimated for.
const REGULAR: f64 = 0.87;

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

/// A sign of the key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sign {
    /// Which one: `arc`, `hours` or `wish`.
    pub kind: &'static str,
    /// Where its left end is.
    pub x: String,
    /// Its middle.
    pub y: String,
}

/// A line of type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Words {
    /// What it is: `name`, `name largest`, `number`, `rating`, `figure`, `most` or `key`.
    pub class: &'static str,
    /// Where it is anchored.
    pub x: String,
    /// Its base line.
    pub y: String,
    /// `start`, `middle` or `end`, as its own direction has it.
    pub anchor: &'static str,
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// The words.
    pub text: String,
}

/// Where a line of type is held.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hold {
    Left,
    Middle,
    Right,
}

/// Draws the areas as they stand in a view; nothing where no area is known.
#[must_use]
pub fn draw(view: &BalanceView) -> Option<Drawing> {
    let count = view.areas.len();
    if count == 0 {
        return None;
    }
    let names: Vec<String> = view.areas.iter().map(|area| xml_line(&area.now.area)).collect();
    let (turn, beside) = placed(&names);
    let sectors: Vec<Span> = (0..count).map(|place| sector(place, count, turn)).collect();
    let most = view.areas.iter().flat_map(|area| [area.now.hours, area.now.wish]).flatten();
    let most = most.fold(0.0, |most: f64, hours| most.max(hours.0));
    let mut page = Page::default();
    page.around_the_circle(&names, &sectors, beside.as_deref());
    page.ratings(&view.areas, &sectors);
    page.table(view, &names, beside.is_none());
    page.notes(view);
    Some(Drawing {
        title: title(view),
        description: description(view, &names),
        width: units(WIDTH),
        height: units(page.down - page.top),
        centre: (units(WIDTH / 2.0), units(-page.top)),
        sectors: view
            .areas
            .iter()
            .zip(&sectors)
            .map(|(area, span)| sector_of(area, *span, most, is_largest(area, view)))
            .collect(),
        signs: page
            .signs
            .iter()
            .map(|(kind, x, y)| Sign { kind, x: units(x + WIDTH / 2.0), y: units(y - page.top) })
            .collect(),
        words: page.words(),
    })
}

fn sector_of(area: &Area, span: Span, most: f64, largest: bool) -> Sector {
    let band = |(inner, outer): (f64, f64), span: Span| {
        ring((inner, drawn(span, inner)), (outer, drawn(span, outer)))
    };
    let along = |(inner, outer): (f64, f64), hours: Hours| {
        // Both ends run towards the centre, so that the width at the rim is the same at either radius.
        let part = share(drawn(span, outer), hours.0, most);
        (part.width() > 0.0).then(|| ring((inner, part), (outer, part)))
    };
    let at = |rating: f64| {
        let radius = radius(rating);
        arc(radius, drawn(span, radius))
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
        filled: area.now.rating.map(|rating| band((HOLE, radius(rating.value())), span)),
        arc: area.now.rating.map(|rating| at(rating.value())),
        earlier,
        hours: area.now.hours.and_then(|hours| along(HOURS, hours)),
        wish: area.now.wish.and_then(|wish| along(WISH, wish)),
    }
}

/// Where the first sector begins, and the place of each name beside its own, if there is room for all.
fn placed(names: &[String]) -> (f64, Option<Vec<Frame>>) {
    let count = names.len();
    let is_whole = |name: &&String| {
        let wide = |word: &str| ems(word) > BESIDE && !word.chars().any(is_wide);
        !name.split(' ').any(wide) && lines(name, BESIDE, BESIDE_LINES + 1).len() <= BESIDE_LINES
    };
    if names.iter().filter(is_whole).count() < count {
        return (0.0, None);
    }
    let size = |name: &String| {
        let lines = balanced(name, BESIDE, BESIDE_LINES);
        let widest = lines.iter().map(|line| ems(line)).fold(0.0, f64::max);
        (widest * NAME, lines.len() as f64 * NAME * LEADING)
    };
    let sizes: Vec<(f64, f64)> = names.iter().map(size).collect();
    // The first sector begins at the top, or has its middle there; whichever leaves room for the names.
    let turns = [0.0, -180.0 / count as f64];
    let found = turns.into_iter().find_map(|turn| {
        let sectors: Vec<Span> = (0..count).map(|place| sector(place, count, turn)).collect();
        Some((turn, around(&sizes, &sectors, RIM + CLEAR, WIDTH / 2.0 - 2.0)?))
    });
    found.map_or((0.0, None), |(turn, frames)| (turn, Some(frames)))
}

/// The page while it is filled from the circle downwards; places are from the circle's centre.
#[derive(Default)]
struct Page {
    top: f64,
    down: f64,
    lines: Vec<Line>,
    signs: Vec<(&'static str, f64, f64)>,
}

struct Line {
    class: &'static str,
    x: f64,
    y: f64,
    hold: Hold,
    text: String,
}

impl Page {
    fn put(&mut self, class: &'static str, x: f64, y: f64, hold: Hold, text: impl Into<String>) {
        self.lines.push(Line { class, x, y, hold, text: text.into() });
    }

    /// The name of each area beside its sector, else its number.
    fn around_the_circle(&mut self, names: &[String], sectors: &[Span], frames: Option<&[Frame]>) {
        (self.top, self.down) = (-RIM, RIM);
        for (place, (name, span)) in names.iter().zip(sectors).enumerate() {
            let Some(frame) = frames.map(|frames| frames[place]) else {
                let (x, y) = point(RIM + CLEAR + SMALL / 2.0, span.middle());
                self.put("number", x, y + SMALL * BELOW, Hold::Middle, (place + 1).to_string());
                self.reach(y - SMALL, y + SMALL);
                continue;
            };
            let lines = balanced(name, BESIDE, BESIDE_LINES);
            let first = frame.y - (lines.len() as f64 - 1.0) / 2.0 * NAME * LEADING;
            for (line, text) in lines.into_iter().enumerate() {
                let y = first + line as f64 * NAME * LEADING + NAME * BELOW;
                // It hugs the circle, whatever its true width is.
                let (x, hold) = match frame.x {
                    x if x > 1.0 => (frame.x - frame.width / 2.0, Hold::Left),
                    x if x < -1.0 => (frame.x + frame.width / 2.0, Hold::Right),
                    x => (x, Hold::Middle),
                };
                self.put("name", x, y, hold, text);
            }
            self.reach(frame.y - frame.height / 2.0, frame.y + frame.height / 2.0);
        }
        self.top -= MARGIN;
        self.down += MARGIN;
    }

    fn reach(&mut self, top: f64, bottom: f64) {
        self.top = self.top.min(top);
        self.down = self.down.max(bottom);
    }

    /// The number of each quality, beside its arc.
    fn ratings(&mut self, areas: &[Area], sectors: &[Span]) {
        for (area, span) in areas.iter().zip(sectors) {
            let Some(rating) = area.now.rating else { continue };
            let radius = radius(rating.value());
            let beside = if radius > 52.0 { radius - 12.0 } else { radius + 12.0 };
            let (x, y) = point(beside, span.middle());
            self.put("rating", x, y + SMALL * BELOW, Hold::Middle, rating.value().to_string());
        }
    }

    /// Every area with its figures, one below the other; the signs of the drawing stand over what they mean.
    fn table(&mut self, view: &BalanceView, names: &[String], numbered: bool) {
        let left = -WIDTH / 2.0 + MARGIN;
        let indent = if numbered { 1.9 * SMALL } else { 0.0 };
        let room = WIDTH / 2.0 + COLUMNS[0].1 - COLUMN - left - indent;
        self.down += SMALL;
        for (kind, right, head) in [
            ("arc", COLUMNS[0].1, COLUMNS[0].0),
            ("hours", COLUMNS[1].1, COLUMNS[1].0),
            ("wish", COLUMNS[2].1, COLUMNS[2].0),
        ] {
            self.signs.push((kind, WIDTH / 2.0 + right - SIGN, self.down));
            self.put("key", WIDTH / 2.0 + right, self.down + SMALL * LEADING, Hold::Right, head);
        }
        self.down += 2.0 * SMALL * LEADING + 4.0;
        for (place, (area, name)) in view.areas.iter().zip(names).enumerate() {
            if numbered {
                self.put("number", left + 1.3 * SMALL, self.down, Hold::Right, (place + 1).to_string());
            }
            let now = &area.now;
            let numbers =
                [now.rating.map(Rating::value), now.hours.map(|hours| hours.0), now.wish.map(|wish| wish.0)];
            for (number, (_, right)) in numbers.into_iter().zip(COLUMNS) {
                let number = number.map_or_else(|| "–".to_owned(), |number| number.to_string());
                self.put("figure", WIDTH / 2.0 + right, self.down, Hold::Right, number);
            }
            let class = if is_largest(area, view) { "name largest" } else { "name" };
            for line in balanced(name, room / NAME, NAME_LINES) {
                self.put(class, left + indent, self.down, Hold::Left, line);
                self.down += NAME * LEADING;
            }
            self.down += 4.0;
        }
    }

    /// Where the gap is largest, how to read the drawing, and the days of its marks.
    fn notes(&mut self, view: &BalanceView) {
        if let Some(area) = view.areas.iter().find(|area| is_largest(area, view)) {
            self.down += 5.0;
            // On lines of its own, a name in another direction turns nothing but itself.
            self.note("name largest", &xml_line(&area.now.area));
            let hours = area.now.gap.map(|gap| counted(Hours(gap))).unwrap_or_default();
            self.note("most", &format!("{hours} wished for and not given"));
        }
        let Some(date) = view.date else { return };
        self.down += 2.0;
        let before = view.history.iter().rev().skip(1).take(EARLIER).map(|balance| day(balance.date));
        let mut before: Vec<String> = before.collect();
        before.reverse();
        let before =
            if before.is_empty() { String::new() } else { format!(" Dashed: {}.", before.join(", ")) };
        self.note(
            "key",
            &format!("Quality from 1 in the middle to 9 outside; hours a week. {}.{before}", day(date)),
        );
    }

    fn note(&mut self, class: &'static str, text: &str) {
        let (size, most) =
            if class.starts_with("name") { (NAME, NAME_LINES) } else { (SMALL * REGULAR, usize::MAX) };
        self.down += 3.0;
        for line in balanced(text, (WIDTH - 2.0 * MARGIN) / size, most) {
            self.put(class, -WIDTH / 2.0 + MARGIN, self.down, Hold::Left, line);
            self.down += SMALL * LEADING;
        }
    }

    fn words(self) -> Vec<Words> {
        let words = |line: Line| {
            let rtl = is_right_to_left(&line.text);
            let anchor = match (line.hold, rtl) {
                (Hold::Middle, _) => "middle",
                (Hold::Left, false) | (Hold::Right, true) => "start",
                (Hold::Left, true) | (Hold::Right, false) => "end",
            };
            let (x, y) = (units(line.x + WIDTH / 2.0), units(line.y - self.top));
            Words { class: line.class, x, y, anchor, rtl, text: line.text }
        };
        self.lines.into_iter().map(words).collect()
    }
}

fn title(view: &BalanceView) -> String {
    let name = isolated(&xml_line(&view.client.name));
    view.date.map_or_else(|| format!("Balance of {name}"), |date| format!("Balance of {name}, {}", day(date)))
}

/// The drawing in words, for those who can't see it.
fn description(view: &BalanceView, names: &[String]) -> String {
    let mut sentences = Vec::new();
    for (area, name) in view.areas.iter().zip(names) {
        let before: Vec<String> =
            area.earlier.iter().filter_map(|earlier| Some(earlier.rating?.value().to_string())).collect();
        let before = if before.is_empty() {
            String::new()
        } else {
            format!("; quality before: {}", before.join(", "))
        };
        sentences.push(format!("{}: {}{before}.", isolated(name), figures(area)));
    }
    sentences.extend(most_wished(view).map(|most| format!("{most}.")));
    sentences.join(" ")
}

fn figures(area: &Area) -> String {
    let rating = area.now.rating.map(|rating| format!("quality {}", rating.value()));
    let hours = area.now.hours.map(|hours| counted(hours));
    let wish = area.now.wish.map(|wish| format!("{} wished for", wish.0));
    let hours = [hours, wish].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parts: Vec<String> =
        rating.into_iter().chain(Some(hours).filter(|hours| !hours.is_empty())).collect();
    if parts.is_empty() { "not marked".to_owned() } else { parts.join(" · ") }
}

fn counted(hours: Hours) -> String {
    if (hours.0 - 1.0).abs() < f64::EPSILON {
        "1 hour a week".to_owned()
    } else {
        format!("{} hours a week", hours.0)
    }
}

fn is_largest(area: &Area, view: &BalanceView) -> bool {
    view.largest.as_ref() == Some(&area.now.area)
}

fn most_wished(view: &BalanceView) -> Option<String> {
    let area = view.areas.iter().find(|area| is_largest(area, view))?;
    let name = isolated(&xml_line(&area.now.area));
    Some(format!("Most wished for and not given: {name}, {}", counted(Hours(area.now.gap?))))
}

fn day(moment: Moment) -> String {
    format!("{} {}", moment.date.day(), moment.date.format("%b %Y"))
}
