//! The areas of a client's work as they mark them: what stands now, what stood before, and where the gap is largest.

use serde::Serialize;

use super::name_and_id::Named;
use super::view::{Face, View};
use crate::model::mark::{Hours, Rating, serialize_rounded};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::{AreaMarks, Session, SessionStatus, is_same_area};
use crate::model::statement::Source;

/// `balance show`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BalanceView {
    /// Whose.
    pub client: Named,
    /// When the latest marks were given.
    pub date: Option<Moment>,
    /// Every area as it stands in the latest marks: the client's own, in their order, then others that were marked.
    pub areas: Vec<Area>,
    /// The area with the most hours wished for and not given, in the latest marks. It is offered, never chosen for anybody.
    pub largest: Option<String>,
    /// The area that the client picked to look at alone, in the latest marks.
    pub picked: Option<String>,
    /// The areas that get more hours than are wished for, in their order.
    pub over: Vec<String>,
    /// All hours a week that the areas get together; none where no area has any marked.
    #[serde(serialize_with = "serialize_known")]
    pub given: Option<f64>,
    /// All hours a week that are wished for, likewise.
    #[serde(serialize_with = "serialize_known")]
    pub wished: Option<f64>,
    /// Each time that marks were given, first to last.
    pub history: Vec<Balance>,
}

/// One area: where it stands, and where it stood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// The latest marks; without any, where it wasn't marked then.
    #[serde(flatten)]
    pub now: AreaGap,
    /// The marks before, first to last.
    pub earlier: Vec<Earlier>,
}

/// The marks of one area at an earlier time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Earlier {
    /// When they were given.
    pub date: Moment,
    /// Its quality, 1 to 9.
    pub rating: Option<Rating>,
    /// Hours a week that it got.
    pub hours: Option<Hours>,
    /// Hours a week wished for.
    pub wish: Option<Hours>,
}

/// The marks of one session.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Balance {
    /// When they were given.
    pub date: Moment,
    /// The areas that were marked.
    pub areas: Vec<AreaGap>,
    /// The area with the most hours wished for and not given; none where no area lacks any.
    pub largest: Option<String>,
    /// The area that the client picked to look at alone.
    pub picked: Option<String>,
}

/// One area and its gap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaGap {
    /// The area, as the client calls it.
    pub area: String,
    /// Its quality, 1 to 9.
    pub rating: Option<Rating>,
    /// Hours a week that it gets.
    pub hours: Option<Hours>,
    /// Hours a week wished for.
    pub wish: Option<Hours>,
    /// Wish less hours, a week; below zero where it gets more than is wished for.
    #[serde(serialize_with = "serialize_known")]
    pub gap: Option<f64>,
    /// The line that says so.
    pub source: Option<Source>,
}

impl AreaGap {
    fn from_marks(marks: &AreaMarks) -> Self {
        Self {
            area: marks.area.clone(),
            rating: marks.rating,
            hours: marks.hours,
            wish: marks.wish,
            gap: gap(marks),
            source: marks.written.clone(),
        }
    }

    fn new_unmarked(area: &str) -> Self {
        Self { area: area.to_owned(), rating: None, hours: None, wish: None, gap: None, source: None }
    }
}

/// Hours a week wished for and not given; below zero where an area gets more than is wished for.
#[must_use]
pub fn gap(marks: &AreaMarks) -> Option<f64> {
    // Decimals leave dust when they are subtracted; nobody marks a thousandth of an hour.
    Some(((marks.wish?.0 - marks.hours?.0) * 1000.0).round() / 1000.0)
}

/// The area with the largest gap, the first of several, and its gap.
#[must_use]
pub fn largest_gap(areas: &[AreaMarks]) -> Option<(&AreaMarks, f64)> {
    let gaps = areas.iter().filter_map(|area| Some((area, gap(area)?)));
    gaps.reduce(|most, next| if next.1 > most.1 { next } else { most })
}

/// Whether marks in the note of a session count: those of a call that took place, or of one up to today that nobody has confirmed
/// yet, since somebody gave them.
#[must_use]
pub fn takes_marks(session: &Session, now: Moment) -> bool {
    match session.status(now) {
        SessionStatus::Held => true,
        SessionStatus::Planned => session.when.date <= now.date,
        _ => false,
    }
}

/// The marks of each session that has any, first to last.
#[must_use]
pub fn history(record: &Record, now: Moment) -> Vec<Balance> {
    record.sessions.iter().filter(|session| takes_marks(session, now)).filter_map(balance_of).collect()
}

/// The latest marks.
#[must_use]
pub fn latest(record: &Record, now: Moment) -> Option<Balance> {
    record.sessions.iter().rev().filter(|session| takes_marks(session, now)).find_map(balance_of)
}

/// The names of the areas: the client's own, in their order, then those that the latest marks have besides.
#[must_use]
pub fn areas(record: &Record, latest: Option<&Balance>) -> Vec<String> {
    let mut areas: Vec<String> = Vec::new();
    let marked = latest.into_iter().flat_map(|latest| latest.areas.iter().map(|marks| &marks.area));
    for area in record.client.areas.iter().chain(marked) {
        if !areas.iter().any(|known| is_same_area(known, area)) {
            areas.push(area.clone());
        }
    }
    areas
}

