//! `share --format html`: one page that needs nothing else.

use crate::harness::Practice;
use crate::harness::html::elements;

const HOSTILE: &str = "---
goal: lead
made: 2026-11-08
---
# \\</title>\\<script>alert(1) & \"quotes\" 'too'

## SMART
- [ ] **Specific** What <b>exactly</b>?
  <img src=x onerror=alert(2)> & </dd>

## Reality test
- [ ] If </script><script>alert(3)</script>, then \"so\".

## Steps
- [ ] Ring \" onfocus=\"alert(4)\" & <b>Jo</b> </script><!-- x
- [ ] It's `code` & ]]> é ☕ due:2026-12-01
";

fn hostile() -> Practice {
    Practice::of_alice(&[
        ("plans/2026-11-08-two.md", HOSTILE),
        ("goals/lead.md", "---\ntitle: \"</p><script>alert(5)</script> & co\"\n---\n"),
    ])
}

#[test]
fn the_page_is_well_formed_and_says_what_it_is() {
    for practice in [Practice::example(), hostile()] {
        let page = practice.coach("share alice --format html").ok().silent().stdout;
        assert!(page.starts_with("<!DOCTYPE html>\n"), "{page}");
        let elements = elements(&page);
        let has = |name: &str, key: &str| {
            elements.iter().any(|(tag, attributes)| {
                tag == name && attributes.iter().any(|(k, v)| k == key && !v.is_empty())
            })
        };
        assert!(has("html", "lang") && has("meta", "charset"), "{page}");
        assert!(
            page.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
            "{page}"
        );
        assert_eq!(
            elements.iter().filter(|(tag, _)| tag == "title" || tag == "h1" || tag == "main").count(),
            3
        );
    }
}

#[test]
fn nothing_is_fetched_from_anywhere() {
    let page = Practice::example().coach("share alice --format html").ok().stdout;
    for outside in [
        "http:",
        "https:",
        "//",
        "url(",
        "@import",
        "fetch(",
        "XMLHttp",
        "sendBeacon",
        "WebSocket",
        "<link",
        "<img",
        "<iframe",
        "<form",
    ] {
        let found = page.lines().find(|line| line.contains(outside) && !line.trim_start().starts_with("//"));
        assert_eq!(found, None, "{outside}");
    }
    for (_, attributes) in elements(&page) {
        let fetches = |(key, value): &(String, String)| {
            key == "src" || key == "action" || (key == "href" && !value.starts_with("mailto:"))
        };
        assert!(!attributes.iter().any(fetches), "{attributes:?}");
    }
}

#[test]
fn every_checkbox_has_its_label() {
    let practice = Practice::example();
    let page = practice.coach("share alice --format html").ok().stdout;
    let steps = practice.json("share alice")["steps"].as_array().unwrap().len();
    assert_eq!(page.matches("<li><label><input type=\"checkbox\"").count(), steps);
    assert_eq!(page.matches("</span></label></li>").count(), steps);
    assert_eq!(page.matches(" checked>").count(), 3);
}

#[test]
fn words_stay_words() {
    let page = hostile().coach("share alice --format html").ok().stdout;
    let elements = elements(&page);
    assert_eq!(elements.iter().filter(|(tag, _)| tag == "script").count(), 1, "{page}");
    assert!(elements.iter().all(|(tag, _)| tag != "b" && tag != "img"), "{page}");
    assert!(
        elements.iter().all(|(_, attributes)| attributes.iter().all(|(key, _)| !key.starts_with("on"))),
        "{page}"
    );
    let steps = elements
        .iter()
        .filter(|(tag, _)| tag == "input")
        .map(|(_, attributes)| attributes.iter().find(|(key, _)| key == "data-text").unwrap().1.clone());
    let steps: Vec<String> = steps.collect();
    assert_eq!(steps[1], "It's `code` & ]]> é ☕");
    assert!(steps[0].starts_with("Ring \" onfocus=\"alert(4)\" & <b>Jo</b>"), "{}", steps[0]);
    assert!(page.contains("<h1 dir=\"auto\">&lt;&#x2f;title&gt;&lt;script&gt;"), "{page}");
}

