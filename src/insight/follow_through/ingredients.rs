//! What a plan had in it, and how plans with it and without it went, each client against themselves.

use serde::Serialize;

use super::Outcomes;
use crate::insight::smart::SURE;
use crate::insight::statistics::{ALPHA, Stratum, Tally, bonferroni, klingenberg, mid_p};
use crate::model::choice::choices;
use crate::model::fit::names_something;
use crate::model::plan::{MadeBy, Plan};
use crate::model::wording::PlanWords;

choices! {
    /// Something that a plan can have in it.
    Ingredient {
        /// It says when.
        When = "when",
        /// Something makes room for it.
        RoomMade = "room-made",
        /// Somebody supports it.
        SupportNamed = "support-named",
        /// It has an if-then.
        IfThen = "if-then",
        /// At least one obstacle was played through.
        RealityTestPlayed = "reality-test-played",
        /// The client's confidence is 7 or more.
        Confidence = "confidence-7-or-more",
        /// It was made by the client, or together.
        MadeByClientOrTogether = "made-by-client-or-together",
        /// At least one step has its date.
        StepsDated = "steps-dated",
    }
}

impl Ingredient {
    /// All of them, in the order in which they are shown; never by how they compare.
    pub const ALL: [Self; 8] = [
        Self::When,
        Self::RoomMade,
        Self::SupportNamed,
        Self::IfThen,
        Self::RealityTestPlayed,
        Self::Confidence,
        Self::MadeByClientOrTogether,
        Self::StepsDated,
    ];

    /// What a plan has in it.
    #[must_use]
    pub fn find_in(plan: &Plan, words: &PlanWords) -> Vec<Self> {
        Self::ALL.into_iter().filter(|ingredient| ingredient.is_in(plan, words) == Some(true)).collect()
    }

    /// Whether a plan has it in it. Nothing where the note doesn't say: a plan without a mark may have been a confident one, and
    /// one without `made_by` may be anybody's, so it stands on neither side.
    #[must_use]
    pub fn is_in(self, plan: &Plan, words: &PlanWords) -> Option<bool> {
        let says = |answer: &Option<String>| names_something(answer.as_deref(), &words.nothing);
        match self {
            Self::When => Some(plan.fit.when.is_some()),
            Self::RoomMade => Some(says(&plan.fit.make_room)),
            Self::SupportNamed => Some(says(&plan.fit.support)),
            Self::IfThen => Some(!plan.if_thens.is_empty()),
            Self::RealityTestPlayed => Some(plan.if_thens.iter().any(|task| task.state.is_done())),
            Self::Confidence => plan.fit.confidence.map(|mark| mark.value() >= SURE),
            Self::MadeByClientOrTogether => plan.made_by.map(|by| by != MadeBy::Coach),
            Self::StepsDated => Some(plan.steps.iter().any(|step| step.due.is_some())),
        }
    }
}

choices! {
    /// What a comparison tells.
    Verdict {
        /// Plans with it came about more often.
        More = "more",
        /// Less often.
        Less = "less",
        /// The notes can't tell a difference from chance.
        CantTell = "cant-tell",
    }
}

/// How plans with an ingredient went, and without it, over the clients who had plans of both kinds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Which one.
    pub id: Ingredient,
    /// How many clients had plans of both kinds. Only these are compared, each with themselves.
    pub clients_with_both: usize,
    /// How many had one kind only: there it can't be told from who they are.
    pub clients_with_one: usize,
    /// Those clients' plans that had it.
    pub with: Came,
    /// And those that didn't.
    pub without: Came,
    /// The difference within clients; nothing where nobody had plans of both kinds.
    pub difference: Option<Between>,
    /// The probability of as much by chance alone, two-sided, 0 to 1; likewise.
    pub p: Option<f64>,
    /// What that tells.
    pub verdict: Verdict,
}

/// So many plans that came about, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Came {
    /// Those that came about.
    pub came: usize,
    /// All that were looked at.
    pub of: usize,
}

/// The difference of two shares, −1 to 1, and its interval, adjusted for the number of ingredients.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Between {
    /// What was seen.
    pub value: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// Holds each client's plans with an ingredient against the same client's plans without it. All comparisons together call a
