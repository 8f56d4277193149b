//! The events of a calendar (RFC 5545), as Google, Apple, Outlook and Calendly write them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::calendar_lines::{Property, list_properties};
use super::call_record::{CallRecord, Start};
use super::series::{Horizon, Repeats, list_days};
use crate::model::moment::Moment;
use crate::model::session::SessionStatus;

/// What a calendar's text begins with.
const BEGIN: &str = "BEGIN:VCALENDAR";

/// What calendars put before the title of an event that was called off.
const CALLED_OFF: [&str; 12] = [
    "canceled:",
    "cancelled:",
    "canceled event",
    "cancelled event",
    "abgesagt:",
    "storniert:",
    "annulé",
    "cancelado",
    "cancelada",
    "annullato",
    "geannuleerd",
    "avlyst",
];

/// Whether a text is a calendar.
#[must_use]
pub fn is_agenda(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.get(..BEGIN.len()).is_some_and(|head| head.eq_ignore_ascii_case(BEGIN))
}

/// The time zone that a calendar says it was kept in: `X-WR-TIMEZONE`, as Google and Apple write it.
#[must_use]
pub fn read_own_zone(text: &str) -> Option<String> {
    let head = text.split("BEGIN:VEVENT").next().unwrap_or_default();
    let zone = list_properties(head).into_iter().find(|property| property.name == "X-WR-TIMEZONE")?;
    Some(zone.value.trim().to_owned()).filter(|zone| !zone.is_empty())
}

/// Whether a calendar calls off what stands in it: `METHOD:CANCEL`, an invitation that was taken back.
fn is_called_off(text: &str) -> bool {
    let head = text.split("BEGIN:VEVENT").next().unwrap_or_default();
    list_properties(head)
        .iter()
        .any(|one| one.name == "METHOD" && one.value.trim().eq_ignore_ascii_case("CANCEL"))
}

/// The events of a calendar, in its order: of one that repeats, a call for each of its days; of any other one call.
#[must_use]
pub fn read_events(text: &str, horizon: &Horizon<'_>) -> Vec<Vec<CallRecord>> {
    let events = part_events(text);
    let is_off = is_called_off(text);
    let replaced = find_replaced(&events);
    // A day that was moved or called off has an event of its own.
    let mut moved: HashMap<String, Vec<Start>> = HashMap::new();
    for (_, properties) in &events {
        let of = |name: &str| properties.iter().find(|property| property.name == name);
        if let (Some(uid), Some(Ok(start))) = (of("UID"), of("RECURRENCE-ID").map(read_time)) {
            moved.entry(uid.text()).or_default().push(start);
        }
    }
    let calls = |(line, properties): &(usize, Vec<Property>)| {
        let mut call = record(*line, properties);
        if is_off {
            call.status = Some(SessionStatus::Cancelled);
        }
        if let Some(other) = replaced.get(line) {
            return vec![CallRecord {
                start: Err(format!("it was changed since: line {other} has it")),
                ..call
            }];
        }
        let has = |name: &str| properties.iter().any(|property| property.name == name);
        if !has("RRULE") && !has("RDATE") || has("RECURRENCE-ID") {
            return vec![call];
        }
        let all = |name: &str| {
            properties.iter().filter(|property| property.name == name).flat_map(read_times).collect()
        };
        let rule = properties.iter().find(|property| property.name == "RRULE").map(|rule| rule.value.clone());
        let is_yearly = rule.as_deref().is_some_and(|rule| rule.to_ascii_uppercase().contains("FREQ=YEARLY"));
        if is_yearly && matches!(call.start, Ok(Start::Local(Moment { time: None, .. }))) {
            return vec![CallRecord {
                start: Err("a whole day that comes every year is no call".to_owned()),
                ..call
            }];
        }
        let repeats = Repeats { rule, more: all("RDATE"), without: all("EXDATE") };
        let uid = properties.iter().find(|property| property.name == "UID").map(Property::text);
        let uid = uid.unwrap_or_else(|| call.id.clone());
        let days = list_days(&call, &uid, &repeats, moved.get(&uid).map_or(&[], Vec::as_slice), horizon);
        if days.is_empty() {
            vec![CallRecord { start: Err("none of its days is left".to_owned()), ..call }]
        } else {
            days
        }
    };
    events.iter().map(calls).collect()
}

