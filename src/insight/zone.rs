//! One call on the clocks of two places.

use chrono::NaiveDateTime;

use crate::model::moment::Moment;
use crate::model::zone::Zone;

/// What the clock of another zone shows at a local time.
#[must_use]
pub fn clock_in(local: NaiveDateTime, zone: &Zone, other: &Zone) -> NaiveDateTime {
    other.clock_at(zone.instant(local))
}

/// When a call is on the client's clock, where the clocks differ then.
#[must_use]
pub fn on_their_clock(when: Moment, ours: &Zone, theirs: &Zone) -> Option<Moment> {
    let local = when.date.and_time(when.time?);
    let there = clock_in(local, ours, theirs);
    (there != local).then(|| Moment { date: there.date(), time: Some(there.time()) })
}
