//! Practices made up by chance: what is there is found, and what isn't is left alone.

use super::{Ingredient, Verdict, compare};
use crate::model::mark::Ten;
use crate::model::plan::{MadeBy, Outcome, Plan};
use crate::model::statement::{Task, TaskState};
use crate::model::written::Written;
use crate::note::parsed::Note;
use crate::note::read;

/// How many practices are made up to see whether an effect is found.
const RUNS: u64 = 200;
/// And how many to see what is called where there is none: the rate is small, so it takes more to see it.
const MORE_RUNS: u64 = 600;
/// What the chance begins with.
const SEED: u64 = 1998;
/// How many plans each of them has.
const PLANS: usize = 400;

/// Numbers that look like chance and are the same on every machine: `SplitMix64` (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    /// True with this probability.
    fn is(&mut self, probability: f64) -> bool {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let upper = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
        f64::from(upper) / (f64::from(u32::MAX) + 1.0) < probability
    }
}

/// Puts an ingredient into a plan, or leaves it out.
fn put(plan: &mut Plan, ingredient: Ingredient, is_in: bool, stock: &Plan) {
    let some = |text: &Option<String>| text.clone().filter(|_| is_in);
    match ingredient {
        Ingredient::When => plan.fit.when = some(&stock.fit.when),
        Ingredient::RoomMade => plan.fit.make_room = some(&stock.fit.make_room),
        Ingredient::SupportNamed => plan.fit.support = some(&stock.fit.support),
        Ingredient::RealityTestPlayed => {
            plan.if_thens = stock
                .if_thens
                .iter()
                .map(|task| Task {
                    state: if is_in { TaskState::Done } else { TaskState::Open },
                    ..task.clone()
                })
                .collect();
        }
        Ingredient::Confidence => plan.fit.confidence = Ten::new(if is_in { 8.0 } else { 4.0 }),
        Ingredient::MadeByClientOrTogether => {
            plan.made_by = Some(if is_in { MadeBy::Together } else { MadeBy::Coach });
        }
        Ingredient::StepsDated => plan.steps = if is_in { stock.steps.clone() } else { Vec::new() },
    }
}

/// A practice in which plans are followed through half of the time; those with the planted ingredient fifteen points more often,
/// those without it fifteen less.
fn practice(chance: &mut Chance, planted: Option<Ingredient>, stock: &Plan) -> Vec<Plan> {
    let made = (0..PLANS).map(|_| {
        let mut plan = stock.clone();
        let mut kept = 0.5;
        for (place, ingredient) in Ingredient::ALL.into_iter().enumerate() {
            // Some stand in most plans, some in few.
            let is_in = chance.is(0.2 + 0.1 * place as f64);
            put(&mut plan, ingredient, is_in, stock);
            if planted == Some(ingredient) {
                kept += if is_in { 0.15 } else { -0.15 };
            }
        }
        plan.outcome = if chance.is(kept) { Outcome::Kept } else { Outcome::Missed };
        plan
    });
    made.collect()
}

/// A plan that has everything in it.
fn stock() -> Plan {
    let text = "---\nwhen: Tue\nmake_room: the pile\nsupport: Jo\nconfidence: 8\nmade_by: client\n---\n\
        ## Reality test\n- [x] If a, then b.\n\n## Steps\n- [ ] c due:2026-11-09\n";
    let plan = read::plan(Note::parse(&"clients/a/plans/p.md".into(), text.to_owned())).value;
    // Where its lines stand is of no use here, and costs time.
    Plan { written: Written::default(), ..plan }
}

/// In how many of the practices something was called.
#[derive(Default)]
struct Called {
    /// The planted ingredient, as doing good.
    planted: u64,
    /// The planted ingredient, as doing harm.
    opposite: u64,
    /// Any other.
    other: u64,
}

fn called(runs: u64, planted: Option<Ingredient>) -> Called {
    let (mut chance, stock) = (Chance(SEED), stock());
    let mut called = Called::default();
    for _ in 0..runs {
        let plans = practice(&mut chance, planted, &stock);
        let (planted, others): (Vec<_>, Vec<_>) =
            compare(&plans.iter().collect::<Vec<_>>()).into_iter().partition(|one| Some(one.id) == planted);
        called.planted += u64::from(planted.iter().any(|one| one.verdict == Verdict::More));
        called.opposite += u64::from(planted.iter().any(|one| one.verdict == Verdict::Less));
        called.other += u64::from(others.iter().any(|one| one.verdict != Verdict::CantTellYet));
    }
    called
}

#[test]
fn an_effect_of_thirty_points_is_found_in_four_of_five_practices() {
    for planted in [Ingredient::When, Ingredient::RealityTestPlayed, Ingredient::StepsDated] {
        let called = called(RUNS, Some(planted));
        assert!(called.planted * 100 >= RUNS * 80, "{planted}: found {} times", called.planted);
        assert_eq!(called.opposite, 0, "{planted}");
        assert!(called.other * 100 <= RUNS * 7, "{planted}: another called {} times", called.other);
    }
}

#[test]
fn where_nothing_is_planted_hardly_anything_is_called() {
    let called = called(MORE_RUNS, None).other;
    assert!(called * 100 <= MORE_RUNS * 7, "called {called} times");
}
