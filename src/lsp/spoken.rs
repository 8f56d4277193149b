//! What keys, days and hashtags are called where they are shown.

use chrono::NaiveDate;

use crate::model::dates::Direction;
use crate::model::dates::typed::read_typed_date;
use crate::model::hashtag::Hashtag;
use crate::model::keys::Holds;
use crate::model::moment::Moment;

/// What a key holds, in a few words.
#[must_use]
pub fn describe_value(holds: Holds) -> String {
    match holds {
        Holds::Text => "words".to_owned(),
        Holds::Brought => "what was brought in".to_owned(),
        Holds::Plain => "a number".to_owned(),
        Holds::Choice(words) => words.join(" | "),
        Holds::Day(_) => "a day, such as 2026-11-08".to_owned(),
        Holds::Moment(_) => "a day, or a day and an hour: 2026-11-08T10:00".to_owned(),
        Holds::Texts => "a list of words".to_owned(),
        Holds::OneOrMore => "words, or a list of them".to_owned(),
        Holds::Reference => "an id".to_owned(),
        Holds::References => "a list of goals' ids".to_owned(),
        Holds::Keys(names, _) => format!("{{{}}}", names.join(", ")),
        Holds::KeysOfAreas(names) => format!("{{area: {{{}}}}}", names.join(", ")),
    }
}

/// A day with its weekday, and how far away it is.
#[must_use]
pub fn describe_day(day: Moment, now: Moment) -> String {
    format!("{} ({})", day.to_spoken(), describe_distance(day.date, now.date))
}

/// How far away a day is.
#[must_use]
pub fn describe_distance(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// What a hashtag does.
#[must_use]
pub fn describe_hashtag(hashtag: Hashtag) -> String {
    match hashtag {
        Hashtag::Files(about) => match about.heading() {
            Some(heading) => format!("Files this in what is known of the person: {heading}."),
            None => "Files this in what is known of the person: what they are afraid of.".to_owned(),
        },
        Hashtag::Otherwise => "What came instead of what they expect of people.".to_owned(),
        Hashtag::Supervise => "To be taken to a colleague.".to_owned(),
        Hashtag::Ours => "You have read this together: the client may see it.".to_owned(),
    }
}

/// Days as one says them, each with what it means now. What is typed comes first, where it means a day.
#[must_use]
pub fn list_days(typed: &str, now: Moment, direction: Direction) -> Vec<(String, Moment)> {
    const AHEAD: [&str; 13] = [
        "today",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "in a week",
        "in 2 weeks",
        "in a month",
        "in 3 months",
    ];
    const BACK: [&str; 12] = [
        "today",
        "yesterday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "a week ago",
        "2 weeks ago",
        "a month ago",
    ];
    let usual = if direction == Direction::PlansAhead { &AHEAD[..] } else { &BACK[..] };
    let typed = typed.trim();
    let own = (!typed.is_empty() && !usual.contains(&typed)).then_some(typed);
    let read = |said: &str| Some((said.to_owned(), read_typed_date(said, now, direction).ok()?));
    let usual = usual.iter().copied().filter(|said| holds_in_order(said, typed));
    own.into_iter().chain(usual).filter_map(read).collect()
}

/// Whether the letters of what is typed stand in a word in their order, as editors look for them.
fn holds_in_order(word: &str, typed: &str) -> bool {
    let mut left = word.chars();
    typed.chars().flat_map(char::to_lowercase).all(|c| left.any(|other| other == c))
}
