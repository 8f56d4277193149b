//! What is written in the drawing of areas: names or numbers around the circle, a table and notes below it.

use serde::Serialize;

use super::balance::EARLIER;
use super::names::{Frame, place_around};
use super::polar::{Span, find_point};
use super::sectors::{RIM, find_radius, sector};
use super::telling::{day, is_largest, name, tell_hours};
use super::text_fit::{balance_lines, ems, is_right_to_left, lines};
use super::units;
use crate::insight::balance::{Area, BalanceView};
use crate::model::mark::Rating;
use crate::render::line_breaks::is_wide;

/// The width of the drawing; every length is in these units.
pub const WIDTH: f64 = 340.0;
/// What is left blank along its edges.
const MARGIN: f64 = 10.0;
/// The size of type of names, and of everything else.
const NAME: f64 = 15.0;
const SMALL: f64 = 13.0;
/// From one line to the next.
const LEADING: f64 = 1.27;
/// How far below its middle a line of type stands, in parts of its size.
const BELOW: f64 = 0.36;
/// Names keep so far from the rim.
const CLEAR: f64 = 6.0;
/// The longest line of a name beside its sector, in ems.
const BESIDE: f64 = 10.4;
/// And how many of them.
const BESIDE_LINES: usize = 3;
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

/// Where the first sector begins, and the place of each name beside its own, if there is room for all.
pub fn place_names(names: &[String]) -> (f64, Option<Vec<Frame>>) {
    let count = names.len();
    let is_whole = |name: &&String| {
        let wide = |word: &str| ems(word) > BESIDE && !word.chars().any(is_wide);
        !name.split(' ').any(wide) && lines(name, BESIDE, BESIDE_LINES + 1).len() <= BESIDE_LINES
    };
    if names.iter().filter(is_whole).count() < count {
        return (0.0, None);
    }
    let size = |name: &String| {
        let lines = balance_lines(name, BESIDE, BESIDE_LINES);
        let widest = lines.iter().map(|line| ems(line)).fold(0.0, f64::max);
        (widest * NAME, lines.len() as f64 * NAME * LEADING)
    };
    let sizes: Vec<(f64, f64)> = names.iter().map(size).collect();
    // The first sector begins at the top, or has its middle there; whichever leaves room for the names.
    let turns = [0.0, -180.0 / count as f64];
    let found = turns.into_iter().find_map(|turn| {
        let sectors: Vec<Span> = (0..count).map(|place| sector(place, count, turn)).collect();
        Some((turn, place_around(&sizes, &sectors, RIM + CLEAR, WIDTH / 2.0 - 2.0)?))
    });
    found.map_or((0.0, None), |(turn, frames)| (turn, Some(frames)))
}

/// The page while it is filled from the circle downwards; places are from the circle's centre.
#[derive(Default)]
pub struct Page {
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
    pub fn draw_around(&mut self, names: &[String], sectors: &[Span], frames: Option<&[Frame]>) {
        (self.top, self.down) = (-RIM, RIM);
        for (place, (name, span)) in names.iter().zip(sectors).enumerate() {
            let Some(frame) = frames.map(|frames| frames[place]) else {
                let (x, y) = find_point(RIM + CLEAR + SMALL / 2.0, span.middle());
                self.put("number", x, y + SMALL * BELOW, Hold::Middle, (place + 1).to_string());
                self.reach(y - SMALL, y + SMALL);
                continue;
            };
            let lines = balance_lines(name, BESIDE, BESIDE_LINES);
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
    pub fn ratings(&mut self, areas: &[Area], sectors: &[Span]) {
        for (area, span) in areas.iter().zip(sectors) {
            let Some(rating) = area.now.rating else { continue };
            let radius = find_radius(rating.value());
            let beside = if radius > 52.0 { radius - 12.0 } else { radius + 12.0 };
            let (x, y) = find_point(beside, span.middle());
            self.put("rating", x, y + SMALL * BELOW, Hold::Middle, units(rating.value()));
        }
    }

    /// Every area with its figures, one below the other; the signs of the drawing stand over what they mean.
    pub fn table(&mut self, view: &BalanceView, names: &[String], numbered: bool) {
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
                let number = number.map_or_else(|| "–".to_owned(), units);
                self.put("figure", WIDTH / 2.0 + right, self.down, Hold::Right, number);
            }
            let class = if is_largest(area, view) { "name largest" } else { "name" };
            for line in balance_lines(name, room / NAME, NAME_LINES) {
                self.put(class, left + indent, self.down, Hold::Left, line);
                self.down += NAME * LEADING;
            }
            self.down += 4.0;
        }
    }

    /// Where the gap is largest, how to read the drawing, and the days of its marks.
    pub fn notes(&mut self, view: &BalanceView) {
        if let Some(area) = view.areas.iter().find(|area| is_largest(area, view)) {
            self.down += 5.0;
            // On lines of its own, a name in another direction turns nothing but itself.
            self.note("name largest", &name(&area.now.area));
            let hours = area.now.gap.map(tell_hours).unwrap_or_default();
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
        for line in balance_lines(text, (WIDTH - 2.0 * MARGIN) / size, most) {
            self.put(class, -WIDTH / 2.0 + MARGIN, self.down, Hold::Left, line);
            self.down += SMALL * LEADING;
        }
    }

    /// How high it is.
    pub fn height(&self) -> f64 {
        self.down - self.top
    }

    /// The centre of the circle, across and down.
    pub fn centre(&self) -> (String, String) {
        (units(WIDTH / 2.0), units(-self.top))
    }

    /// The signs over the columns.
    pub fn signs(&self) -> Vec<Sign> {
        let sign = |(kind, x, y): &(&'static str, f64, f64)| Sign {
            kind,
            x: units(x + WIDTH / 2.0),
            y: units(y - self.top),
        };
        self.signs.iter().map(sign).collect()
    }

    /// Everything that is written.
    pub fn words(self) -> Vec<Words> {
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
