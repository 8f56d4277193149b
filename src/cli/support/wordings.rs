//! How the wording of goals changed, as far as the practice's git history knows.

use chrono::NaiveDate;

use crate::insight::digest::story_is_long;
use crate::insight::drift::{Version, rewordings};
use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::Practice;
use crate::practice::git::versions;

/// The goal as it stood in each commit that wrote its note.
pub fn read_versions(practice: &Practice, goal: &Goal) -> Vec<Version> {
    read_goals(goal, versions::versions(&practice.root, &goal.path))
}

fn read_goals(goal: &Goal, versions: Vec<versions::Version>) -> Vec<Version> {
    let read = |version: versions::Version| Version {
        date: version.date,
        commit: version.commit,
        goal: read::goal(Note::from_bytes(&goal.path, version.bytes)).value,
    };
    versions.into_iter().map(read).collect()
}

/// The days on which a client's goals were reworded. A short story is told whole, so for one git isn't asked: a question to it costs
/// more than the whole digest.
pub fn find_rewordings(practice: &Practice, record: &Record, now: Moment) -> Vec<NaiveDate> {
    if !story_is_long(record, now) {
        return Vec::new();
    }
    let paths: Vec<&str> = record.goals.iter().map(|goal| &*goal.path).collect();
    let versions = versions::versions_of_each(&practice.root, &paths);
    let of = |(goal, versions)| rewordings(goal, &read_goals(goal, versions));
    record.goals.iter().zip(versions).flat_map(of).collect()
}