/// Makes the view of a client's areas.
#[must_use]
pub fn balance(record: &Record, now: Moment) -> BalanceView {
    view(record, history(record, now))
}

/// The same as it was in one session, however few marks its note has yet: what stands is what was marked there.
#[must_use]
pub fn balance_in(record: &Record, session: &Session, now: Moment) -> BalanceView {
    let before = record.sessions.iter().take_while(|other| other.path != session.path);
    let mut history: Vec<Balance> =
        before.filter(|other| takes_marks(other, now)).filter_map(balance_of).collect();
    let nothing =
        || Balance { date: session.when, areas: Vec::new(), largest: None, picked: session.picked.clone() };
    history.push(balance_of(session).unwrap_or_else(nothing));
    view(record, history)
}

fn view(record: &Record, history: Vec<Balance>) -> BalanceView {
    let (latest, before) = match history.split_last() {
        Some((latest, before)) => (Some(latest), before),
        None => (None, &[][..]),
    };
    let area = |name: String| {
        let now = latest.and_then(|latest| find(latest, &name)).cloned();
        let earlier = before.iter().filter_map(|balance| {
            let marks = find(balance, &name)?;
            Some(Earlier { date: balance.date, rating: marks.rating, hours: marks.hours, wish: marks.wish })
        });
        // The area goes by the client's own name for it, however a note has it.
        let now =
            now.map_or_else(|| AreaGap::new_unmarked(&name), |now| AreaGap { area: name.clone(), ..now });
        Area { now, earlier: earlier.collect() }
    };
    let marked = history.iter().rev().find(|balance| !balance.areas.is_empty());
    let areas: Vec<Area> = areas(record, marked).into_iter().map(area).collect();
    // Both are told under the client's own name for the area.
    let own_name = |name: &String| {
        let own = areas.iter().find(|area| is_same_area(&area.now.area, name));
        own.map_or_else(|| name.clone(), |area| area.now.area.clone())
    };
    let largest = latest.and_then(|latest| latest.largest.as_ref()).map(own_name);
    let picked = latest.and_then(|latest| latest.picked.as_ref()).map(own_name);
    let gets_more = |area: &&Area| area.now.gap.is_some_and(|gap| gap < 0.0);
    BalanceView {
        client: Named::from_record(record),
        date: latest.map(|latest| latest.date),
        over: areas.iter().filter(gets_more).map(|area| area.now.area.clone()).collect(),
        given: sum(areas.iter().filter_map(|area| area.now.hours)),
        wished: sum(areas.iter().filter_map(|area| area.now.wish)),
        areas,
        largest,
        picked,
        history,
    }
}

/// Hours together; none of none.
fn sum(hours: impl Iterator<Item = Hours>) -> Option<f64> {
    hours.map(|hours| hours.0).reduce(|sum, hours| sum + hours)
}

fn balance_of(session: &Session) -> Option<Balance> {
    let is_marked =
        |marks: &&AreaMarks| marks.rating.is_some() || marks.hours.is_some() || marks.wish.is_some();
    let areas: Vec<AreaGap> = session.balance.iter().filter(is_marked).map(AreaGap::from_marks).collect();
    if areas.is_empty() {
        return None;
    }
    let largest = largest_gap(&session.balance).filter(|(_, gap)| *gap > 0.0);
    let largest = largest.map(|(marks, _)| marks.area.clone());
    Some(Balance { date: session.when, areas, largest, picked: session.picked.clone() })
}

fn find<'a>(balance: &'a Balance, name: &str) -> Option<&'a AreaGap> {
    balance.areas.iter().find(|marks| is_same_area(&marks.area, name))
}

#[allow(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn serialize_known<S: serde::Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serialize_rounded(number, serializer),
        None => serializer.serialize_none(),
    }
}

/// The marks are the client's own.
impl View for BalanceView {
    const TEMPLATE: Option<&'static str> = Some("balance-show.md");
    const FACES: &'static [Face] = &[Face::Drawing];

    fn for_client(self) -> Option<Self> {
        let Self { client, date, areas, largest, picked, over, given, wished, history } = self;
        let areas = areas.into_iter().map(Area::for_client).collect();
        let history = history.into_iter().map(Balance::for_client).collect();
        Some(Self { client, date, areas, largest, picked, over, given, wished, history })
    }
}

impl Area {
    fn for_client(self) -> Self {
        let Self { now, earlier } = self;
        Self { now: now.for_client(), earlier }
    }
}

impl Balance {
    /// The marks without their places.
    #[must_use]
    pub fn for_client(self) -> Self {
        let Self { date, areas, largest, picked } = self;
        Self { date, areas: areas.into_iter().map(AreaGap::for_client).collect(), largest, picked }
    }
}

impl AreaGap {
    fn for_client(self) -> Self {
        let Self { area, rating, hours, wish, gap, source: _ } = self;
        Self { area, rating, hours, wish, gap, source: None }
    }
}
