//! What templates can draw with signs: a small line, a timeline, a column of a fixed width.

use chrono::NaiveDate;
use minijinja::{Environment, Error, Value};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::filters::{day, figure, moment};
use super::linear::signs::speak_note_line;
use super::one_line::strip_markup;
use super::surroundings::Drawing;
use super::timeline;
use crate::model::order::InOrder as _;

/// Adds what draws to an environment.
pub fn register(environment: &mut Environment<'_>, today: NaiveDate, drawing: Drawing) {
    environment.add_filter("spark", move |numbers: Vec<Option<f64>>, low: f64, high: f64| match drawing {
        Drawing::Signs => spark(&numbers, low, high),
        Drawing::Plain => figures(&numbers),
        Drawing::Words => speak_figures(&numbers),
    });
    environment.add_filter("column", move |text: &str, width: usize| match drawing {
        Drawing::Words => strip_markup(text),
        Drawing::Signs | Drawing::Plain => column(&strip_markup(text), width),
    });
    environment.add_filter("note_line", move |text: &str| match drawing {
        Drawing::Words => strip_markup(&speak_note_line(text)),
        Drawing::Signs | Drawing::Plain => strip_markup(text),
    });
    environment.add_filter("timeline", move |events: Vec<Value>, from: &str, width: usize, signs: &Value| {
        match drawing {
            Drawing::Words => speak_row(&events, today, signs),
            Drawing::Signs | Drawing::Plain => row(&events, moment(from)?.date, today, width, signs),
        }
    });
    environment.add_filter("ends", move |from: &str, width: usize| {
        let from = moment(from)?.date;
        Ok::<_, Error>(match drawing {
            Drawing::Words => format!("{} to {}", from.format("%b %Y"), today.format("%b %Y")),
            Drawing::Signs | Drawing::Plain => timeline::ends(from, today, width),
        })
    });
}

/// Numbers as a small line, each as high as it stands between `low` and `high`; a dot where there is none.
fn spark(numbers: &[Option<f64>], low: f64, high: f64) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |number: &f64| {
        let share = ((number - low) / (high - low)).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let step = (share * (HEIGHTS.len() - 1) as f64).round() as usize;
        HEIGHTS[step.min(HEIGHTS.len() - 1)]
    };
    numbers.iter().map(|number| number.as_ref().map_or('·', height)).collect()
}

/// The same numbers where there are no signs to draw with, each to the nearest whole one.
fn figures(numbers: &[Option<f64>]) -> String {
    let figure = |number: &Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.0}"));
    numbers.iter().map(figure).collect::<Vec<_>>().join(" ")
}

/// The same numbers to be read out, one after the other.
fn speak_figures(numbers: &[Option<f64>]) -> String {
    let speak = |number: &Option<f64>| number.map_or("none".to_owned(), figure);
    numbers.iter().map(speak).collect::<Vec<_>>().join(", ")
}

/// Events in words: of each kind, in the order of the signs, how many there are, and the days of the first and the last.
fn speak_row(events: &[Value], today: NaiveDate, signs: &Value) -> Result<String, Error> {
    let mut told = Vec::new();
    for kind in signs.try_iter()? {
        let mut days = Vec::new();
        for event in events {
            if event.get_attr("what")? == kind {
                days.extend(event.get_attr("date")?.as_str().map(str::to_owned));
            }
        }
        days.put_in_order();
        let name = kind.as_str().unwrap_or_default().replace('-', " ");
        match days.as_slice() {
            [] => {}
            [only] => told.push(format!("{name} once, {}", day(only, today)?)),
            [first, .., last] => {
                let (first, last) = (day(first, today)?, day(last, today)?);
                told.push(format!("{name} {} times, {first} to {last}", days.len()));
            }
        }
    }
    Ok(told.join("; "))
}

/// Events on a row of signs from a day to today; each has a `date` and a `what`, whose sign is in `signs`.
fn row(
    events: &[Value],
    from: NaiveDate,
    today: NaiveDate,
    width: usize,
    signs: &Value,
) -> Result<String, Error> {
    let mut marks: Vec<(NaiveDate, usize, char)> = Vec::new();
    let order: Vec<Value> = signs.try_iter()?.collect();
    for event in events {
        let (date, what) = (event.get_attr("date")?, event.get_attr("what")?);
        let sign = signs.get_item(&what)?.as_str().and_then(|sign| sign.chars().next());
        let place = order.iter().position(|known| *known == what).unwrap_or(0);
        if let (Some(date), Some(sign)) = (date.as_str(), sign) {
            marks.push((moment(date)?.date, place, sign));
        }
    }
    // Where several fall into one column, the one that stands last among the signs is seen.
    marks.put_in_order_by_key(|(_, place, _)| *place);
    let marks: Vec<(NaiveDate, char)> = marks.into_iter().map(|(date, _, sign)| (date, sign)).collect();
    Ok(timeline::row(&marks, from, today, width))
}

/// A text in exactly so many columns of a terminal: cut with an ellipsis, or filled with blanks.
fn column(text: &str, width: usize) -> String {
    let mut cut = String::new();
    let mut used = 0;
    let fits = text.width() <= width;
    for sign in text.chars() {
        let wide = sign.width().unwrap_or(0);
        if used + wide > if fits { width } else { width.saturating_sub(1) } {
            break;
        }
        cut.push(sign);
        used += wide;
    }
    if !fits && width > 0 {
        cut.push('…');
        used += 1;
    }
    cut + &" ".repeat(width.saturating_sub(used))
}

#[cfg(test)]
mod tests {
    use super::{column, figures, spark, speak_figures};

    #[test]
    fn columns_are_as_wide_as_asked_for() {
        for (text, wanted) in
            [("", "     "), ("abc", "abc  "), ("abcde", "abcde"), ("abcdef", "abcd…"), ("日本語", "日本…")]
        {
            assert_eq!(column(text, 5), wanted);
        }
        assert_eq!((column("a", 0), column("日本語", 4)), (String::new(), "日… ".into()));
    }

    #[test]
    fn a_small_line_goes_up_and_down() {
        let marks = [Some(0.0), Some(5.0), None, Some(10.0), Some(99.0), Some(-1.0)];
        assert_eq!(spark(&marks, 0.0, 10.0), "▁▅·██▁");
        assert_eq!(figures(&marks), "0 5 - 10 99 -1");
        assert_eq!(speak_figures(&marks[..4]), "0, 5, none, 10");
    }
}