/// difference where there is none in at most about one practice of twenty, however much clients differ.
#[must_use]
pub fn compare(of_each: &[Vec<Stratum>]) -> Vec<Comparison> {
    let compared = Ingredient::ALL.iter().enumerate().map(|(place, ingredient)| {
        let strata: Vec<Stratum> = of_each.iter().map(|strata| strata[place]).collect();
        comparison(*ingredient, &strata)
    });
    compared.collect()
}

/// How one client's plans went with each ingredient and without it, in the order of [`Ingredient::ALL`].
#[must_use]
pub fn strata(plans: &[&Plan], words: &PlanWords) -> Vec<Stratum> {
    Ingredient::ALL.iter().map(|ingredient| stratum(*ingredient, plans, words)).collect()
}

fn stratum(ingredient: Ingredient, plans: &[&Plan], words: &PlanWords) -> Stratum {
    let tally = |has: bool| {
        let those: Vec<&Plan> =
            plans.iter().copied().filter(|plan| ingredient.is_in(plan, words) == Some(has)).collect();
        let outcomes = Outcomes::count(&those, false);
        Tally { hits: outcomes.came, of: outcomes.of }
    };
    Stratum { with: tally(true), without: tally(false) }
}

fn comparison(id: Ingredient, strata: &[Stratum]) -> Comparison {
    let both: Vec<Stratum> = strata.iter().copied().filter(Stratum::has_both).collect();
    let has_one = |stratum: &&Stratum| !stratum.has_both() && stratum.with.of + stratum.without.of > 0;
    let sum = |side: fn(&Stratum) -> Tally| Came {
        came: both.iter().map(|stratum| side(stratum).hits).sum(),
        of: both.iter().map(|stratum| side(stratum).of).sum(),
    };
    let risk = bonferroni(ALPHA, Ingredient::ALL.len());
    let difference = klingenberg(&both, risk).map(|seen| Between {
        value: seen.value,
        low: seen.interval.low,
        high: seen.interval.high,
    });
    let p = (!both.is_empty()).then(|| mid_p(&both));
    Comparison {
        id,
        clients_with_both: both.len(),
        clients_with_one: strata.iter().filter(has_one).count(),
        with: sum(|stratum| stratum.with),
        without: sum(|stratum| stratum.without),
        difference,
        p,
        verdict: verdict(difference, p, risk),
    }
}

