//! What each key of a note means, in a sentence: for editors and for the schema of the format.

use super::keys::NoteKind;

/// A key, those below another one with a dot between them, and what it means.
pub type Meaning = (&'static str, &'static str);

/// What a key of a kind of note means.
#[must_use]
pub fn find_meaning(kind: NoteKind, key: &str) -> Option<&'static str> {
    let table = match kind {
        NoteKind::Client => CLIENT,
        NoteKind::Session => SESSION,
        NoteKind::Goal => GOAL,
        NoteKind::Plan => PLAN,
        NoteKind::Between => BETWEEN,
    };
    table.iter().find(|(known, _)| *known == key).map(|(_, meaning)| *meaning)
}

/// What a key of `coach.yaml` means.
#[must_use]
pub fn find_setting(key: &str) -> Option<&'static str> {
    SETTINGS.iter().find(|(known, _)| *known == key).map(|(_, meaning)| *meaning)
}

const CLIENT: &[Meaning] = &[
    ("name", "What the person is called; without it they go by the name of their folder."),
    ("status", "Where the work with them stands; active where it isn't said."),
    ("since", "The day on which the work began."),
    ("until", "The day on which the agreement ends."),
    ("sessions_agreed", "How many calls were agreed upon."),
    ("keep_until", "The day on which the records are to be erased."),
    ("email", "Their address, or a list of them: their mails are known by it."),
    ("organisation", "Where they work."),
    ("pronouns", "How one speaks of them."),
    ("fee", "Whether their calls are paid; paid where it isn't said. A session can say otherwise."),
    ("areas", "The areas of life or work that they chose to mark, in their own words."),
    (
        "timezone",
        "Where they are, by the IANA name of the zone; times are shown in both zones where it differs.",
    ),
    ("kind", "What their calls are where a session doesn't say."),
    ("group_size", "How many they are, where their calls are a group's or a team's."),
    ("minutes", "How long a new call is to take; a held call without minutes has none."),
    ("where", "The place or link of their calls."),
    ("sessions_before", "Calls that were held before this practice was kept here."),
    ("hours_before", "Hours that were held before this practice was kept here."),
    ("hours_before.paid", "Paid hours before."),
    ("hours_before.pro_bono", "Hours given before."),
    ("log_consent", "The day on which they agreed to stand in the hours log."),
    ("log_letter", "The day of their organisation's letter in lieu of names."),
    ("hush", "Signals not to be noticed until a day."),
    ("tags", "Words of your own to find them by."),
    ("sponsor", "Who pays for the work."),
    ("sponsor.name", "The sponsor's name."),
    ("sponsor.email", "The sponsor's address."),
    ("sponsor_ok", "The day on which the client read and allowed what the sponsor gets."),
    (
        "sponsor_draft",
        "The draft of what the sponsor gets that the client was given to read; coach writes it.",
    ),
    ("sponsor_draft.made", "The day on which it was made."),
    ("sponsor_draft.page", "What tells its words from any others."),
    ("agreed", "What they agreed to, each with its day."),
    ("agreed.notes", "The day on which they agreed that notes are kept."),
    ("agreed.recording", "The day on which they agreed to be recorded; transcripts need it."),
    ("agreed.supervision", "The day on which they agreed that you take their work to a colleague."),
    (
        "imported",
        "Where the note was brought in from, and what was unknown there; coach never writes here again.",
    ),
];

