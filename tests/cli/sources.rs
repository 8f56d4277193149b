//! Every statement names the line that holds its words.

use crate::harness::sources::{all_views_hold, bare, hold, statements};
use crate::harness::{Practice, shared_real};

#[test]
fn in_the_example_every_source_holds_its_words() {
    let count = all_views_hold(&Practice::example());
    assert!(count > 300, "{count}");
}

#[test]
fn on_a_page_with_swapped_names_each_source_is_told_without_one() {
    let practice = Practice::example();
    let mut count = 0;
    for line in ["supervise ben --words", "stuck ben --anonymous"] {
        statements(&practice.json(line), &mut |text, source| {
            count += 1;
            let (path, at) = (source["path"].as_str().expect(text), source["line"].as_u64().expect(text));
            let (folder, day) = path.split_once('/').unwrap_or((path, ""));
            let file = practice.snapshot().into_iter().find(|(file, _)| {
                file.strip_prefix("clients/ben/").is_some_and(|file| {
                    file.strip_prefix(folder)
                        .is_some_and(|rest| rest.trim_start_matches('/').starts_with(day))
                        && (folder != "goals" || !day.is_empty() || file.ends_with("own-workshop.md"))
                })
            });
            let there = String::from_utf8(file.expect(path).1).unwrap();
            let rest: String = there.lines().skip(usize::try_from(at).unwrap() - 1).collect();
            let first = text.split('[').next().unwrap_or_default().lines().next().unwrap_or_default();
            assert!(bare(&rest).contains(&bare(first)), "{line}: {path}:{at} lacks {first:?}");
        });
    }
    assert!(count > 20, "{count}");
}

#[test]
fn in_the_example_what_was_learned_holds_its_words() {
    let practice = Practice::example();
    let count = hold(&practice, &practice.json("report follow-through"), "report follow-through");
    assert!(count >= 18, "{count}");
}

#[test]
fn in_the_example_every_goal_plan_and_session_holds_its_words() {
    let practice = Practice::example();
    for (kind, list) in [("goal", "goals"), ("plan", "plans"), ("session", "sessions")] {
        let views = practice.json(&format!("{kind} list alice"));
        for one in views[list].as_array().unwrap() {
            let id = one["id"].as_str().unwrap();
            let line = format!("{kind} show alice {id}");
            assert!(hold(&practice, &practice.json(&line), &line) > 0 || kind == "session", "{line}");
        }
    }
}

#[test]
fn in_the_real_practice_every_source_holds_its_words() {
    let Some(real) = shared_real() else { return };
    let practice = Practice::copied(&real.join("practice")).today("2026-02-20");
    let count = all_views_hold(&practice);
    assert!(count > 90, "{count}");
    practice.coach("check").ok();
}

#[test]
fn odd_layouts_keep_their_lines() {
    let odd = "\u{feff}---\r\nsummary: >-\r\n  Folded\r\n  words.\r\nshow_up_as:\r\n  - calm\r\n---\r\n\r\n1. One\r\n\r\n   two #happy\r\n\r\n> A\r\n> B\r\n\r\n## Threads\r\n* [ ] later\r\n  more\r\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", odd)]);
    let digest = practice.json("prep alice");
    assert_eq!(hold(&practice, &digest, "odd"), 7, "{digest:#}");
    assert_eq!(digest["last_time"]["words"][0]["source"]["line"], 13);
    assert_eq!(digest["threads"][0]["source"]["line"], 17);
}

#[test]
fn sources_are_shown_in_text_when_asked_for() {
    let practice = Practice::example();
    practice.coach("prep alice").ok().stdout_lacks("sessions/2026-11-08.md");
    let text = practice.coach("prep alice --sources").ok();
    let text = text.stdout_has("Who gets to hear the page first? (clients/alice/sessions/2026-11-08.md:32)");
    text.stdout_has("(coach.yaml:6)").stdout_has("(clients/alice/plans/2026-11-08-two-mornings.md:24)");
}

#[test]
fn sources_of_steps_are_shown_in_text() {
    let practice = Practice::example();
    // What is still to be done stands in the digest.
    for (view, line) in [("prep alice", 43), ("plan show alice", 40)] {
        let ran = practice.coach(&format!("{view} --sources")).ok();
        ran.stdout_has(&format!("clients/alice/plans/2026-11-08-two-mornings.md:{line}"));
    }
}