#[test]
fn a_plan_without_steps_has_itself_as_the_one_thing_to_tick() {
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", "# Rest\n")]);
    let page =
        practice.coach("share alice --format html").ok().stdout_has("<h1 dir=\"auto\">Rest</h1>").stdout;
    assert_eq!(page.matches("<input type=\"checkbox\"").count(), 1, "{page}");
    practice.run_with_input(["plan", "receive", "alice"], "Rest (2026-11-08-two)\n[x] 1. Rest\n").ok();
    assert!(practice.read("clients/alice/plans/2026-11-08-two.md").ends_with("## Steps\n\n- [x] Rest\n"));
}

#[test]
fn their_areas_are_drawn_on_it_where_that_is_asked_for() {
    let practice = Practice::example();
    practice.coach("share alice --format html").ok().stdout_lacks("<svg").stdout_lacks("Your areas");
    let page = practice.coach("share alice --format html --with-balance").ok().silent().stdout;
    let elements = elements(&page);
    assert_eq!(elements.iter().filter(|(tag, _)| tag == "svg").count(), 1);
    let ids = elements.iter().flat_map(|(_, attributes)| attributes).filter(|(key, _)| key == "id");
    let ids: Vec<&String> = ids.map(|(_, value)| value).collect();
    assert!(ids.iter().all(|id| ids.iter().filter(|other| other == &id).count() == 1), "{ids:?}");
    assert!(
        page.contains("<h2>Your areas</h2>\n<svg xmlns=") && page.contains("Balance, 8 Nov 2026</title>"),
        "{page}"
    );
    assert!(!page.contains("Moreau"), "whose page it is, its owner knows");
    assert_eq!(page.matches("http:").count(), 1, "the name space of the drawing alone");
    practice
        .coach("share alice --with-balance")
        .ok()
        .stdout_has("## Your areas, Sunday 8 November 2026\n\n| area |");
    practice
        .coach("share ben --with-balance")
        .ok()
        .stdout_lacks("Your areas")
        .stderr_has("coach balance rate ben");
}

#[test]
fn the_page_in_markdown_has_the_same_words() {
    insta::assert_snapshot!(Practice::example().coach("share alice").ok().silent().stdout);
}

#[test]
fn it_says_from_whom_it_comes_how_to_answer_and_when_it_is_looked_at() {
    let plan = "---\nreview: 2026-12-01\n---\n# Two & a half\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan)])
        .file("coach.yaml", "format: 1\ncoach: Robin \"R\" Vale\nmail: robin+a@example.org\n");
    let page = practice.coach("share alice --format html").ok().silent();
    page.stdout_has("href=\"mailto:robin%2Ba@example.org?subject=Two%20%26%20a%20half\"")
        .stdout_has("Answer Robin &quot;R&quot; Vale")
        .stdout_has(
            "We look at it together on <time datetime=\"2026-12-01\">Tuesday 1 December 2026</time>.",
        );
    let view = practice.json("share alice");
    assert_eq!((&view["mail"], &view["review"]), (&"robin+a@example.org".into(), &"2026-12-01".into()));
    let bare = practice.file("coach.yaml", "format: 1\nmail: \"x?body=y@example.org\"\n");
    let page = bare.coach("share alice --format html").ok().stderr_has("isn't an address");
    page.stdout_lacks("mailto:").stdout_lacks("class=\"sender\"");
}

#[test]
fn without_a_day_of_review_it_is_the_next_call_and_what_is_over_has_none() {
    let call = ("sessions/2026-12-03.md", "---\nstatus: planned\n---\n");
    let page = |plan: &str| {
        let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan), call]);
        practice.coach("share alice two --format html").ok()
    };
    page("# Two\n").stdout_has("datetime=\"2026-12-03\"");
    page("---\nreview: 2026-11-20\n---\n# Two\n").stdout_has("when we talk next").stdout_lacks("<time");
    page("---\noutcome: kept\n---\n# Two\n").stdout_lacks("look at it together");
}