/// The events that stand there again in a later version, by their lines, and the line of that version. Only a higher `SEQUENCE` says so: some
/// programs give each day of a series the same `UID`.
fn find_replaced(events: &[(usize, Vec<Property>)]) -> HashMap<usize, usize> {
    let version = |(line, properties): &(usize, Vec<Property>)| {
        let text = |name: &str| properties.iter().find(|property| property.name == name).map(Property::text);
        let key = (text("UID")?, text("RECURRENCE-ID").unwrap_or_default());
        let sequence: u32 =
            text("SEQUENCE").and_then(|number| number.trim().parse().ok()).unwrap_or_default();
        Some((*line, key, sequence))
    };
    let versions: Vec<_> = events.iter().filter_map(version).collect();
    let mut latest: HashMap<&(String, String), (u32, usize)> = HashMap::new();
    for (line, key, sequence) in &versions {
        let last = latest.entry(key).or_insert((*sequence, *line));
        *last = (*last).max((*sequence, *line));
    }
    let older = versions.iter().filter_map(|(line, key, sequence)| {
        let (last, at) = latest.get(key)?;
        (sequence < last).then_some((*line, *at))
    });
    older.collect()
}

/// The lines of each event, and where it begins.
fn part_events(text: &str) -> Vec<(usize, Vec<Property>)> {
    let (mut events, mut event) = (Vec::new(), None::<(usize, Vec<Property>)>);
    // What stands in an alarm is none of the event's.
    let mut depth = 0_usize;
    for property in list_properties(text) {
        let what = property.value.trim().to_ascii_uppercase();
        match (property.name.as_str(), &mut event) {
            ("BEGIN", None) if what == "VEVENT" => event = Some((property.line, Vec::new())),
            ("BEGIN", Some(_)) => depth += 1,
            ("END", Some(_)) if depth > 0 => depth -= 1,
            ("END", Some(_)) => events.extend(event.take()),
            (_, Some((_, properties))) if depth == 0 => properties.push(property),
            _ => {}
        }
    }
    events
}

fn record(line: usize, properties: &[Property]) -> CallRecord {
    let one = |name: &str| properties.iter().find(|property| property.name == name);
    let text = |name: &str| one(name).map(Property::text).filter(|text| !text.trim().is_empty());
    let people =
        || properties.iter().filter(|property| matches!(property.name.as_str(), "ATTENDEE" | "ORGANIZER"));
    let start = one("DTSTART").map_or_else(|| Err("no DTSTART".to_owned()), read_time);
    let start = match (start, one("DTEND").map(read_time)) {
        (
            Ok(Start::Local(Moment { date, time: None })),
            Some(Ok(Start::Local(Moment { date: last, time: None }))),
        ) if (last - date).num_days() > 1 => Err("whole days, several of them, are no call".to_owned()),
        (start, _) => start,
    };
    let end = one("DTEND").and_then(|end| read_time(end).ok());
    let length = match (&start, &end) {
        (Ok(start), Some(end)) => minutes_between(start, end),
        _ => one("DURATION").and_then(|duration| read_duration(&duration.value)),
    };
    let status = one("STATUS").map(|status| status.value.trim().to_ascii_uppercase());
    let title = text("SUMMARY").unwrap_or_default();
    let is_off = status.as_deref() == Some("CANCELLED")
        || CALLED_OFF.iter().any(|word| title.to_lowercase().starts_with(word));
    let recurrence = one("RECURRENCE-ID").map(|at| format!(" {}", at.value)).unwrap_or_default();
    let id = text("UID").map(|uid| uid + &recurrence);
    let declined = properties.iter().filter(|property| {
        property.name == "ATTENDEE"
            && property.param("PARTSTAT").is_some_and(|answer| answer.eq_ignore_ascii_case("DECLINED"))
    });
    let declined = declined.filter_map(|person| {
        let name = person.param("CN").map(str::to_owned).filter(|name| !name.is_empty());
        Some(format!("declined by {}", name.or_else(|| person.address())?))
    });
    let kept =
        ["LOCATION", "DESCRIPTION"].into_iter().filter_map(|name| Some((name.to_lowercase(), text(name)?)));
    let kept = kept.chain(one("DTSTART").map(|start| ("start".to_owned(), start.value.clone())));
    CallRecord {
        line,
        from: "ics",
        names: people()
            .filter_map(|person| person.param("CN"))
            .filter(|name| !name.contains('@'))
            .map(str::to_owned)
            .collect(),
        emails: people().filter_map(Property::address).collect(),
        id: id.unwrap_or_else(|| one("DTSTART").map(|start| start.value.clone()).unwrap_or_default()),
        other: [("title".to_owned(), title.clone())].into_iter().chain(kept).collect(),
        title,
        start,
        beside_zone: None,
        series: None,
        minutes: length,
        status: is_off.then_some(SessionStatus::Cancelled),
        cancelled_by: None,
        is_log: false,
        fee: None,
        kind: None,
        group_size: None,
        body: String::new(),
        told: declined.collect(),
    }
}