const SESSION: &[Meaning] = &[
    ("date", "The day of the call, with its hour if you like; the file's name says it as well."),
    ("status", "What became of the call. Without it: planned while it is to come, else held."),
    ("cancelled_by", "Who called it off."),
    ("minutes", "How long the call took, in minutes."),
    ("kind", "Who is in the call; as the client's others where it isn't said."),
    ("group_size", "How many they were, in a group's or a team's call."),
    ("fee", "Whether it is paid; as the client's others where it isn't said."),
    ("charged", "Whether a late cancellation is charged all the same."),
    ("summary", "Where you left off, in a line; it opens the next digest."),
    ("show_up_as", "Who you wanted to be in this call."),
    ("goals", "The goals that it was about, by their ids, beside those that follow from plans of that day."),
    ("where", "The place or link of this call alone."),
    ("moved_from", "The call that this one was before it was moved, or several; coach writes it."),
    ("talked_about", "Signals that were spoken of with the client in this call."),
    ("alliance", "How the call was for the client: their own marks, 0 to 10, any of them."),
    ("alliance.heard", "How far they felt heard, 0 to 10; their own mark."),
    ("alliance.focus", "How far you worked on what matters to them, 0 to 10; their own mark."),
    ("alliance.approach", "How far your way of working suits them, 0 to 10; their own mark."),
    ("alliance.overall", "How the call was as a whole, 0 to 10; their own mark."),
    ("balance", "The client's own marks of their areas."),
    ("balance.*", "An area in the client's own words, and their marks of it."),
    ("balance.*.rating", "How good it is, 1 to 9; their own mark."),
    ("balance.*.hours", "The hours a week that it gets."),
    ("balance.*.wish", "The hours a week that they wish for it."),
    ("picked", "The area that they chose to look at alone."),
    (
        "imported",
        "Where the note was brought in from, and what was unknown there; coach never writes here again.",
    ),
    ("mail", "The id of the mail that it was brought in from."),
];

const BETWEEN: &[Meaning] = &[
    ("date", "The day of the note, with its hour if you like; the file's name says it as well."),
    (
        "from",
        "Who wrote it. With `client` the whole text is the client's own words; `coach` where it isn't said.",
    ),
    (
        "imported",
        "Where the note was brought in from, and what was unknown there; coach never writes here again.",
    ),
    ("mail", "The id of the mail that it was brought in from."),
    ("files", "What came attached to the mail: names in files/."),
];

const GOAL: &[Meaning] = &[
    ("title", "What the goal is called; without it, it goes by its id."),
    ("status", "Where the goal stands; active where it isn't said."),
    ("opened", "The day on which it was taken up."),
    ("closed", "The day on which it was achieved or released."),
    ("target", "The day by which they want to have it."),
    ("importance", "How much it matters to them, 0 to 10; their own mark."),
    ("asked_by", "Who asked for it; the client where it isn't said."),
    ("reasons", "Their own marks, 0 to 10, of four reasons for it."),
    ("reasons.external", "Somebody asks it of them, or something hangs on it; 0 to 10, their own mark."),
    ("reasons.introjected", "They would feel bad without it; 0 to 10, their own mark."),
    ("reasons.identified", "They stand behind it; 0 to 10, their own mark."),
    ("reasons.intrinsic", "They would do it for its own sake; 0 to 10, their own mark."),
    ("motive", "Without all four reasons: the one that the client named."),
    ("examined", "The day on which the hard questions were last asked."),
    ("resistance", "What holds them back, as they named it."),
    ("levels", "What each level of the goal looks like, from -2 to 2; 0 is what is expected."),
    ("levels.-2", "Much less than expected."),
    ("levels.-1", "Less than expected."),
    ("levels.0", "What is expected."),
    ("levels.1", "More than expected."),
    ("levels.2", "Much more than expected."),
    ("level_start", "The level on which it stood at the beginning, by the client."),
    ("level", "The level on which it stands now, by the client."),
    ("level_on", "The day on which the level last moved."),
    ("fulfilled", "Once achieved, 0 to 10: was it what they wanted? Their own mark."),
    (
        "imported",
        "Where the note was brought in from, and what was unknown there; coach never writes here again.",
    ),
];

