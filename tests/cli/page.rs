//! `prep --format html`: the digest as one page that needs nothing else.

use crate::harness::Practice;
use crate::harness::html::elements;

/// Words that would be more than words in a page.
const HOSTILE: &str = "---
status: held
summary: '</li><script>alert(1)</script> & \"quotes\" <!--'
---
> <img src=x onerror=alert(2)> [go](javascript:alert(3)) ![pic](https://a.b/c.png)

- <b>bold</b> & [web](https://a.b/?c&d) ` <i> #happy

## Threads
- [ ] </article></main><style>* {display: none}</style>
";

fn hostile() -> Practice {
    Practice::of_alice(&[
        ("client.md", "---\nname: \"</title><script>alert(4)</script>\"\n---\n"),
        ("goals/sail.md", "---\ntitle: <i>Sail\n---\n"),
        ("plans/2026-11-08-walk.md", "---\nreview: 2026-11-20\n---\n# <b>Walk\n"),
        ("sessions/2026-11-01.md", HOSTILE),
        ("sessions/2026-11-08.md", HOSTILE),
    ])
}

#[test]
fn a_digest_is_a_well_formed_page_that_fetches_and_runs_nothing() {
    for (practice, client) in
        [(Practice::example(), "alice"), (Practice::example(), "ben"), (hostile(), "alice")]
    {
        let page = practice.coach(&format!("prep {client} --format html")).ok().silent().stdout;
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"), "{page}");
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""), "{page}");
        let elements = elements(&page);
        for (name, attributes) in &elements {
            assert!(
                !["script", "img", "link", "iframe", "b", "i"].contains(&name.as_str()),
                "{name}\n{page}"
            );
            for (key, value) in attributes {
                assert!(!key.starts_with("on") && key != "src" && key != "style", "{name} {key}");
                assert!(key != "href" || value == "https://a.b/?c&d", "{value}");
            }
        }
        for once in ["title", "h1", "main", "style", "article"] {
            assert_eq!(elements.iter().filter(|(name, _)| name == once).count(), 1, "{once}\n{page}");
        }
    }
}

#[test]
fn it_holds_what_the_markdown_holds_and_marks_what_is_the_clients() {
    let practice = Practice::example();
    let page = practice.coach("prep alice --format html").ok().stdout;
    for part in [
        "<title>Alice Moreau</title>",
        "<h2>Last time, 8 Nov</h2>",
        "“One morning I ring a family",
        "aria-hidden=\"true\">☐</span><span class=\"told\">To do: </span> Ring the second family",
        "<strong>Who do you want to show up as?</strong>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    practice
        .coach("prep alice --brief --format html")
        .ok()
        .stdout_lacks("The story")
        .stdout_has("Review first");
    practice.coach("prep alice --sources --format html").ok().stdout_has("(coach.yaml:6)");
}

#[test]
fn a_day_is_one_page_with_an_article_for_each_call() {
    let practice = Practice::example();
    practice.run(["session", "new", "ben", "--on", "2026-11-24T16:00"]).ok();
    let page = practice.coach("prep --day --format html").ok().stdout_has_in_order(&[
        "<h1>Tuesday 24 November 2026</h1>",
        "<article>\n<h2>Alice Moreau</h2>",
        "<h3>The person</h3>",
        "<article>\n<h2>Ben Osei</h2>",
    ]);
    assert_eq!(elements(&page.stdout).iter().filter(|(name, _)| name == "article").count(), 2);
    page.stdout_has("break-before: page").stdout_lacks("<hr>");
    let none = practice.today("2026-12-24").coach("prep --day --format html").ok();
    none.stdout_has("<h1>Thursday 24 December 2026</h1>").stdout_has("<p>No call is planned");
}

#[test]
fn the_page_can_be_the_coachs_own() {
    let own = "<title>{{ title }}</title>{% for part in parts %}{{ part | safe }}{% endfor %}";
    let practice = Practice::of_alice(&[]).file("templates/page.html", own);
    practice
        .coach("prep alice --format html")
        .ok()
        .stdout_has("<title>Alice Moreau</title><h1>Alice Moreau</h1>");
}

#[test]
fn views_without_a_page_say_which_have_one() {
    let practice = Practice::example();
    for view in ["goal list alice", "client show alice", "today"] {
        practice
            .coach(&format!("{view} --format html"))
            .fails(2)
            .stdout_is("")
            .stderr_has("no page")
            .stderr_has("coach prep");
    }
}