/// All the times of a list; of a period its beginning.
fn read_times(property: &Property) -> Vec<Start> {
    let zone = property.param("TZID");
    let start = |value: &str| value.split('/').next().unwrap_or(value).trim().to_owned();
    property.value.split(',').filter_map(|value| read_time_of(&start(value), zone).ok()).collect()
}

fn read_time(property: &Property) -> Result<Start, String> {
    read_time_of(property.value.trim(), property.param("TZID"))
}

fn read_time_of(value: &str, zone: Option<&str>) -> Result<Start, String> {
    let unread = || format!("{value} can't be read as a day");
    if value.len() == 8 {
        let day = NaiveDate::parse_from_str(value, "%Y%m%d").map_err(|_| unread())?;
        return Ok(Start::Local(Moment::day(day)));
    }
    let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").map_err(|_| unread());
    match (value.strip_suffix('Z'), zone) {
        (Some(value), _) => Ok(Start::Universal(at(value)?)),
        (None, Some(zone)) => Ok(Start::Zoned(at(value)?, zone.to_owned())),
        (None, None) => at(value).map(|at| Start::Local(Moment { date: at.date(), time: Some(at.time()) })),
    }
}

/// The minutes between two times of one kind; none for whole days and for more than a day.
fn minutes_between(start: &Start, end: &Start) -> Option<u32> {
    let (start, end) = match (start, end) {
        (Start::Local(start), Start::Local(end)) if start.time.is_some() && end.time.is_some() => {
            (start.clock(), end.clock())
        }
        (Start::Universal(start), Start::Universal(end)) => (*start, *end),
        (Start::Zoned(start, one), Start::Zoned(end, other)) if one == other => (*start, *end),
        _ => return None,
    };
    u32::try_from((end - start).num_minutes()).ok().filter(|minutes| (1..=24 * 60).contains(minutes))
}