const PLAN: &[Meaning] = &[
    ("goal", "The id of the goal that it serves."),
    ("made", "The day on which it was made; the file's name says it as well."),
    ("made_by", "Who made it."),
    ("review", "The day on which its outcome is looked at; without it, at the first call after it was made."),
    ("when", "When it takes place, in an ordinary week."),
    ("where", "Where it takes place."),
    ("how_often", "How often, such as 2/week."),
    ("who", "Who else is involved."),
    ("support", "Who supports it, and how."),
    ("make_room", "What is taken away so that this fits."),
    ("make_room_cost", "What that costs."),
    ("lens", "The single role that it was planned from."),
    ("confidence_before", "How sure they were before the reality test, 0 to 10; their own mark."),
    ("confidence", "How sure they are, 0 to 10; their own mark."),
    ("follows", "The id of the plan that this one mends."),
    ("outcome", "What came of it; open where it isn't said. A draft counts in nothing."),
    ("reviewed", "The day on which its outcome was looked at."),
    ("done", "For a practice that repeats: how many times it was done."),
    ("of", "For a practice that repeats: of how many times that were meant."),
    (
        "imported",
        "Where the note was brought in from, and what was unknown there; coach never writes here again.",
    ),
];

const SETTINGS: &[Meaning] = &[
    ("format", "The version of the format that the practice is written in: 1."),
    ("coach", "Your name, as clients see it."),
    ("timezone", "Where you are, by the IANA name of the zone; without it times in the calendar float."),
    ("training_since", "The day on which coach-specific training began; hours before it are told apart."),
    ("mail", "Where clients answer to, on their page."),
    ("keep_transcripts", "How long transcripts are kept, such as 14 days."),
    ("show_up_as", "Who you want to be in the room: a line, or several."),
    ("hours_erased", "Hours with people whose records were erased."),
    ("hours_erased.paid", "Paid hours."),
    ("hours_erased.pro_bono", "Hours given."),
    ("signals", "From where on a signal is noticed."),
    ("signals.importance", "A goal matters from this mark on, 0 to 10."),
    ("signals.reviewed_plans", "How many of the latest reviewed plans are averaged."),
    ("signals.chain", "How long a chain of plans that follow each other may get."),
    ("signals.examined_days", "After how many days a goal wants to be examined again."),
    ("signals.still_days", "After how many days without movement a goal stands still."),
    ("signals.alliance_dip", "By how much one line of the alliance marks may dip under its own median."),
    ("signals.alliance_mean", "By how much the mean of the lines may dip under its own median."),
    ("signals.alliance_low", "Under which mark, 0 to 10, a line is noticed at any time."),
    ("signals.sure", "From which confidence on, 0 to 10, they were sure of a plan."),
    ("signals.open_plans", "How many open plans are too many."),
    ("signals.area_gap", "From which gap on, in hours a week, an area is lopsided."),
    ("signals.area_rating", "And up to which rating, 1 to 9."),
    ("signals.area_over", "By how many hours a week an area may get more than is wished for."),
    ("signals.quiet_factor", "After how many usual intervals a client has gone quiet."),
];

#[cfg(test)]
mod tests {
    use super::{find_meaning, find_setting};
    use crate::model::keys::{Holds, NoteKind, SETTINGS};

    #[test]
    fn every_key_has_a_meaning() {
        let missing = |meaning: &dyn Fn(&str) -> Option<&'static str>, key: &str, holds: &Holds| {
            let mut all = vec![key.to_owned()];
            match holds {
                // Signals are named in the book.
                Holds::Keys(_, _) if key == "hush" => {}
                Holds::Keys(names, _) => all.extend(names.iter().map(|name| format!("{key}.{name}"))),
                Holds::KeysOfAreas(names) => all.extend(names.iter().map(|name| format!("{key}.*.{name}"))),
                _ => {}
            }
            all.retain(|key| meaning(key).is_none());
            all
        };
        for kind in NoteKind::ALL {
            for (key, holds) in kind.keys() {
                assert_eq!(missing(&|key| find_meaning(kind, key), key, holds), [""; 0], "{kind:?}");
            }
        }
        for (key, holds) in SETTINGS {
            assert_eq!(missing(&find_setting, key, holds), [""; 0]);
        }
    }
}
