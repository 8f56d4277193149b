//! The system's time zone data.

use std::path::{Path, PathBuf};

use crate::model::refusal::Refusal;
use crate::model::zone::{Clocks, Zone, ZoneName};

/// Where systems keep it; `TZDIR` names another folder.
const FOLDERS: [&str; 4] =
    ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];
/// The largest file that is taken for zone data, in bytes; the largest there is has about 4,000.
const LARGEST: u64 = 1 << 20;

/// A time zone with the changes of its clocks.
///
/// # Errors
/// Where this system has no data for it.
pub fn read_zone(name: ZoneName) -> Result<Zone, Refusal> {
    let given = std::env::var_os("TZDIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folders = given.map_or_else(|| FOLDERS.map(PathBuf::from).to_vec(), |folder| vec![folder]);
    let found = folders.iter().find_map(|folder| read_file(&folder.join(name.name()), name));
    found.or_else(|| Zone::make_universal(name)).ok_or_else(|| {
        Refusal::missing(
            format!("this system has no time zone data for {}", name.name()),
            "install it (the package is mostly called tzdata), or name its folder in TZDIR",
        )
    })
}

/// The clocks of the practice and of clients; those without data on this system are left out.
#[must_use]
pub fn read_clocks(ours: Option<ZoneName>, theirs: impl IntoIterator<Item = ZoneName>) -> Clocks {
    let mut clocks = Clocks { ours: ours.and_then(|name| read_zone(name).ok()), theirs: Vec::new() };
    if clocks.ours.is_none() {
        return clocks;
    }
    for name in theirs {
        if clocks.theirs.iter().all(|zone| zone.name() != name.name()) {
            clocks.theirs.extend(read_zone(name).ok());
        }
    }
    clocks
}

fn read_file(path: &Path, name: ZoneName) -> Option<Zone> {
    let size = path.metadata().ok()?.len();
    if size > LARGEST {
        return None;
    }
    Zone::from_data(name, &std::fs::read(path).ok()?)
}

#[cfg(test)]
mod tests {
    use super::read_zone;
    use crate::model::zone::ZoneName;

    #[test]
    fn a_day_that_was_left_out_is_read_by_the_clock_before_it() {
        let name = ZoneName::read("Pacific/Apia").expect("a zone");
        let Ok(zone) = read_zone(name) else { return };
        let local = "2011-12-30T10:00:00".parse().expect("a time");
        assert_eq!(zone.instant(local).naive_utc().to_string(), "2011-12-30 20:00:00");
    }
}
