//! The hour that stands behind the day in a file's name: `2026-11-03 10.00`, `2026-11-03T1000`, `2026-11-03-1000`.

use chrono::NaiveTime;

/// An hour in a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedHour {
    /// The hour.
    pub time: NaiveTime,
    /// Whether it can be nothing else: `12.11` may as well be a day and a month.
    pub is_sure: bool,
}

/// The hour with which begins what stands behind the day in a file's name. A number alone, which tells two calls of a day apart, is none.
#[must_use]
pub fn read_named_hour(behind_day: &str) -> Option<NamedHour> {
    // Hardly any name has more than its day, a number or words behind it.
    if !behind_day.bytes().any(|byte| byte.is_ascii_digit()) || behind_day.len() < 3 {
        return None;
    }
    let lower = behind_day.to_lowercase();
    let (words, is_led) = skip_lead(&lower)?;
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (figures, rest) = words.split_at(digits);
    let number = |text: &str| text.parse::<u32>().ok();
    let (hour, minute, is_sure, rest) = match digits {
        4 | 6 => (number(&figures[..2])?, number(&figures[2..4])?, true, rest),
        1 | 2 => {
            let hour = number(figures)?;
            match part_minutes(rest).filter(|(sign, ..)| digits == 2 || !matches!(sign, '-' | '_')) {
                Some((sign, minute, rest)) => {
                    let may_be_month = !matches!(sign, ':' | 'h') && (1..=12).contains(&minute) && !is_led;
                    (hour, minute, !may_be_month, rest)
                }
                None => (hour, 0, true, part_unit(rest).or_else(|| is_led.then_some(rest))?),
            }
        }
        _ => return None,
    };
    let (hour, rest) = part_half(hour, rest);
    let is_whole = !rest.starts_with(char::is_alphanumeric);
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    is_whole.then_some(NamedHour { time, is_sure })
}

/// What stands behind the signs and words that lead to an hour, and whether those can lead to nothing else.
fn skip_lead(text: &str) -> Option<(&str, bool)> {
    const LEADS: [&str; 5] = ["at ", "um ", "à ", "a las ", "ab "];
    let is_digit = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
    if let Some(rest) = text.strip_prefix('t').filter(is_digit) {
        return Some((rest, true));
    }
    let bare = text.trim_start_matches([' ', '_', '-', ',', '@', '.']);
    if bare.len() == text.len() {
        return None;
    }
    let led = LEADS.iter().find_map(|lead| bare.strip_prefix(lead)).filter(is_digit);
    led.map(|rest| (rest, true)).or_else(|| Some((bare, false)).filter(|(bare, _)| is_digit(bare)))
}

/// `:00`, `.00`, `h30`, `-00`: the sign, the minutes, and what stands behind them.
fn part_minutes(rest: &str) -> Option<(char, u32, &str)> {
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '.' | 'h' | '-' | '_' | '：' | '꞉'))?;
    let behind = &rest[sign.len_utf8()..];
    let figures = behind.get(..2).filter(|figures| figures.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &behind[2..];
    // What goes on with another number may be a day.
    let goes_on = rest.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let sign = if matches!(sign, '：' | '꞉') { ':' } else { sign };
    (!goes_on).then_some((sign, figures.parse().ok()?, rest))
}

/// What stands behind a word for the hour.
fn part_unit(rest: &str) -> Option<&str> {
    let bare = rest.trim_start_matches(' ');
    let is_half = bare.starts_with("am") || bare.starts_with("pm");
    let unit = ["uhr", "h"].iter().find_map(|unit| bare.strip_prefix(unit));
    if is_half { Some(rest) } else { unit }
}

/// The hour of 24, where the half of the day stands behind it.
fn part_half(hour: u32, rest: &str) -> (u32, &str) {
    let bare = rest.trim_start_matches(' ');
    let is_clock = (1..=12).contains(&hour);
    match (bare.strip_prefix("am"), bare.strip_prefix("pm")) {
        (Some(rest), _) if is_clock => (hour % 12, rest),
        (_, Some(rest)) if is_clock => (hour % 12 + 12, rest),
        _ => (hour, rest.trim_start_matches(" uhr")),
    }
}

#[cfg(test)]
mod tests {
    use super::read_named_hour;

    #[test]
    fn an_hour_stands_behind_the_day_in_many_forms() {
        for (behind, wanted) in [
            (" 10.00", Some("10:00")),
            ("T1000", Some("10:00")),
            ("T10", Some("10:00")),
            ("t10:30", Some("10:30")),
            ("-1000", Some("10:00")),
            ("_10-30 Ann", Some("10:30")),
            (" 10h30", Some("10:30")),
            (" 9 Uhr", Some("09:00")),
            (" um 9", Some("09:00")),
            (" at 3pm call", Some("15:00")),
            ("-100030", Some("10:00")),
            (" 14.30 Uhr", Some("14:30")),
            ("-2", None),
            ("-10", None),
            (" 10", None),
            (" 2 calls", None),
            ("-12-11-10", None),
            (" 10.12.2026", None),
            ("-2500", None),
            (" Ann 10.00", None),
            (" 3rd call", None),
            ("-lead-2", None),
            (" (1)", None),
            ("", None),
        ] {
            let read = read_named_hour(behind).map(|hour| hour.time.format("%H:%M").to_string());
            assert_eq!(read.as_deref(), wanted, "{behind}");
        }
        assert!(read_named_hour(" 12.11").is_some_and(|hour| !hour.is_sure));
    }
}