/// A difference is told only where the test and the interval both say so: each is a little too sure at times, seldom both.
fn verdict(difference: Option<Between>, p: Option<f64>, risk: f64) -> Verdict {
    match difference.filter(|_| p.is_some_and(|p| p <= risk)) {
        Some(seen) if seen.low > 0.0 => Verdict::More,
        Some(seen) if seen.high < 0.0 => Verdict::Less,
        _ => Verdict::CantTell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Came, Comparison, Ingredient, Verdict, comparison};
    use crate::insight::statistics::{Stratum, Tally};
    use crate::model::plan::Plan;
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;

    fn plan(text: &str) -> Plan {
        read::plan(Note::parse(&"clients/a/plans/p.md".into(), text.to_owned())).value
    }

    #[test]
    fn what_a_note_says_is_in_the_plan_and_what_it_does_not_say_is_on_neither_side() {
        use Ingredient as I;
        let words = PlanWords { nothing: vec!["nothing".into(), "no one".into()], ..PlanWords::default() };
        for (text, ingredient, wanted) in [
            ("---\nwhen: Tue\n---\n", I::When, Some(true)),
            ("---\nwhen:\n---\n", I::When, Some(false)),
            ("---\nmake_room: the pile\n---\n", I::RoomMade, Some(true)),
            ("---\nmake_room: Nothing.\n---\n", I::RoomMade, Some(false)),
            ("---\nmake_room: nothing but the pile\n---\n", I::RoomMade, Some(true)),
            ("---\nmake_room_cost: the news\n---\n", I::RoomMade, Some(false)),
            ("---\nsupport: Jo\n---\n", I::SupportNamed, Some(true)),
            ("---\nsupport: no one\n---\n", I::SupportNamed, Some(false)),
            ("---\nsupport: '-'\n---\n", I::SupportNamed, Some(false)),
            ("---\nwho: Jo\n---\n", I::SupportNamed, Some(false)),
            ("## Reality test\n- [ ] If a, then b.\n- [x] If c, then d.\n", I::RealityTestPlayed, Some(true)),
            ("## Reality test\n- [ ] If a, then b.\n", I::RealityTestPlayed, Some(false)),
            ("## Reality test\n- [ ] If a, then b.\n", I::IfThen, Some(true)),
            ("", I::IfThen, Some(false)),
            ("", I::RealityTestPlayed, Some(false)),
            ("---\nconfidence: 7\n---\n", I::Confidence, Some(true)),
            ("---\nconfidence: 6.5\n---\n", I::Confidence, Some(false)),
            ("---\nconfidence_before: 9\n---\n", I::Confidence, None),
            ("---\nmade_by: client\n---\n", I::MadeByClientOrTogether, Some(true)),
            ("---\nmade_by: together\n---\n", I::MadeByClientOrTogether, Some(true)),
            ("---\nmade_by: coach\n---\n", I::MadeByClientOrTogether, Some(false)),
            ("", I::MadeByClientOrTogether, None),
            ("## Steps\n- [ ] one\n- [ ] two due:2026-11-09\n", I::StepsDated, Some(true)),
            ("## Steps\n- [x] one\n", I::StepsDated, Some(false)),
        ] {
            assert_eq!(ingredient.is_in(&plan(text), &words), wanted, "{ingredient} in {text:?}");
        }
    }

    /// Clients with so many plans of each kind: those with it that came about, of how many; those without it likewise.
    fn compare_counts(clients: &[(usize, usize, usize, usize)]) -> Comparison {
        let strata: Vec<Stratum> = clients
            .iter()
            .map(|(a, n, b, m)| Stratum {
                with: Tally { hits: *a, of: *n },
                without: Tally { hits: *b, of: *m },
            })
            .collect();
        comparison(Ingredient::When, &strata)
    }

    #[test]
    fn a_difference_is_told_only_where_it_holds_within_clients() {
        let alike = [(4, 5, 1, 5); 8];
        // The same plans, but each client had only one kind: who they are would tell as much.
        let apart: Vec<_> = [[(8, 10, 0, 0); 4], [(0, 0, 2, 10); 4]].concat();
        // Over all clients three times as many come about with it; within each client as many.
        let paradox = [(18, 20, 9, 10), (1, 10, 2, 20)];
        for (clients, wanted, both, one) in [
            (&alike[..], Verdict::More, 8, 0),
            (&alike.map(|(a, n, b, m)| (b, m, a, n)), Verdict::Less, 8, 0),
            (&apart, Verdict::CantTell, 0, 8),
            (&paradox, Verdict::CantTell, 2, 0),
            (&[(5, 5, 0, 2)], Verdict::CantTell, 1, 0),
            (&[(0, 0, 0, 0)], Verdict::CantTell, 0, 0),
            (&[], Verdict::CantTell, 0, 0),
        ] {
            let seen = compare_counts(clients);
            assert_eq!(
                (seen.verdict, seen.clients_with_both, seen.clients_with_one),
                (wanted, both, one),
                "{clients:?}"
            );
            assert_eq!((seen.p.is_some(), seen.difference.is_some()), (both > 0, both > 0));
        }
        let seen = compare_counts(&alike);
        assert_eq!((seen.with, seen.without), (Came { came: 32, of: 40 }, Came { came: 8, of: 40 }));
    }

    fn client() -> impl Strategy<Value = (usize, usize, usize, usize)> {
        (0..12_usize, 0..12_usize).prop_flat_map(|(n, m)| (0..=n, Just(n), 0..=m, Just(m)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Who made, tested or supported the plans of clients with one kind only changes nothing: turned to the other kind, or
        /// left out, the comparison is the same.
        #[test]
        fn clients_with_one_kind_only_change_nothing(
            clients in prop::collection::vec(client(), 0..12),
            of_one_kind in prop::collection::vec((0..12_usize, 1..12_usize), 0..6),
        ) {
            let with = of_one_kind.iter().map(|(hits, of)| (*hits.min(of), *of, 0, 0));
            let without = of_one_kind.iter().map(|(hits, of)| (0, 0, *hits.min(of), *of));
            let told = compare_counts(&clients.iter().copied().chain(with).collect::<Vec<_>>());
            let turned = compare_counts(&clients.iter().copied().chain(without).collect::<Vec<_>>());
            prop_assert_eq!(&told, &turned);
            let alone = compare_counts(&clients);
            prop_assert_eq!((told.verdict, told.p, told.difference), (alone.verdict, alone.p, alone.difference));
            prop_assert_eq!((told.with, told.without), (alone.with, alone.without));
        }
    }
}
