//! Follow-through, honestly: how many plans came about and what was learned, then what the plans had in them. Clients are held
//! against themselves alone, counts stand as counts, and what can't be told is said to be so.

mod ingredients;
#[cfg(test)]
mod simulation;

use chrono::NaiveDate;
use serde::Serialize;

pub use ingredients::{Came, Comparison, Ingredient, Verdict, compare, strata};

use super::name_and_id::Named;
use super::reviewed::list_reviewed;
use super::statistics::Stratum;
use super::view::{Face, View};
use crate::model::lessons::Lessons;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::plan::{Outcome, Plan};
use crate::model::record::Record;
use crate::model::statement::{Source, Statement};
use crate::model::wording::PlanWords;

/// `report follow-through`.
#[derive(Debug, Clone, Serialize)]
pub struct FollowThrough {
    /// Whose plans; nothing for the practice as a whole.
    pub client: Option<Named>,
    /// The day from which on plans count, by when they were looked at.
    pub since: Option<NaiveDate>,
    /// How the plans went.
    pub overall: Outcomes,
    /// And those of each client who had some, by name.
    pub clients: Vec<ClientOutcomes>,
    /// What stands under `Outcome`, the plan that was looked at last first. Where nothing reads all of them it holds the latest.
    pub learned: Vec<Learned>,
    /// Of how many plans something stands there, where it holds the latest; JSON has all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learned_from: Option<usize>,
    /// What the plans had in them, with it and without, within clients.
    pub ingredients: Vec<Comparison>,
    /// How sure they were, and what happened.
    pub confidence: Vec<Band>,
}

/// How some plans that were looked at went.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Outcomes {
    /// They came about: a value of 0.8 or more.
    pub came: usize,
    /// They came about in part: above 0 and under that.
    pub part: usize,
    /// They didn't.
    pub not: usize,
    /// All that were looked at.
    pub of: usize,
    /// Where the outcomes stand.
    pub sources: Vec<Source>,
}

/// How one client's plans went.
#[derive(Debug, Clone, Serialize)]
pub struct ClientOutcomes {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// How they went.
    #[serde(flatten)]
    pub outcomes: Outcomes,
}

/// What was learned from one plan.
#[derive(Debug, Clone, Serialize)]
pub struct Learned {
    /// Whose.
    pub client: Named,
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was looked at.
    pub date: Option<NaiveDate>,
    /// What was learned.
    pub learned: Vec<Statement>,
    /// What got in the way.
    pub in_the_way: Vec<Statement>,
    /// What happened, where neither was said.
    pub happened: Vec<Statement>,
}

/// The plans of some marks of confidence.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// The marks, such as `7-8`; halves count to the mark below.
    pub band: &'static str,
    /// What happened with them.
    #[serde(flatten)]
    pub outcomes: Outcomes,
}

impl Outcomes {
    /// Adds how others went.
    fn add(&mut self, more: Self) {
        let Self { came, part, not, of, sources } = more;
        (self.came, self.part, self.not, self.of) =
            (self.came + came, self.part + part, self.not + not, self.of + of);
        self.sources.extend(sources);
    }

    /// How plans went, of those that were looked at, and where that stands if it is wanted.
    fn count(plans: &[&Plan], with_sources: bool) -> Self {
        let reviewed: Vec<&Plan> = plans.iter().copied().filter(|plan| plan.value().is_some()).collect();
        let came = reviewed.iter().filter(|plan| plan.has_come_about()).count();
        let part = reviewed.iter().filter(|plan| plan.has_come_about_in_part()).count();
        let source = |plan: &&Plan| plan.written.key_or_name("outcome");
        Self {
            came,
            part,
            not: reviewed.len() - came - part,
            of: reviewed.len(),
            sources: reviewed.iter().filter(|_| with_sources).filter_map(source).collect(),
        }
    }
}

/// What is read of a report beside its sums; a practice of years has very much of it.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// What the plans had in them.
    pub compares: bool,
    /// Everything that was learned, and where the outcomes stand.
    pub lists_all: bool,
}

/// So much of what was learned is shown.
const LATEST: usize = 10;

/// What one client's plans add to the report.
#[derive(Debug)]
pub struct ClientPlans {
    outcomes: ClientOutcomes,
    learned: Vec<Learned>,
    learned_from: usize,
    strata: Vec<Stratum>,
    confidence: Vec<Band>,
}

/// What is read for a client's part in the report.
pub const NEEDS: Needs = Needs::PLANS;

