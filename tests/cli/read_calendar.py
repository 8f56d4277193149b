"""Reads a calendar from standard input with the parser that is named, and tells its events, a line each.

Exits with 3 where that parser isn't installed.
"""

import datetime
import sys


def told(when):
    if not isinstance(when, datetime.datetime):
        return when.isoformat()
    if when.tzinfo is None:
        return when.strftime("%Y-%m-%dT%H:%M")
    return when.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")


def by_icalendar(text):
    import icalendar

    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        assert event["dtstamp"].dt.tzinfo is not None and event["uid"] and event["class"] == "PRIVATE"
        yield event["dtstart"].dt, event["dtend"].dt, event["status"], event["summary"]


def by_vobject(text):
    import vobject

    calendar = vobject.readOne(text)
    for event in getattr(calendar, "vevent_list", []):
        assert event.dtstamp.value.tzinfo is not None and event.uid.value
        yield event.dtstart.value, event.dtend.value, event.status.value, event.summary.value


text = sys.stdin.buffer.read().decode()
try:
    events = list({"icalendar": by_icalendar, "vobject": by_vobject}[sys.argv[1]](text))
except ImportError:
    sys.exit(3)
for start, end, status, summary in events:
    sys.stdout.buffer.write(f"{told(start)} {told(end)} {status} {summary}\n".encode())