/// `PT1H30M` in minutes.
fn read_duration(value: &str) -> Option<u32> {
    let (mut minutes, mut number) = (0_u32, String::new());
    for c in value.trim().strip_prefix('P')?.chars() {
        match c {
            'T' => {}
            'D' => minutes = std::mem::take(&mut number).parse::<u32>().ok()?.checked_mul(24 * 60)?,
            '0'..='9' => number.push(c),
            'H' => {
                minutes =
                    minutes.checked_add(std::mem::take(&mut number).parse::<u32>().ok()?.checked_mul(60)?)?;
            }
            'M' => minutes = minutes.checked_add(std::mem::take(&mut number).parse().ok()?)?,
            'S' => number.clear(),
            _ => return None,
        }
    }
    (1..=24 * 60).contains(&minutes).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{CallRecord, Horizon, is_agenda};
    use crate::model::session::SessionStatus;

    fn read_events(text: &str) -> Vec<CallRecord> {
        let last = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
        super::read_events(text, &Horizon { last, instant: &|_| None }).concat()
    }

    #[test]
    fn an_event_that_repeats_is_a_call_on_each_of_its_days() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Paris:20251002T100000\nDURATION:PT1H\n\
            RRULE:FREQ=WEEKLY;UNTIL=20251106T235959\nEXDATE;TZID=Europe/Paris:20251009T100000\nSUMMARY:Ada\nEND:VEVENT\n\
            BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Paris:20251016T100000\nDTSTART;TZID=Europe/Paris:20251017T090000\n\
            SUMMARY:Ada\nEND:VEVENT\nEND:VCALENDAR\n";
        let ids: Vec<String> = read_events(text).into_iter().map(|call| call.id).collect();
        let days =
            ["20251002T100000", "20251023T100000", "20251030T100000", "20251106T100000", "20251016T100000"];
        assert_eq!(ids, days.map(|day| format!("a {day}")));
        for without in ["20251003", "TZID=Europe/Paris:20251003T000000", "20251002T220000Z"] {
            let whole = format!(
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20251002\nRRULE:FREQ=DAILY;COUNT=3\n\
                EXDATE{}{without}\nSUMMARY:Ada\nEND:VEVENT\nEND:VCALENDAR\n",
                if without.starts_with('T') { ';' } else { ':' }
            );
            let ids: Vec<String> = read_events(&whole).into_iter().map(|call| call.id).collect();
            assert_eq!(ids, ["a 20251002", "a 20251004"], "{without}");
        }
        let hourly = text.replace("WEEKLY", "HOURLY");
        assert!(read_events(&hourly)[0].start.as_ref().is_err_and(|why| why.contains("FREQ=HOURLY")));
    }

    #[test]
    fn what_is_no_call_or_was_changed_since_is_told() {
        for (events, wanted) in [
            ("DTSTART;VALUE=DATE:20251002\nDTEND;VALUE=DATE:20251012\nSUMMARY:Ada away", "several of them"),
            ("DTSTART;VALUE=DATE:20251002\nRRULE:FREQ=YEARLY\nSUMMARY:Ada's birthday", "comes every year"),
            (
                "UID:a\nDTSTART:20251002T080000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nDTSTART:20251003T080000Z",
                "line 6 has it",
            ),
        ] {
            let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{events}\nEND:VEVENT\nEND:VCALENDAR\n");
            let why = read_events(&text)[0].start.clone().unwrap_err();
            assert!(why.contains(wanted), "{why}");
        }
        let off = "BEGIN:VCALENDAR\nMETHOD:CANCEL\nX-WR-TIMEZONE:Europe/Paris\nBEGIN:VEVENT\nDTSTART:20251002T080000Z\nEND:VEVENT\n";
        assert_eq!(read_events(off)[0].status, Some(SessionStatus::Cancelled));
        assert_eq!(super::read_own_zone(off).as_deref(), Some("Europe/Paris"));
    }

    fn read_told(event: &str) -> String {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            event.replace('\n', "\r\n")
        );
        assert!(is_agenda(&text));
        let events = read_events(&text);
        let one = &events[0];
        let told = format!(
            "{:?} {:?} {:?} {} {:?} {}",
            one.start,
            one.minutes,
            one.emails,
            one.title,
            one.status == Some(SessionStatus::Cancelled),
            one.told.join("; ")
        );
        told.trim_end().to_owned()
    }

    #[test]
    fn events_as_the_calendars_of_the_world_write_them() {
        for (event, wanted) in [
            (
                "DTSTART:20251002T080000Z\nDTEND:20251002T090000Z\nSUMMARY:Ada\\, weekly",
                "Ok(Universal(2025-10-02T08:00:00)) Some(60) [] Ada, weekly false",
            ),
            (
                "DTSTART;TZID=Europe/Paris:20251002T100000\nDURATION:PT1H30M\nATTENDEE;CN=\"Lund: Ada\":MAILTO:Ada@b.org",
                "Ok(Zoned(2025-10-02T10:00:00, \"Europe/Paris\")) Some(90) [\"ada@b.org\"]  false",
            ),
            (
                "DTSTART;VALUE=DATE:20251002\nDTEND;VALUE=DATE:20251003\nSUMMARY:Canceled: A\n da",
                "Ok(Local(Moment { date: 2025-10-02, time: None })) None [] Canceled: Ada true",
            ),
            (
                "DTSTART;TZID=Europe/Paris;VALUE=DATE-TIME:20251002T100000\nATTENDEE;CN=Ada;PARTSTAT=DECLINED:mailto:ada@b.org",
                "Ok(Zoned(2025-10-02T10:00:00, \"Europe/Paris\")) None [\"ada@b.org\"]  false declined by Ada",
            ),
            (
                "DTSTART:soon\nBEGIN:VALARM\nSUMMARY:x\nEND:VALARM\nSTATUS:CANCELLED",
                "Err(\"soon can't be read as a day\") None []  true",
            ),
        ] {
            assert_eq!(read_told(event), wanted, "{event}");
        }
    }

    #[test]
    fn what_is_no_whole_calendar_is_read_as_far_as_it_goes() {
        for text in
            ["", "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\0é:\n ", "BEGIN:VCALENDAR\nEND:VEVENT"]
        {
            assert!(read_events(text).is_empty(), "{text}");
        }
        assert!(!is_agenda("# BEGIN:VCALENDAR"));
    }
}
