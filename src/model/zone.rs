//! Time zones: their names, and what the clocks of one show at an instant.
//!
//! The names are in the binary, so that a slip of the pen is told anywhere. When a clock changes is read from the system's zone data
//! (`practice::zones`), which is newer than any table of ours would be.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use tz::TimeZone;

use super::matching::find_nearest_word;
use super::moment::Moment;
use super::order::InOrder as _;

/// The names of the IANA time zone database, a line each.
const NAMES: &str = include_str!("zone_names.txt");
/// What Windows calls time zones, a tab, and the IANA name of each (Unicode CLDR, `windowsZones`).
const WINDOWS_NAMES: &str = include_str!("windows_zones.txt");
/// How far around a local time its offset from UTC is looked for: no clock is further off, and none was put further at once.
const AROUND: Duration = Duration::hours(26);

/// The name of a time zone that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneName(&'static str);

impl ZoneName {
    /// The zone of this name, in any ASCII case.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        NAMES.lines().find(|name| name.eq_ignore_ascii_case(typed)).map(Self)
    }

    /// The zone that a program's calendar names: by its IANA name, that name behind the program's own (`/mozilla.org/20050126_1/…`), what
    /// Windows calls it, or what Windows shows of it: `(UTC+01:00) Amsterdam, Berlin`, `Eastern Time (US & Canada)`.
    #[must_use]
    pub fn read_foreign(typed: &str) -> Option<Self> {
        let typed = typed.trim().trim_matches('"');
        let of_windows = |name: &str| {
            let mut pairs = WINDOWS_NAMES.lines().filter_map(|line| line.split_once('\t'));
            pairs.find(|(own, _)| own.eq_ignore_ascii_case(name)).and_then(|(_, iana)| Self::read(iana))
        };
        if let Some(zone) = Self::read(typed).or_else(|| of_windows(typed)) {
            return Some(zone);
        }
        let behind = typed.match_indices('/').map(|(at, _)| &typed[at + 1..]);
        if let Some(zone) = behind.filter(|rest| rest.contains('/')).find_map(Self::read) {
            return Some(zone);
        }
        let shown =
            typed.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(typed, |(_, shown)| shown);
        if let Some((region, _)) = shown.split_once(" Time (") {
            return of_windows(&format!("{region} Standard Time"));
        }
        let town = |name: &str| name.rsplit('/').next().unwrap_or(name).replace('_', " ").to_lowercase();
        let towns = shown.split(',').map(|town| town.trim().to_lowercase()).filter(|town| !town.is_empty());
        let mut found =
            towns.filter_map(|typed| NAMES.lines().find(|name| name.contains('/') && town(name) == typed));
        found.next().map(Self)
    }

    /// Its IANA name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// The zone that was meant: people write the town alone, with blanks, in small letters.
    #[must_use]
    pub fn find_nearest(typed: &str) -> Option<Self> {
        let town = |name: &str| name.rsplit('/').next().unwrap_or(name).to_lowercase();
        let typed = typed.trim().replace(' ', "_");
        let by_town = NAMES.lines().find(|name| town(name) == town(&typed));
        by_town.or_else(|| find_nearest_word(&typed, NAMES.lines())).map(Self)
    }
}

/// A time zone with the changes of its clocks.
#[derive(Debug, Clone)]
pub struct Zone {
    name: ZoneName,
    changes: Arc<TimeZone>,
}

impl Zone {
    /// A zone that has no name of its own, by a rule of POSIX: `<+00>-1<+01>-2,M3.5.0,M10.5.0/3`.
    #[must_use]
    pub fn from_rule(rule: &str) -> Option<Self> {
        let changes = Arc::new(TimeZone::from_posix_tz(rule).ok()?);
        Some(Self { name: ZoneName("Etc/Unknown"), changes })
    }

    /// The zone as a file of zone data has it (`TZif`, RFC 8536); none where it isn't one.
    #[must_use]
    pub fn from_data(name: ZoneName, data: &[u8]) -> Option<Self> {
        Some(Self { name, changes: Arc::new(TimeZone::from_tz_data(data).ok()?) })
    }

    /// A clock that never changes, for which no data is needed; none for any other name.
    #[must_use]
    pub fn make_universal(name: ZoneName) -> Option<Self> {
        let universal = matches!(name.name(), "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT" | "UCT" | "Zulu");
        universal.then(|| Self { name, changes: Arc::new(TimeZone::utc()) })
    }