/// Makes what a client's plans that were looked at on or after a day add to the report; `None` where there are none.
#[must_use]
pub fn client_plans(
    record: &Record,
    words: &PlanWords,
    since: Option<NaiveDate>,
    extent: Extent,
) -> Option<ClientPlans> {
    let counts = |plan: &&Plan| since.is_none_or(|since| plan.look_day().is_some_and(|day| day >= since));
    let plans = list_reviewed(record.plans.iter().filter(counts));
    if plans.is_empty() {
        return None;
    }
    let mut learned: Vec<Learned> =
        plans.iter().filter_map(|plan| find_learned(record, plan, words)).collect();
    let learned_from = learned.len();
    if !extent.lists_all {
        keep_latest(&mut learned);
    }
    Some(ClientPlans {
        outcomes: client_outcomes(record, &plans, extent),
        learned,
        learned_from,
        strata: if extent.compares { strata(&plans, words) } else { Vec::new() },
        confidence: BANDS.iter().map(|band| count_in_band(*band, &plans, extent)).collect(),
    })
}

fn put_latest_first(learned: &mut [Learned]) {
    learned.put_in_order_by_key(|learned: &Learned| std::cmp::Reverse(learned.date));
}

fn keep_latest(learned: &mut Vec<Learned>) {
    put_latest_first(learned);
    learned.truncate(LATEST);
    learned.shrink_to_fit();
}

/// Makes the report on the plans of some clients that were looked at on or after a day.
#[must_use]
pub fn follow_through(
    of_each: Vec<ClientPlans>,
    client: Option<Named>,
    since: Option<NaiveDate>,
    extent: Extent,
) -> FollowThrough {
    let (mut overall, mut clients) = (Outcomes::default(), Vec::new());
    let (mut learned, mut learned_from) = (Vec::new(), 0);
    let mut confidence: Vec<Band> = BANDS.iter().map(|band| count_in_band(*band, &[], extent)).collect();
    let mut strata: Vec<Vec<Stratum>> = Vec::new();
    for one in of_each {
        overall.add(one.outcomes.outcomes.clone());
        clients.push(one.outcomes);
        learned.extend(one.learned);
        learned_from += one.learned_from;
        strata.push(one.strata);
        for (band, more) in confidence.iter_mut().zip(one.confidence) {
            band.outcomes.add(more.outcomes);
        }
    }
    put_latest_first(&mut learned);
    if !extent.lists_all {
        learned.truncate(LATEST);
    }
    let learned_from = (!extent.lists_all).then_some(learned_from);
    let ingredients = if extent.compares { compare(&strata) } else { Vec::new() };
    FollowThrough { client, since, overall, clients, learned, learned_from, ingredients, confidence }
}

fn client_outcomes(record: &Record, plans: &[&Plan], extent: Extent) -> ClientOutcomes {
    ClientOutcomes {
        id: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        outcomes: Outcomes::count(plans, extent.lists_all),
    }
}

fn find_learned(record: &Record, plan: &Plan, words: &PlanWords) -> Option<Learned> {
    let Lessons { learned, in_the_way, happened, .. } = Lessons::from_plan(plan, &words.outcome);
    let happened = if learned.is_empty() && in_the_way.is_empty() { happened } else { Vec::new() };
    (!(learned.is_empty() && in_the_way.is_empty() && happened.is_empty())).then(|| Learned {
        client: Named::from_record(record),
        plan: plan.id.clone(),
        title: plan.title.clone(),
        outcome: plan.outcome,
        date: plan.look_day(),
        learned,
        in_the_way,
        happened,
    })
}

/// Each band, the mark that it begins with, and the one that the next begins with.
const BANDS: [(&str, f64, f64); 4] =
    [("0-4", 0.0, 5.0), ("5-6", 5.0, 7.0), ("7-8", 7.0, 9.0), ("9-10", 9.0, 11.0)];

