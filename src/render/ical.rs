//! A calendar as iCalendar (RFC 5545).

use chrono::Duration;
use icalendar::{
    Alarm, Calendar as File, CalendarDateTime, Class, Component as _, DatePerhapsTime, Event as Entry,
    EventLike as _, EventStatus as Status, Property,
};

use super::one_line::strip_markup;
use crate::insight::calendar::{Calendar, Event, EventStatus, Point, revision};
use crate::insight::invitation::{Invitation, Method};
use crate::model::clean::clean;

/// The calendar's own name: it says nothing of anybody.
const NAME: &str = "Coaching";
/// Who wrote it.
const PRODUCT: &str = "-//coach//coach//EN";

/// Writes a calendar. Whole days take up no time: a review, or a call whose hour isn't known yet, keeps nobody from being free.
#[must_use]
pub fn ical(calendar: &Calendar) -> String {
    let mut file = begin_file();
    file.append_property(Property::new("X-WR-CALNAME", NAME));
    for event in &calendar.events {
        let mut entry = entry(event);
        entry.timestamp(calendar.stamp).last_modified(calendar.stamp).sequence(calendar.revision());
        file.push(entry.class(Class::Private).done());
    }
    file.to_string()
}

/// Writes an invitation (RFC 5546). Who is invited can answer where both sides have an address.
#[must_use]
pub fn invite(invitation: &Invitation) -> String {
    let mut file = begin_file();
    file.append_property(Property::new("METHOD", invitation.method.word().to_uppercase()));
    let mut entry = entry(&invitation.event);
    entry.timestamp(invitation.stamp).last_modified(invitation.stamp).sequence(revision(invitation.stamp));
    if invitation.method != Method::Publish {
        let person = |key: &str, name: Option<&str>, mail: &Option<String>| {
            let mut person = Property::new(key, format!("mailto:{}", mail.as_deref().unwrap_or_default()));
            if let Some(name) = name {
                person.add_parameter("CN", &quote(name));
            }
            person
        };
        let from = person("ORGANIZER", invitation.sender.coach.as_deref(), &invitation.sender.mail);
        let mut to = person("ATTENDEE", Some(&invitation.invited.name), &invitation.invited.mail);
        to.add_parameter("ROLE", "REQ-PARTICIPANT").add_parameter("PARTSTAT", "NEEDS-ACTION");
        to.add_parameter("RSVP", "TRUE");
        entry.append_property(from).append_property(to);
    }
    file.push(entry.class(Class::Private).done());
    file.to_string()
}

fn begin_file() -> File {
    let mut file = File::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN")] {
        file.append_property(Property::new(key, value));
    }
    file
}

/// A name as the value of a parameter, which has no way to write a quotation mark (RFC 5545, 3.1).
fn quote(name: &str) -> String {
    let plain: String = strip_markup(name).chars().filter(|c| *c != '"').collect();
    format!("\"{}\"", on_one_line(&plain))
}

fn on_one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entry(event: &Event) -> Entry {
    let mut entry = Entry::with_uid(&event.uid);
    entry.summary(&strip_markup(&event.title)).starts(point(event.start)).ends(point(event.end));
    entry.status(match event.status {
        EventStatus::Confirmed => Status::Confirmed,
        EventStatus::Cancelled => Status::Cancelled,
    });
    if matches!(event.start, Point::Day(_)) {
        entry.add_property("TRANSP", "TRANSPARENT");
    }
    if let Some(place) = &event.place {
        let place = on_one_line(place);
        // Google and Outlook make a link of a place; Apple wants it said as one.
        if (place.starts_with("https://") || place.starts_with("http://")) && !place.contains(' ') {
            entry.url(&place);
        }
        entry.location(&place);
    }
    if let Some(minutes) = event.alarm {
        entry.alarm(Alarm::display(&strip_markup(&event.title), -Duration::minutes(i64::from(minutes))));
    }
    entry
}

fn point(point: Point) -> DatePerhapsTime {
    match point {
        Point::Day(day) => day.into(),
        Point::Floating(time) => CalendarDateTime::Floating(time).into(),
        Point::Instant(instant) => instant.into(),
    }
}