    /// Its IANA name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name.name()
    }

    /// The instant of a local time. In the hour that comes twice in autumn the first is meant; a time that is left out in spring
    /// is read by the offset before the change, so it moves forward by what the clocks do (RFC 5545, 3.3.5).
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let read = local.and_utc();
        self.list_instants(local).into_iter().min().unwrap_or_else(|| read - self.offset(read - AROUND))
    }

    /// At how many instants the clocks show a local time: none where it is left out in spring, two where it comes twice in autumn.
    #[must_use]
    pub fn count_instants(&self, local: NaiveDateTime) -> usize {
        let mut instants = self.list_instants(local);
        instants.put_in_order();
        instants.dedup();
        instants.len()
    }

    /// The instants at which the clocks show a local time; one may stand there several times.
    fn list_instants(&self, local: NaiveDateTime) -> Vec<DateTime<Utc>> {
        let read = local.and_utc();
        let offsets = [self.offset(read - AROUND), self.offset(read), self.offset(read + AROUND)];
        let fitting = offsets.into_iter().map(|offset| (offset, read - offset));
        fitting.filter(|(offset, instant)| self.offset(*instant) == *offset).map(|(_, at)| at).collect()
    }

    /// What the clocks show at an instant.
    #[must_use]
    pub fn clock_at(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        (instant + self.offset(instant)).naive_utc()
    }

    /// How far the clocks are ahead of UTC.
    fn offset(&self, instant: DateTime<Utc>) -> Duration {
        let kind = self.changes.find_local_time_type(instant.timestamp());
        kind.map_or(Duration::zero(), |kind| Duration::seconds(i64::from(kind.ut_offset())))
    }
}

/// What the clock of another zone shows at a local time.
#[must_use]
pub fn clock_in(local: NaiveDateTime, zone: &Zone, other: &Zone) -> NaiveDateTime {
    other.clock_at(zone.instant(local))
}

/// The practice's clock, and those of its clients, as far as they are known.
#[derive(Debug, Clone, Default)]
pub struct Clocks {
    /// Where the practice is.
    pub ours: Option<Zone>,
    /// Where the clients are, each zone once.
    pub theirs: Vec<Zone>,
}

impl Clocks {
    /// When a call is on the client's clock, where it shows something else then.
    #[must_use]
    pub fn to_theirs(&self, when: Moment, client: Option<ZoneName>) -> Option<Moment> {
        let theirs = self.theirs.iter().find(|zone| Some(zone.name) == client)?;
        let local = when.date.and_time(when.time?);
        let there = clock_in(local, self.ours.as_ref()?, theirs);
        (there != local).then(|| Moment { date: there.date(), time: Some(there.time()) })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDateTime;
    use tz::TimeZone;

    use super::{Zone, ZoneName};

    #[test]
    fn every_time_on_the_wall_has_its_instant() {
        const PARIS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
        const SYDNEY: &str = "AEST-10AEDT,M10.1.0,M4.1.0/3";
        const LORD_HOWE: &str = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
        for (rule, local, wanted) in [
            (PARIS, "2026-03-28 10:00", "2026-03-28 09:00"),
            (PARIS, "2026-03-29 01:59", "2026-03-29 00:59"),
            (PARIS, "2026-03-29 02:00", "2026-03-29 01:00"),
            (PARIS, "2026-03-29 02:30", "2026-03-29 01:30"),
            (PARIS, "2026-03-29 03:00", "2026-03-29 01:00"),
            (PARIS, "2026-10-25 02:30", "2026-10-25 00:30"),
            (PARIS, "2026-10-25 03:00", "2026-10-25 02:00"),
            (SYDNEY, "2026-04-05 02:30", "2026-04-04 15:30"),
            (SYDNEY, "2026-10-04 02:30", "2026-10-03 16:30"),
            (LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:45"),
            ("UTC0", "2026-03-29 02:30", "2026-03-29 02:30"),
        ] {
            let read = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
            let changes = Arc::new(TimeZone::from_posix_tz(rule).expect("a rule"));
            let zone = Zone { name: ZoneName("UTC"), changes };
            let instant = zone.instant(read(local));
            assert_eq!(instant.naive_utc(), read(wanted), "{rule} {local}");
        }
    }

    #[test]
    fn every_name_of_windows_is_a_zone_and_what_calendars_write_is_understood() {
        for line in super::WINDOWS_NAMES.lines() {
            let (own, iana) = line.split_once('\t').expect("two names");
            assert_eq!(ZoneName::read_foreign(own), ZoneName::read(iana), "{line}");
            assert!(ZoneName::read(iana).is_some(), "{line}");
        }
        for (typed, wanted) in [
            ("W. Europe Standard Time", Some("Europe/Berlin")),
            ("\"Eastern Standard Time\"", Some("America/New_York")),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Some("Europe/Amsterdam")),
            ("(UTC-05:00) Eastern Time (US & Canada)", Some("America/New_York")),
            ("/mozilla.org/20050126_1/Europe/Berlin", Some("Europe/Berlin")),
            (
                "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires",
                Some("America/Argentina/Buenos_Aires"),
            ),
            ("Customized Time Zone", None),
        ] {
            assert_eq!(ZoneName::read_foreign(typed).map(ZoneName::name), wanted, "{typed}");
        }
    }

    #[test]
    fn a_name_is_known_or_the_nearest_is() {
        assert_eq!(ZoneName::read("europe/paris").map(ZoneName::name), Some("Europe/Paris"));
        assert_eq!(ZoneName::read("Europe/Pris"), None);
        for (typed, wanted) in
            [("paris", "Europe/Paris"), ("Europe/Pris", "Europe/Paris"), ("new york", "America/New_York")]
        {
            assert_eq!(ZoneName::find_nearest(typed).map(ZoneName::name), Some(wanted));
        }
    }
}
