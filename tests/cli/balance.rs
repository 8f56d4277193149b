//! `balance show`: the areas of a client's work, drawn.

use serde_json::{Value, json};

use crate::harness::Practice;

/// A client with two areas, and the marks of one call.
fn marked(status: &str) -> Practice {
    Practice::of_alice(&[
        ("client.md", "---\nname: Alice Moreau\nareas: [Vision, the team]\n---\n"),
        (
            "sessions/2026-11-08.md",
            "---\nstatus: held\nbalance:\n  vision: {rating: 4, hours: 1, wish: 3}\n  The  Team: {rating: 7.5}\n---\n",
        ),
        (
            "sessions/2026-11-23.md",
            &format!(
                "---\nstatus: {status}\nbalance:\n  Vision: {{rating: 3, hours: 2.5, wish: 10}}\n  board: {{hours: 2, wish: 9.5}}\n---\n"
            ),
        ),
    ])
}

fn areas(view: &Value) -> Vec<(&str, &Value, &Value)> {
    let areas = view["areas"].as_array().unwrap();
    areas.iter().map(|area| (area["area"].as_str().unwrap(), &area["rating"], &area["gap"])).collect()
}

#[test]
fn the_example_as_it_looks() {
    insta::assert_snapshot!(Practice::example().coach("balance show alice").ok().silent().stdout);
}

#[test]
fn json_has_every_time_and_the_largest_gap() {
    let view = Practice::example().json("balance show alice");
    let days: Vec<&Value> = view["history"].as_array().unwrap().iter().map(|marks| &marks["date"]).collect();
    assert_eq!(days, ["2025-12-15T10:00", "2026-05-04T10:00", "2026-11-08T10:00"]);
    assert_eq!((&view["largest"], &view["problems"]), (&json!("vision"), &json!([])));
    let vision = &view["history"][2]["areas"][0];
    let source = json!({"path": "clients/alice/sessions/2026-11-08.md", "line": 10});
    assert_eq!(
        *vision,
        json!({"area": "vision", "rating": 3, "hours": 2, "wish": 10, "gap": 8, "source": source})
    );
    assert_eq!(
        view["areas"][0]["earlier"][0],
        json!({"date": "2025-12-15T10:00", "rating": 4, "hours": 1, "wish": 6})
    );
}

#[test]
fn areas_go_by_the_clients_own_names_in_their_order_and_others_come_behind() {
    let practice = marked("held");
    let view = practice.json("balance show alice");
    assert_eq!(
        areas(&view),
        [
            ("Vision", &json!(3), &json!(7.5)),
            ("the team", &Value::Null, &Value::Null),
            ("board", &Value::Null, &json!(7.5))
        ]
    );
    assert_eq!(view["areas"][1]["earlier"][0]["rating"], 7.5);
    assert_eq!(view["largest"], "Vision", "the first of two that lack as much");
    practice.coach("balance show alice").ok().stdout_has("| the team | ───────○─ | ▇· |  |  |  |").silent();
}

#[test]
fn marks_of_a_call_that_nobody_confirmed_are_shown_and_of_one_called_off_are_not() {
    for (status, rating) in [("planned", 3), ("cancelled", 4), ("no-show", 4), ("moved", 4)] {
        let view = marked(status).json("balance show alice");
        assert_eq!(view["areas"][0]["rating"], rating, "{status}");
    }
    let ahead = marked("planned").today("2026-11-22").json("balance show alice");
    assert_eq!(ahead["history"].as_array().unwrap().len(), 1, "what is still to come isn't marked yet");
}

#[test]
fn an_area_that_lacks_nothing_is_not_the_largest() {
    let note =
        "---\nbalance:\n  team: {rating: 3, hours: 12, wish: 12}\n  home: {rating: 3, hours: 5}\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    assert_eq!(practice.json("balance show alice")["largest"], Value::Null);
    practice.coach("balance show alice").ok().stdout_lacks("only the manager");
}

#[test]
fn where_nothing_is_known_it_says_how_to_begin() {
    let practice = Practice::of_alice(&[]);
    practice
        .coach("balance show alice")
        .ok()
        .stdout_has("No areas are known yet")
        .stdout_has("coach balance rate alice");
    assert_eq!(practice.json("balance show alice")["history"], json!([]));
    let ran = practice.coach("balance show alice --format svg").fails(2).stdout_is("");
    ran.stderr_has("nothing to draw yet").stderr_has("coach balance rate alice");
    practice.coach("client set alice areas=vision,team").ok();
    practice
        .coach("balance show alice")
        .ok()
        .stdout_has("- vision\n- team\n")
        .stdout_has("Nothing is marked yet");
    practice.coach("balance show alice --format svg").ok().stdout_has(">vision</text>");
}

#[test]
fn the_drawing_is_one_file_that_needs_nothing_else() {
    let svg = Practice::example().coach("balance show alice --format svg").ok().silent().stdout;
    let xml = roxmltree::Document::parse(&svg).unwrap();
    assert!(
        xml.descendants()
            .all(|node| !["script", "image", "use", "a", "foreignObject"].contains(&node.tag_name().name()))
    );
    assert!(
        !svg.contains("url(") && !svg.contains("@import") && svg.matches("http").count() == 1,
        "only its name space"
    );
    assert!(svg.contains("prefers-color-scheme: dark"), "{svg}");
    assert!(
        svg.contains("vision: quality 3 · 2 hours a week, 10 wished for; quality before: 4, 3."),
        "{svg}"
    );
}

#[test]
fn names_are_words_wherever_they_stand() {
    let note = "---\nbalance:\n  \"</text><script>&\": {rating: 3}\n  \"a|b `c` *d*\\e[31m\": {rating: 4}\n  \"- # x\": {rating: 5}\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    let svg = practice.coach("balance show alice --format svg").ok().stdout;
    roxmltree::Document::parse(&svg).unwrap();
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}'), "{svg}");
    practice.coach("balance show alice").ok().stdout_has("| a\\|b `c` *d*[31m |").stdout_has("| \\- # x |");
}

#[test]
fn views_that_are_not_drawn_say_so() {
    let practice = Practice::example();
    for line in ["prep alice", "prep --day", "check", "client list", "share alice", "plan list"] {
        let ran = practice.coach(&format!("{line} --format svg")).fails(2).stdout_is("");
        ran.stderr_has("this view is not drawn").stderr_has("balance show");
    }
    practice.coach("balance show alice --format html").fails(2).stderr_has("no page of its own");
    practice.coach("calendar --format svg").fails(2).stdout_is("");
}

#[test]
fn sources_are_told_when_asked_for_and_never_on_a_shared_screen() {
    let practice = Practice::example();
    practice
        .coach("balance show alice --sources")
        .ok()
        .stdout_has("| vision (clients/alice/sessions/2026-11-08.md:10) |");
    for more in ["", " --sources", " --format json", " --format svg"] {
        practice
            .coach(&format!("balance show alice --shared{more}"))
            .ok()
            .nowhere_has("clients/")
            .stdout_has("vision");
    }
}

#[test]
fn a_template_of_the_practices_own_draws_in_its_place() {
    let practice =
        Practice::example().file("templates/balance.svg", "<svg><title>{{ title }}</title></svg>\n");
    practice
        .coach("balance show alice --format svg")
        .ok()
        .stdout_is("<svg><title>Balance of Alice Moreau, 8 Nov 2026</title></svg>");
}
