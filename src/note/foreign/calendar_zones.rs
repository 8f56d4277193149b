//! The time zones that a calendar explains itself (`VTIMEZONE`, RFC 5545, 3.6.5), where their names are nobody else's: Exchange writes
//! "Customized Time Zone", and programs of companies their own.

use super::calendar_lines::{Property, list_properties};

/// One half of a year: from when on which offset holds.
struct Half {
    is_summer: bool,
    /// When it was first so, as written: of several the last one counts.
    since: String,
    /// How far ahead of UTC, in minutes.
    offset: i32,
    /// The month, the week in it (5 is the last one), the day of the week from Sunday, and the hour as written.
    change: Option<(u32, u32, u32, String)>,
}

/// The zones that a calendar explains, each by its name and as a rule of POSIX.
#[must_use]
pub fn read_zone_rules(text: &str) -> Vec<(String, String)> {
    let head = text.split("BEGIN:VEVENT").next().unwrap_or_default();
    let (mut zones, mut name, mut halves) = (Vec::new(), String::new(), Vec::<Half>::new());
    let mut half: Option<Vec<Property>> = None;
    for property in list_properties(head) {
        let what = property.value.trim().to_ascii_uppercase();
        match (property.name.as_str(), what.as_str()) {
            ("BEGIN", "STANDARD" | "DAYLIGHT") => half = Some(Vec::new()),
            ("END", "STANDARD" | "DAYLIGHT") => {
                halves.extend(half.take().and_then(|lines| read_half(&lines, what == "DAYLIGHT")));
            }
            ("END", "VTIMEZONE") => {
                let found = (std::mem::take(&mut name), std::mem::take(&mut halves));
                zones.extend(write_rule(found.1).map(|rule| (found.0, rule)));
            }
            ("TZID", _) if half.is_none() => property.value.trim().clone_into(&mut name),
            _ => half.iter_mut().for_each(|lines| lines.push(property.clone())),
        }
    }
    zones
}

fn read_half(lines: &[Property], is_summer: bool) -> Option<Half> {
    let value = |name: &str| lines.iter().find(|line| line.name == name).map(|line| line.value.trim());
    let since = value("DTSTART")?.to_owned();
    let clock = since.split_once('T').map_or("000000", |(_, clock)| clock).to_owned();
    let change = value("RRULE").and_then(|rule| read_change(rule, clock));
    Some(Half { is_summer, offset: read_offset(value("TZOFFSETTO")?)?, since, change })
}

/// `FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10`.
fn read_change(rule: &str, clock: String) -> Option<(u32, u32, u32, String)> {
    const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    let rule = rule.to_ascii_uppercase();
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let by_day = part("BYDAY")?;
    let (week, day) = by_day.split_at_checked(by_day.len().checked_sub(2)?)?;
    let week = match week {
        "-1" => 5,
        number => number.trim_start_matches('+').parse().ok().filter(|week| (1..=4).contains(week))?,
    };
    let day = DAYS.iter().position(|one| *one == day)?;
    let is_over = part("UNTIL").is_some();
    let month = part("BYMONTH")?.parse().ok().filter(|_| !is_over)?;
    Some((month, week, u32::try_from(day).ok()?, clock))
}

/// `+0530` in minutes.
fn read_offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => return None,
    };
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    Some(sign * (hours * 60 + minutes))
}

/// `<Z>-1<S>-2,M3.5.0/2,M10.5.0/3`: POSIX counts offsets to the west.
fn write_rule(mut halves: Vec<Half>) -> Option<String> {
    halves.sort_by(|one, other| one.since.cmp(&other.since));
    let last = |is_summer: bool| halves.iter().rfind(|half| half.is_summer == is_summer);
    let west = |offset: i32| {
        let (sign, size) = (if offset > 0 { "-" } else { "" }, offset.abs());
        format!("{sign}{}:{:02}", size / 60, size % 60)
    };
    let change = |half: &Half| {
        let (month, week, day, clock) = half.change.as_ref()?;
        Some(format!("M{month}.{week}.{day}/{}:{}", clock.get(..2)?, clock.get(2..4)?))
    };
    let winter = last(false)?;
    let base = format!("<+00>{}", west(winter.offset));
    match last(true).map(|summer| (summer, change(summer), change(winter))) {
        Some((summer, Some(begins), Some(ends))) => {
            Some(format!("{base}<+01>{},{begins},{ends}", west(summer.offset)))
        }
        Some(_) => None,
        None => Some(base),
    }
}

#[cfg(test)]
mod tests {
    use super::read_zone_rules;

    #[test]
    fn a_zone_that_a_calendar_explains_is_a_rule() {
        let half = |what: &str, hour: &str, offset: &str, rule: &str| {
            format!("BEGIN:{what}\nDTSTART:16010101T{hour}0000\nTZOFFSETTO:{offset}\n{rule}\nEND:{what}\n")
        };
        let zone =
            |halves: &str| format!("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Ours\n{halves}END:VTIMEZONE\n");
        let (first, last) =
            ("RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
        for (halves, wanted) in [
            (
                half("STANDARD", "03", "-0500", last) + &half("DAYLIGHT", "02", "-0400", first),
                Some("<+00>5:00<+01>4:00,M3.2.0/02:00,M10.5.0/03:00"),
            ),
            (half("STANDARD", "00", "+0530", "X:"), Some("<+00>-5:30")),
            (half("STANDARD", "00", "+0100", "X:") + &half("DAYLIGHT", "02", "+0200", "X:"), None),
        ] {
            let found = read_zone_rules(&zone(&halves));
            let wanted: Vec<_> =
                wanted.into_iter().map(|rule| ("Ours".to_owned(), rule.to_owned())).collect();
            assert_eq!(found, wanted);
        }
    }
}
