//! Marks of areas as scales and bars of text: with the signs of Unicode, or with plain ones where a terminal has no others.

use std::cmp::Ordering;

use minijinja::{Environment, Error, Value, value::Serde};
use serde::Serialize;

/// The cells of a scale from 1 to 9.
const SCALE: usize = 9;
/// The cells of the most hours.
const WEEK: usize = 12;

/// The signs that a scale and a bar are made of.
#[derive(Debug, Clone, Copy, Serialize)]
struct Signs {
    /// The mark.
    now: char,
    /// The mark before it.
    before: char,
    /// From 1 up to the mark.
    low: char,
    /// From the mark up to 9.
    high: char,
    /// Hours given.
    given: char,
    /// Hours wished for and not given.
    lacking: char,
    /// Hours given beyond what is wished for.
    beyond: char,
}

const DRAWN: Signs =
    Signs { now: '●', before: '○', low: '━', high: '─', given: '█', lacking: '░', beyond: '▓' };
const PLAIN: Signs =
    Signs { now: '#', before: 'o', low: '=', high: '-', given: '#', lacking: '.', beyond: '+' };

/// Adds the filters `scale` and `week`, and `signs`, to an environment. Where a view is to be heard, a scale is its figure, and a bar is
/// left out: the hours stand beside it.
pub fn register(environment: &mut Environment<'_>, plain_signs: bool, linear: bool) {
    environment.add_filter(
        "scale",
        move |area: &Value| {
            if linear { tell_scale(area) } else { scale_of(area, plain_signs) }
        },
    );
    environment.add_filter("week", move |area: &Value, areas: Vec<Value>| {
        if linear { Ok(String::new()) } else { week_of(area, &areas, plain_signs) }
    });
    environment.add_global("signs", Value::from(Serde(signs(plain_signs))));
}

/// An area's quality on its scale, and the one before it.
fn scale_of(area: &Value, plain_signs: bool) -> Result<String, Error> {
    let before = area.get_attr("earlier")?.try_iter()?.last();
    let before = before.map(|before| number(&before, "rating")).transpose()?.flatten();
    let rating = number(area, "rating")?;
    let shown = rating.map(|rating| format!(" {rating}")).unwrap_or_default();
    Ok(scale(rating, before, plain_signs) + &shown)
}

/// An area's quality in words, and the one before it.
fn tell_scale(area: &Value) -> Result<String, Error> {
    let before = area.get_attr("earlier")?.try_iter()?.last();
    let before = before.map(|before| number(&before, "rating")).transpose()?.flatten();
    let rating = number(area, "rating")?.map_or_else(|| "not marked".to_owned(), |rating| rating.to_string());
    Ok(before.map_or_else(|| rating.clone(), |before| format!("{rating}, before {before}")))
}

/// An area's hours as a bar, beside those of the others.
fn week_of(area: &Value, areas: &[Value], plain_signs: bool) -> Result<String, Error> {
    let mut most: f64 = 0.0;
    for area in areas {
        let now = [number(area, "hours")?, number(area, "wish")?];
        // An area that isn't marked yet takes up what it did before, so that bars keep their length while marks come in.
        let before = area.get_attr("earlier")?.try_iter()?.last().filter(|_| now == [None, None]);
        let before =
            before.map(|before| Ok::<_, Error>([number(&before, "hours")?, number(&before, "wish")?]));
        let hours = now.into_iter().chain(before.transpose()?.into_iter().flatten()).flatten();
        most = hours.fold(most, f64::max);
    }
    Ok(week(number(area, "hours")?, number(area, "wish")?, most, plain_signs))
}

fn number(of: &Value, name: &str) -> Result<Option<f64>, Error> {
    Ok(f64::try_from(of.get_attr(name)?).ok())
}

const fn signs(plain: bool) -> &'static Signs {
    if plain { &PLAIN } else { &DRAWN }
}

