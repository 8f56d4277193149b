//! A calendar as iCalendar (RFC 5545).

use icalendar::{
    Calendar as File, CalendarDateTime, Class, Component as _, DatePerhapsTime, Event as Entry,
    EventLike as _, EventStatus as Status, Property,
};

use super::filters::strip_markup;
use crate::insight::calendar::{Calendar, Event, EventStatus, Point};

/// The calendar's own name: it says nothing of anybody.
const NAME: &str = "Coaching";
/// Who wrote it.
const PRODUCT: &str = "-//coach//coach//EN";

/// Writes a calendar. Whole days take up no time: a review, or a call whose hour isn't known yet, keeps nobody from being free.
#[must_use]
pub fn ical(calendar: &Calendar) -> String {
    let mut file = File::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("X-WR-CALNAME", NAME)]
    {
        file.append_property(Property::new(key, value));
    }
    for event in &calendar.events {
        let mut entry = entry(event);
        entry.timestamp(calendar.stamp).last_modified(calendar.stamp).sequence(calendar.revision());
        file.push(entry.done());
    }
    file.to_string()
}

fn entry(event: &Event) -> Entry {
    let mut entry = Entry::with_uid(&event.uid);
    entry
        .summary(&strip_markup(&event.title))
        .class(Class::Private)
        .starts(point(event.start))
        .ends(point(event.end));
    entry.status(match event.status {
        EventStatus::Confirmed => Status::Confirmed,
        EventStatus::Cancelled => Status::Cancelled,
    });
    if matches!(event.start, Point::Day(_)) {
        entry.add_property("TRANSP", "TRANSPARENT");
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
