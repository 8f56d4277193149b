//! Situations as they come in a practice, in notes as people type them: keys in capitals, no status, prose dates, files named by hand.
//! What is to be noticed, and what isn't; `src/insight/signals/situations.rs` has the others.

use crate::harness::Practice;

/// A client's notes: the file below their folder, and what stands in it.
type Notes<'a> = &'a [(&'a str, &'a str)];

/// Asserts of each situation, which is a client of its own, which signals speak and which don't.
fn hold(situations: &[(&str, Notes<'_>, &[&str], &[&str])]) {
    let mut practice = Practice::empty().file("coach.yaml", "format: 1\n");
    for (place, (told, notes, ..)) in situations.iter().enumerate() {
        let folder = format!("clients/c{place}");
        practice.write(&format!("{folder}/client.md"), format!("---\nname: {told}\n---\n"));
        for (file, text) in *notes {
            practice.write(&format!("{folder}/{file}.md"), text);
        }
    }
    practice.acts_on("2026-11-24");
    for (place, (told, _, speaking, silent)) in situations.iter().enumerate() {
        let noticed = practice.json(&format!("stuck c{place}"))["noticed"].clone();
        let found: Vec<&str> =
            noticed.as_array().unwrap().iter().map(|one| one["signal"].as_str().unwrap()).collect();
        for signal in *speaking {
            assert!(found.contains(signal), "{told}: {signal} isn't noticed, but {found:?}");
        }
        for signal in *silent {
            assert!(!found.contains(signal), "{told}: {signal} is noticed");
        }
    }
}

#[test]
fn marks_of_the_calls() {
    let nines = "---\nAlliance:\n  Heard: 9\n  Focus: 9\n  Approach: 9\n  Overall: 9\n---\nWe talked.\n";
    let eights = "---\nalliance: { heard: 8, focus: 8, approach: 8, overall: 8 }\n---\nWe talked.\n";
    let six = "---\nalliance: {heard: 6}\n---\n";
    let spoken = "---\nalliance: {heard: 6}\ntalked about: alliance-dip\n---\n";
    let two = [("sessions/2026-09-01 with Kim", nines), ("sessions/2026-10-01", nines)];
    let slid = [two[0], two[1], ("sessions/2026-11-01", eights)];
    let back = [two[0], two[1], ("sessions/2026-10-10", eights), ("sessions/2026-11-01", nines)];
    let long_ago = [
        ("sessions/2026-05-01", nines),
        ("sessions/2026-05-15", nines),
        ("sessions/2026-06-01", six),
        ("sessions/2026-07-01", six),
        ("sessions/2026-08-01", six),
        ("sessions/2026-09-01", six),
    ];
    hold(&[
        ("Each mark a little lower", &slid, &["alliance-dip"], &[]),
        ("All of it came back", &back, &[], &["alliance-dip"]),
        ("Low for long and never spoken of", &long_ago, &["alliance-dip"], &[]),
        (
            "Low as ever and spoken of once",
            &[("sessions/2026-09-01", spoken), ("sessions/2026-10-01", six), ("sessions/2026-11-01", six)],
            &[],
            &["alliance-dip"],
        ),
    ]);
}

#[test]
fn plans_that_did_not_come_about() {
    let goal = ("goals/shop", "---\ntitle: Open the shop\nImportance: 9\n---\n");
    let part = "---\ngoal: shop\noutcome: Partly\ndone: 1\nof: 4\n---\n# Call him\n";
    let half = "---\ngoal: shop\noutcome: partly\n---\n# Write to him\n";
    let most = "---\ngoal: shop\noutcome: partly\ndone: 3\nof: 5\n---\n# Go there\n";
    let missed = "---\ngoal: shop\noutcome: missed\nconfidence: 9\n---\n# Ring\n";
    let kept = "---\ngoal: shop\noutcome: kept\nconfidence: 5\n---\n# Ask\n";
    let other = "---\ngoal: rest\noutcome: missed\n---\n# Sleep\n";
    let draft = "---\ngoal: shop\noutcome: draft\n---\n# Ring\n";
    let rest = ("goals/rest", "---\ntitle: Rest\nimportance: 8\n---\n");
    hold(&[
        (
            "One in part of three",
            &[
                goal,
                ("plans/2026-08-01-a", part),
                ("plans/2026-09-01-b", missed),
                ("plans/2026-10-01-c", missed),
            ],
            &["wish-and-week"],
            &["sure-then-otherwise"],
        ),
        (
            "Half each time",
            &[goal, ("plans/2026-08-01-a", half), ("plans/2026-09-01-b", half), ("plans/2026-10-01-c", half)],
            &["wish-and-week"],
            &[],
        ),
        (
            "A little more than half",
            &[goal, ("plans/2026-08-01-a", most), ("plans/2026-09-01-b", half), ("plans/2026-10-01-c", half)],
            &[],
            &["wish-and-week"],
        ),
        (
            "Spread over two goals",
            &[
                goal,
                rest,
                ("plans/2026-08-01-a", missed),
                ("plans/2026-09-01-b", other),
                ("plans/2026-10-01-c", missed),
                ("plans/2026-10-15-d", other),
            ],
            &["wish-and-week"],
            &[],
        ),
        (
            "Only drafts",
            &[
                goal,
                ("plans/2026-08-01-a", draft),
                ("plans/2026-09-01-b", draft),
                ("plans/2026-10-01-c", draft),
            ],
            &[],
            &["wish-and-week", "same-plan-again", "too-much", "not-reviewed"],
        ),
        (
            "Sure each time, and the unsure one came about",
            &[
                goal,
                ("plans/2026-08-01-a", missed),
                ("plans/2026-09-01-b", missed),
                ("plans/2026-09-15-k", kept),
                ("plans/2026-10-01-c", missed),
            ],
            &["sure-then-otherwise"],
            &["wish-and-week"],
        ),
    ]);
}

#[test]
fn the_same_again_in_other_letters() {
    let plan = |goal: &str, title: &str, outcome: &str| {
        format!("---\ngoal: {goal}\noutcome: {outcome}\n---\n# {title}\n")
    };
    let (missed, partly, open) = (
        plan("shop", "Ring the landlord!", "missed"),
        plan("shop", "ring the LANDLORD", "partly"),
        plan("shop", "Ring the landlord", "open"),
    );
    let (kept, elsewhere) =
        (plan("shop", "Ring the landlord", "kept"), plan("rest", "Ring the landlord", "open"));
    let what = |outcome: &str, title: &str| {
        format!(
            "---\ngoal: shop\noutcome: {outcome}\n---\n# {title}\n\n## SMART\n- [ ] **Specific** What exactly will you do?\n  Write to Vero.\n"
        )
    };
    let (first, second, third) = (what("missed", "One"), what("missed", "Two"), what("open", "Three"));
    hold(&[
        (
            "Three with one title",
            &[
                ("plans/2026-08-01-a", &missed),
                ("plans/2026-09-01-b", &partly),
                ("plans/2026-10-01-c", &open),
            ],
            &["same-plan-again"],
            &[],
        ),
        (
            "One of them came about",
            &[("plans/2026-08-01-a", &missed), ("plans/2026-09-01-b", &kept), ("plans/2026-10-01-c", &open)],
            &[],
            &["same-plan-again"],
        ),
        (
            "Of another goal",
            &[
                ("plans/2026-08-01-a", &missed),
                ("plans/2026-09-01-b", &partly),
                ("plans/2026-10-01-c", &elsewhere),
            ],
            &[],
            &["same-plan-again"],
        ),
        (
            "Three with one answer",
            &[
                ("plans/2026-08-01-a", &first),
                ("plans/2026-09-01-b", &second),
                ("plans/2026-10-01-c", &third),
            ],
            &["same-plan-again"],
            &[],
        ),
    ]);
}

#[test]
fn calls_that_did_not_take_place() {
    let off = |status: &str, by: &str| format!("---\nStatus: {status}\n{by}\n---\nWrote in the morning.\n");
    let (no_show, cancelled, by_coach) =
        (off("No-show", ""), off("cancelled", ""), off("Moved", "cancelled by: Coach"));
    let held = "We talked.\n";
    hold(&[
        (
            "Twice nobody came",
            &[
                ("sessions/2026-10-13", held),
                ("sessions/2026-10-27", &no_show),
                ("sessions/2026-11-10", &no_show),
            ],
            &["missed-calls"],
            &["called-off"],
        ),
        (
            "Cancelled and nobody says by whom",
            &[
                ("sessions/2026-10-13", held),
                ("sessions/2026-10-27", &cancelled),
                ("sessions/2026-11-10", &cancelled),
            ],
            &[],
            &["missed-calls", "called-off"],
        ),
        (
            "Moved by eight days by the coach twice",
            &[
                ("sessions/2026-10-01", &by_coach),
                ("sessions/2026-10-09", held),
                ("sessions/2026-10-20", &by_coach),
                ("sessions/2026-10-28", held),
            ],
            &["called-off"],
            &["missed-calls"],
        ),
        (
            "Moved by seven days by the coach twice",
            &[
                ("sessions/2026-10-01", &by_coach),
                ("sessions/2026-10-08", held),
                ("sessions/2026-10-20", &by_coach),
                ("sessions/2026-10-27", held),
            ],
            &[],
            &["called-off", "missed-calls"],
        ),
        (
            "Nothing planned for two months",
            &[("sessions/2026-08-01", held), ("sessions/2026-09-20", held)],
            &["gone-quiet"],
            &[],
        ),
        (
            "The next call is in three weeks",
            &[
                ("sessions/2026-08-01", held),
                ("sessions/2026-09-20", held),
                ("sessions/2026-12-15", "---\ndate: 2026-12-15 10:00\n---\n"),
            ],
            &[],
            &["gone-quiet"],
        ),
    ]);
}

#[test]
fn goals_and_areas() {
    let held = ("sessions/2026-11-10", "We talked.\n");
    let reasons =
        |numbers: &str| format!("---\ntitle: Lead\nopened: 2026-11-01\nreasons: {{{numbers}}}\n---\n");
    let (outside, hardly) = (
        reasons("External: 8, introjected: 5, identified: 5, intrinsic: 4"),
        reasons("external: 8, introjected: 4, identified: 5, intrinsic: 4"),
    );
    let achieved = |closed: &str, fulfilled: &str| {
        format!("---\nstatus: Achieved\nclosed: {closed}\n{fulfilled}\n---\n")
    };
    let (lately, empty, glad, long_ago) = (
        achieved("2026-08-26", ""),
        achieved("2026-11-01", "fulfilled: 4"),
        achieved("2026-11-01", "fulfilled: 5"),
        achieved("2026-08-25", ""),
    );
    let (month, days) = ("---\nopened: 2026-10-25\n---\n", "---\nopened: 2026-10-26\n---\n");
    let area = |marks: &str| format!("---\nBalance:\n  home: {{{marks}}}\n---\n");
    let (bare, fine, over, no_wish) = (
        area("Rating: 5"),
        area("rating: 6, hours: 1, wish: 9"),
        area("rating: 9, hours: 30, wish: 20"),
        area("rating: 2, hours: 5, wish: 0"),
    );
    hold(&[
        ("More from outside by four", &[("goals/lead", &outside), held], &["whose-goal"], &[]),
        ("More from outside by three", &[("goals/lead", &hardly), held], &[], &["whose-goal"]),
        ("Achieved ninety days ago", &[("goals/g", &lately)], &["after-success"], &[]),
        ("Achieved ninety-one days ago", &[("goals/g", &long_ago)], &[], &["after-success"]),
        ("Achieved and not what it was", &[("goals/g", &empty)], &["after-success"], &[]),
        ("Achieved and glad enough", &[("goals/g", &glad)], &[], &["after-success"]),
        ("Open for thirty days", &[("goals/g", month)], &["unexamined"], &[]),
        ("Open for twenty-nine", &[("goals/g", days)], &[], &["unexamined"]),
        ("An area without hours", &[("sessions/2026-11-10", &bare)], &["lopsided"], &[]),
        ("A good area with too little time", &[("sessions/2026-11-10", &fine)], &[], &["lopsided"]),
        ("An area that is over-full", &[("sessions/2026-11-10", &over)], &["lopsided"], &[]),
        (
            "A poor area with all the time it is to have",
            &[("sessions/2026-11-10", &no_wish)],
            &[],
            &["lopsided"],
        ),
    ]);
}

#[test]
fn what_the_coach_does() {
    let plan = |by: &str, outcome: &str| format!("---\nmade-by: {by}\noutcome: {outcome}\n---\n# P\n");
    let (ours, theirs, draft) = (plan("Coach", "kept"), plan("client", "kept"), plan("coach", "draft"));
    let open = |title: &str| format!("---\nreview: 2026-12-24\n---\n# {title}\n");
    let (a, b, c, d) = (open("A"), open("B"), open("C"), open("D"));
    hold(&[
        (
            "Two of four by the coach",
            &[
                ("plans/2026-08-01-a", &ours),
                ("plans/2026-09-01-b", &theirs),
                ("plans/2026-10-01-c", &ours),
                ("plans/2026-10-15-d", &theirs),
            ],
            &["coach-led"],
            &[],
        ),
        (
            "Drafts by the coach",
            &[
                ("plans/2026-08-01-a", &draft),
                ("plans/2026-09-01-b", &theirs),
                ("plans/2026-10-01-c", &draft),
            ],
            &[],
            &["coach-led"],
        ),
        (
            "Four at once",
            &[
                ("plans/2026-11-01-a", &a),
                ("plans/2026-11-02-b", &b),
                ("plans/2026-11-03-c", &c),
                ("plans/2026-11-04-d", &d),
            ],
            &["too-much"],
            &["not-reviewed"],
        ),
        (
            "Three at once",
            &[("plans/2026-11-01-a", &a), ("plans/2026-11-02-b", &b), ("plans/2026-11-03-c", &c)],
            &[],
            &["too-much"],
        ),
    ]);
}

#[test]
fn a_step_that_was_given_up_is_neither_asked_after_nor_on_the_clients_page() {
    let plan = "---\nreview: 2026-11-20\n---\n# Walk\n\n## Steps\n- [-] Buy shoes\n- [/] Walk to the river\n- [x] Ask Jo\n";
    let practice = Practice::of_alice(&[("plans/2026-11-10-walk.md", plan)]).today("2026-11-24");
    practice.coach("share alice").ok().stdout_has("- [ ] Walk to the river").stdout_lacks("shoes");
    practice.coach("prep alice").ok().stdout_has("[/] Walk to the river").stdout_lacks("shoes");
    practice.coach("plan show alice").ok().stdout_has("- [-] Buy shoes").stdout_has("- [x] Ask Jo");
    let steps = &practice.json("plan show alice")["steps"];
    let told: Vec<_> = steps
        .as_array()
        .into_iter()
        .flatten()
        .map(|step| (step["done"].as_bool(), step["state"].as_str()))
        .collect();
    assert_eq!(
        told,
        [(Some(false), Some("given-up")), (Some(false), Some("half")), (Some(true), Some("done"))]
    );
}