fn count_in_band((band, from, below): (&'static str, f64, f64), plans: &[&Plan], extent: Extent) -> Band {
    let inside =
        |plan: &&&Plan| plan.fit.confidence.is_some_and(|mark| (from..below).contains(&mark.value()));
    let inside: Vec<&Plan> = plans.iter().filter(inside).copied().collect();
    Band { band, outcomes: Outcomes::count(&inside, extent.lists_all) }
}

/// How plans went is the coach's to learn from; a client's plans aren't held against them.
impl View for FollowThrough {
    const TEMPLATE: Option<&'static str> = Some("report-follow-through.md");
    const FACES: &'static [Face] = &[Face::Page];

    fn for_client(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Extent, FollowThrough, LATEST, client_plans, follow_through};
    use crate::model::client::Client;
    use crate::model::record::{Doubted, Record};
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    /// A client whose plans have these front matters and bodies.
    fn record(client: &str, plans: &[(&str, &str)]) -> Record {
        let plan = |(id, text): &(&str, &str)| {
            let path = format!("clients/{client}/plans/{id}.md").into();
            read::plan(Note::parse(&path, (*text).to_owned())).value
        };
        Record {
            client: Client::unknown(client, format!("clients/{client}/client.md").into()),
            sessions: Vec::new(),
            goals: Vec::new(),
            plans: plans.iter().map(plan).collect(),
            notes: Vec::new(),
            doubted: Doubted::default(),
        }
    }

    const WHOLE: Extent = Extent { compares: true, lists_all: true };

    fn report(records: &[Record], since: Option<&str>) -> FollowThrough {
        report_to(WHOLE, records, since)
    }

    fn report_to(extent: Extent, records: &[Record], since: Option<&str>) -> FollowThrough {
        let since = since.map(|day| day.parse::<NaiveDate>().expect("a day"));
        let words = PlanWords::default();
        let parts = records.iter().filter_map(|record| client_plans(record, &words, since, extent));
        follow_through(parts.collect(), None, since, extent)
    }

    #[test]
    fn only_plans_that_were_looked_at_count() {
        let plans = [
            ("2026-01-01-a", "---\noutcome: kept\n---\n"),
            ("2026-01-02-b", "---\noutcome: partly\ndone: 3\nof: 4\n---\n"),
            ("2026-01-03-c", "---\noutcome: partly\ndone: 4\nof: 5\n---\n"),
            ("2026-01-04-d", "---\noutcome: missed\n---\n"),
            ("2026-01-05-e", "---\noutcome: open\ndone: 1\nof: 1\n---\n"),
            ("2026-01-06-f", "---\noutcome: draft\n---\n"),
            ("2026-01-07-g", "---\noutcome: released\n---\n"),
            ("2026-01-08-h", "just words\n"),
        ];
        let report = report(&[record("a", &plans), record("b", &plans[4..])], None);
        let seen = &report.overall;
        assert_eq!((seen.came, seen.part, seen.not, seen.of, report.clients.len()), (2, 1, 1, 4, 1));
        assert_eq!(report.overall.sources.len(), 4);
        assert_eq!(report.overall.sources[3].line, 2);
    }

    #[test]
    fn since_is_the_day_on_which_a_plan_was_looked_at() {
        let plans = [
            ("2026-03-01-a", "---\noutcome: kept\nreview: 2026-01-02\nreviewed: 2026-01-01\n---\n"),
            ("2026-01-01-b", "---\noutcome: missed\nreview: 2026-02-01\n---\n## Outcome\nBee.\n"),
            ("2026-02-02-c", "---\noutcome: missed\n---\n## Outcome\nSee.\n"),
            ("d", "---\noutcome: kept\n---\n"),
        ];
        let records = [record("a", &plans)];
        for (since, of) in
            [(None, 4), (Some("2026-02-01"), 2), (Some("2026-02-02"), 1), (Some("2026-02-03"), 0)]
        {
            assert_eq!(report(&records, since).overall.of, of, "{since:?}");
        }
        let learned = report(&records, None).learned;
        let said: Vec<&str> = learned.iter().map(|learned| learned.happened[0].text.as_str()).collect();
        assert_eq!(said, ["See.", "Bee."]);
    }

    #[test]
    fn what_is_kept_of_the_whole_is_its_latest() {
        let texts: Vec<String> = (0..40)
            .map(|day| {
                format!(
                    "---\noutcome: kept\nreviewed: 2026-01-{:02}\n---\n## Outcome\n{day}\n",
                    day * 7 % 31 + 1
                )
            })
            .collect();
        let named: Vec<(String, &str)> =
            texts.iter().enumerate().map(|(i, text)| (format!("p{i:02}"), text.as_str())).collect();
        let plans: Vec<(&str, &str)> = named.iter().map(|(id, text)| (id.as_str(), *text)).collect();
        let records = [record("a", &plans[..25]), record("b", &plans[25..])];
        let whole = report(&records, None);
        let kept = report_to(Extent { compares: false, lists_all: false }, &records, None);
        let ids = |report: &FollowThrough| -> Vec<String> {
            report.learned.iter().map(|learned| learned.plan.clone()).collect()
        };
        assert_eq!(ids(&kept), ids(&whole)[..LATEST]);
        assert_eq!((kept.learned_from, whole.learned_from, whole.learned.len()), (Some(40), None, 40));
        assert_eq!((kept.overall.of, kept.overall.sources.len(), kept.ingredients.len()), (40, 0, 0));
    }

    #[test]
    fn confidence_stands_in_its_band() {
        let marks = ["0", "4.5", "5", "6.9", "7", "8.5", "9", "10"];
        let texts = marks.map(|mark| format!("---\noutcome: kept\nconfidence: {mark}\n---\n"));
        let plans: Vec<(&str, &str)> = marks.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        let report = report(&[record("a", &plans), record("b", &[("c", "---\noutcome: kept\n---\n")])], None);
        let bands: Vec<_> = report.confidence.iter().map(|band| (band.band, band.outcomes.of)).collect();
        assert_eq!(bands, [("0-4", 2), ("5-6", 2), ("7-8", 2), ("9-10", 2)]);
        assert_eq!((report.overall.of, report.clients.len()), (9, 2));
    }

    #[test]
    fn nothing_is_nothing() {
        let report = report(&[], None);
        assert_eq!((report.overall.of, report.clients.len()), (0, 0));
        assert_eq!(report.ingredients.len(), 8);
    }
}