#[test]
fn it_names_the_language_of_their_words_and_marks_ours() {
    let german = "# Zwei Morgen\n\n## Reality test\n- [ ] Wenn das Telefon klingelt, dann lasse ich es.\n";
    for (plan, html, heading) in [
        (german, "<html lang=\"de\">", "<h2 lang=\"en\">"),
        ("# Two mornings at the library\n", "<html lang=\"en\">", "<h2>"),
    ] {
        let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan)]);
        practice.coach("share alice --format html").ok().stdout_has(html).stdout_has(heading);
    }
}

#[test]
fn how_it_fits_into_their_week_is_on_it_and_nothing_twice() {
    let plan = "---\nwhen: Tue 07:30\nsupport: Jo asks\nlens: Manager of Vision\nconfidence: 4\n---\n# Two\n\n\
        ## SMART\n- [ ] **Time-bound** When?\n  Tue 07:30\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan)]);
    let page = practice.coach("share alice").ok().stdout_has("- Who supports: Jo asks\n");
    page.stdout_lacks("- When:").stdout_lacks("Manager").stdout_lacks("4");
}

#[test]
fn reasons_and_how_sure_they_are_never_stand_on_it() {
    let goal = "---\ntitle: Sail\nreasons: {external: 7, introjected: 7, identified: 1, intrinsic: 1}\nmotive: introjected\n---\n";
    let plan = "---\ngoal: sail\nconfidence: 3\nconfidence_before: 3\n---\n# Walk\n";
    let practice = Practice::of_alice(&[("goals/sail.md", goal), ("plans/2026-11-08-walk.md", plan)]);
    for format in ["text", "json", "html"] {
        let page = practice.coach(&format!("share alice --format {format}")).ok().stdout_has("Sail");
        page.stdout_lacks("introjected").stdout_lacks("reasons").stdout_lacks("confidence");
    }
    practice.coach("goal show alice --shared").ok().stdout_lacks("introjected").stdout_lacks("7 of 10");
}

#[test]
fn comments_inside_the_clients_lines_stay_out_of_the_page() {
    let plan = "---\nmade: 2026-11-08\n---\n# Two mornings\n\n## SMART\n- [x] **Specific** What exactly? <!-- Zqx1 -->\n  Ring one family.\n  <!-- Zqx2 -->\n\n\
        ## Reality test\n- [x] If it rings, then it rings. <!-- Zqx3 -->\n\n## Steps\n- [ ] Ring <!-- Zqx4 --> due:2026-12-01\n  <!-- Zqx5 -->\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan)]);
    for format in ["md", "json", "html"] {
        practice.coach(&format!("share alice --format {format}")).ok().nowhere_has("Zqx");
    }
}

#[test]
fn what_helps_when_they_are_stuck_stands_on_the_page_or_is_asked_there() {
    let plan = ("plans/2026-11-08-two.md", "---\nmade: 2026-11-08\n---\n# Two mornings\n");
    let asked = Practice::of_alice(&[plan]).coach("share alice --format html").ok();
    asked.stdout_has("And if you like: what helps you when you're stuck?");
    let client =
        "---\nname: Alice Moreau\n---\n\n## What helps me when I'm stuck\n\n- A walk along the river.\n";
    let practice = Practice::of_alice(&[plan, ("client.md", client)]);
    let known = practice.coach("share alice --format html").ok();
    known.stdout_has("<li dir=\"auto\">A walk along the river.</li>").stdout_lacks("And if you like");
    practice.coach("share alice --format md").ok().stdout_has("- A walk along the river.");
    assert_eq!(practice.json("share alice")["helps"][0], "A walk along the river.");
}