/// A quality of 1 to 9 on its scale, the one before it marked as well.
fn scale(rating: Option<f64>, earlier: Option<f64>, plain: bool) -> String {
    let signs = signs(plain);
    let cell = |mark: f64| cells(mark, 9.0, SCALE).clamp(1, SCALE);
    let (mark, before) = (rating.map(cell), earlier.map(cell));
    let sign = |place: usize| match mark {
        Some(mark) if place == mark => signs.now,
        _ if Some(place) == before => signs.before,
        Some(mark) if place < mark => signs.low,
        _ => signs.high,
    };
    (1..=SCALE).map(sign).collect()
}

/// Hours a week as a bar: those given, then those wished for and not given, or those beyond what is wished for. `most` hours fill
/// it; some hours are never nothing.
fn week(hours: Option<f64>, wish: Option<f64>, most: f64, plain: bool) -> String {
    let signs = signs(plain);
    let long = |hours: f64| if hours > 0.0 { cells(hours, most, WEEK).max(1) } else { 0 };
    let mut given = hours.map_or(0, long);
    let mut wished = wish.map_or(given, long);
    match hours.zip(wish).and_then(|(hours, wish)| hours.partial_cmp(&wish)) {
        Some(Ordering::Less) if given == wished => part(&mut given, &mut wished),
        Some(Ordering::Greater) if given == wished => part(&mut wished, &mut given),
        _ => {}
    }
    let both = given.min(wished);
    let bar = [(signs.given, both), (signs.lacking, wished - both), (signs.beyond, given - both)];
    bar.into_iter().flat_map(|(sign, count)| std::iter::repeat_n(sign, count)).collect()
}

/// Parts two bars of one length by a cell: however small a gap is, it is to be seen.
fn part(shorter: &mut usize, longer: &mut usize) {
    if *longer < WEEK {
        *longer += 1;
    } else {
        *shorter -= 1;
    }
}

/// How many of so many cells a number fills, of the most that there can be.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between none and all of them"
)]
fn cells(number: f64, most: f64, cells: usize) -> usize {
    let share = if most > 0.0 { (number / most).clamp(0.0, 1.0) } else { 0.0 };
    (share * cells as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::{scale, week};

    #[test]
    fn a_quality_stands_on_its_scale() {
        for (rating, earlier, drawn, plain) in [
            (Some(1.0), None, "●────────", "#--------"),
            (Some(3.0), Some(4.0), "━━●○─────", "==#o-----"),
            (Some(9.0), Some(1.0), "○━━━━━━━●", "o=======#"),
            (Some(5.0), Some(5.0), "━━━━●────", "====#----"),
            (Some(6.5), None, "━━━━━━●──", "======#--"),
            (None, Some(4.0), "───○─────", "---o-----"),
            (None, None, "─────────", "---------"),
        ] {
            assert_eq!(
                (scale(rating, earlier, false), scale(rating, earlier, true)),
                (drawn.to_owned(), plain.to_owned())
            );
        }
    }

    #[test]
    fn hours_are_as_long_as_they_are_many() {
        for (hours, wish, drawn, plain) in [
            (Some(2.0), Some(8.0), "█░░░", "#..."),
            (Some(8.0), Some(2.0), "█▓▓▓", "#+++"),
            (Some(24.0), Some(24.0), "████████████", "############"),
            (Some(0.2), None, "█", "#"),
            (Some(5.0), Some(6.0), "███░", "###."),
            (Some(23.9), Some(24.0), "███████████░", "###########."),
            (Some(24.0), Some(23.9), "███████████▓", "###########+"),
            (None, Some(4.0), "░░", ".."),
            (Some(0.0), Some(0.0), "", ""),
            (None, None, "", ""),
        ] {
            let drawings = (week(hours, wish, 24.0, false), week(hours, wish, 24.0, true));
            assert_eq!(drawings, (drawn.to_owned(), plain.to_owned()), "{hours:?} {wish:?}");
        }
        assert_eq!(week(Some(0.0), Some(0.0), 0.0, false), "");
    }
}
