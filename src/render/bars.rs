//! Marks of areas as scales and bars of text: with the signs of Unicode, or with plain ones where a terminal has no others.

use std::cmp::Ordering;

use minijinja::{Environment, Error, Value, value::Serde};
use serde::Serialize;

use super::filters::figure;
use super::surroundings::Drawing;

/// The cells of a scale from 1 to 9.
const SCALE: usize = 9;
/// The cells of the most hours.
const WEEK: usize = 12;

/// The signs that a scale and a bar are made of.
#[derive(Debug, Clone, Copy, Serialize)]
struct Signs<T> {
    /// The mark.
    now: T,
    /// The mark before it.
    before: T,
    /// From 1 up to the mark.
    low: T,
    /// From the mark up to 9.
    high: T,
    /// Hours given.
    given: T,
    /// Hours wished for and not given.
    lacking: T,
    /// Hours given beyond what is wished for.
    beyond: T,
}

const DRAWN: Signs<char> =
    Signs { now: '●', before: '○', low: '━', high: '─', given: '█', lacking: '░', beyond: '▓' };
const PLAIN: Signs<char> =
    Signs { now: '#', before: 'o', low: '=', high: '-', given: '#', lacking: '.', beyond: '+' };

/// What a legend says of signs where there are none.
const SPOKEN: Signs<&str> = {
    let word = "in words";
    Signs { now: word, before: word, low: word, high: word, given: word, lacking: word, beyond: word }
};

/// Adds the filters `scale` and `week`, and `signs`, to an environment.
pub fn register(environment: &mut Environment<'_>, drawing: Drawing) {
    environment.add_filter("scale", move |area: &Value| scale_of(area, drawing));
    environment.add_filter("week", move |area: &Value, areas: Vec<Value>| week_of(area, &areas, drawing));
    environment.add_global(
        "signs",
        match drawing {
            Drawing::Words => Value::from(Serde(SPOKEN)),
            Drawing::Signs | Drawing::Plain => Value::from(Serde(signs(drawing))),
        },
    );
}

/// An area's quality on its scale, and the one before it.
fn scale_of(area: &Value, drawing: Drawing) -> Result<String, Error> {
    let before = area.get_attr("earlier")?.try_iter()?.last();
    let before = before.map(|before| number(&before, "rating")).transpose()?.flatten();
    let rating = number(area, "rating")?;
    if drawing == Drawing::Words {
        return Ok(speak_scale(rating, before));
    }
    let shown = rating.map(|rating| format!(" {rating}")).unwrap_or_default();
    Ok(scale(rating, before, drawing) + &shown)
}

/// An area's hours as a bar, beside those of the others.
fn week_of(area: &Value, areas: &[Value], drawing: Drawing) -> Result<String, Error> {
    if drawing == Drawing::Words {
        return Ok(speak_week(number(area, "hours")?, number(area, "wish")?));
    }
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
    Ok(week(number(area, "hours")?, number(area, "wish")?, most, drawing))
}

fn number(of: &Value, name: &str) -> Result<Option<f64>, Error> {
    Ok(f64::try_from(of.get_attr(name)?).ok())
}

fn signs(drawing: Drawing) -> &'static Signs<char> {
    if drawing == Drawing::Plain { &PLAIN } else { &DRAWN }
}

/// A quality of 1 to 9 in words, and the one before it.
fn speak_scale(rating: Option<f64>, earlier: Option<f64>) -> String {
    let now = rating.map_or("not marked".to_owned(), |rating| format!("{} of {SCALE}", figure(rating)));
    earlier.map_or_else(|| now.clone(), |earlier| format!("{now}, {} before", figure(earlier)))
}

/// Hours a week in words, beside those wished for.
fn speak_week(hours: Option<f64>, wish: Option<f64>) -> String {
    match (hours, wish) {
        (Some(hours), Some(wish)) if hours > wish => {
            format!("{}, {} more than wished for", figure(hours), figure(hours - wish))
        }
        (Some(hours), Some(wish)) => format!("{} of {} wished for", figure(hours), figure(wish)),
        (Some(hours), None) => figure(hours),
        (None, Some(wish)) => format!("{} wished for", figure(wish)),
        (None, None) => String::new(),
    }
}

/// A quality of 1 to 9 on its scale, the one before it marked as well.
fn scale(rating: Option<f64>, earlier: Option<f64>, drawing: Drawing) -> String {
    let signs = signs(drawing);
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
fn week(hours: Option<f64>, wish: Option<f64>, most: f64, drawing: Drawing) -> String {
    let signs = signs(drawing);
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
    use super::{Drawing, scale, speak_scale, speak_week, week};

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
                (scale(rating, earlier, Drawing::Signs), scale(rating, earlier, Drawing::Plain)),
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
            let drawings = (week(hours, wish, 24.0, Drawing::Signs), week(hours, wish, 24.0, Drawing::Plain));
            assert_eq!(drawings, (drawn.to_owned(), plain.to_owned()), "{hours:?} {wish:?}");
        }
        assert_eq!(week(Some(0.0), Some(0.0), 0.0, Drawing::Signs), "");
    }

    #[test]
    fn in_words_a_scale_and_a_bar_are_their_numbers() {
        let scales = [(Some(3.0), Some(4.5)), (Some(9.0), None), (None, Some(4.0)), (None, None)];
        assert_eq!(
            scales.map(|(rating, earlier)| speak_scale(rating, earlier)),
            ["3 of 9, 4.5 before", "9 of 9", "not marked, 4 before", "not marked"]
        );
        let weeks = [(Some(2.0), Some(10.0)), (Some(8.0), Some(2.5)), (Some(2.0), None), (None, Some(4.0))];
        assert_eq!(
            weeks.map(|(hours, wish)| speak_week(hours, wish)),
            ["2 of 10 wished for", "8, 5.5 more than wished for", "2", "4 wished for"]
        );
        assert_eq!(speak_week(None, None), "");
    }
}
