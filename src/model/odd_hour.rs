//! Hours that a clock leaves out or shows twice, where it is put forward or back.

use chrono::NaiveDateTime;

use super::moment::Moment;
use super::zone::Zone;

/// What is odd about an hour on the clock of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddHour {
    /// The clock never shows it; what it shows at the instant that is taken for it.
    LeftOut(NaiveDateTime),
    /// The clock shows it twice.
    Twice,
}

impl OddHour {
    /// What is odd about a moment, if anything is. A day without an hour never is.
    #[must_use]
    pub fn find(when: Moment, zone: &Zone) -> Option<Self> {
        let local = when.date.and_time(when.time?);
        let shown = zone.clock_at(zone.instant(local));
        if shown != local {
            return Some(Self::LeftOut(shown));
        }
        (zone.count_instants(local) > 1).then_some(Self::Twice)
    }

    /// What is to be said of it, in one line.
    #[must_use]
    pub fn tell(self, when: Moment, zone: &Zone) -> String {
        let (spoken, zone) = (when.to_spoken(), zone.name());
        match self {
            Self::LeftOut(shown) => format!(
                "{spoken} is no time in {zone}: the clocks are put forward over it; calendars take it for {}",
                shown.format("%H:%M")
            ),
            Self::Twice => {
                format!("{spoken} comes twice in {zone}, since the clocks are put back; the first is meant")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OddHour;
    use crate::model::moment::Moment;
    use crate::model::zone::Zone;

    #[test]
    fn hours_around_a_change_are_odd_and_no_others() {
        const PARIS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
        const LORD_HOWE: &str = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
        for (rule, when, wanted) in [
            (PARIS, "2026-03-29T01:59", ""),
            (PARIS, "2026-03-29T02:00", "03:00"),
            (PARIS, "2026-03-29T02:30", "03:30"),
            (PARIS, "2026-03-29T03:00", ""),
            (PARIS, "2026-03-29", ""),
            (PARIS, "2026-10-25T01:59", ""),
            (PARIS, "2026-10-25T02:00", "twice"),
            (PARIS, "2026-10-25T03:00", ""),
            (PARIS, "2026-11-25T10:00", ""),
            (LORD_HOWE, "2026-10-04T02:15", "02:45"),
            (LORD_HOWE, "2026-10-04T02:30", ""),
            (LORD_HOWE, "2026-04-05T01:45", "twice"),
            ("UTC0", "2026-03-29T02:30", ""),
        ] {
            let zone = Zone::from_rule(rule).expect("a rule");
            let found = match OddHour::find(Moment::parse(when).expect("a moment"), &zone) {
                None => String::new(),
                Some(OddHour::Twice) => "twice".to_owned(),
                Some(OddHour::LeftOut(shown)) => shown.format("%H:%M").to_string(),
            };
            assert_eq!(found, wanted, "{rule} {when}");
        }
    }
}
