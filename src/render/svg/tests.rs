//! The drawing as its template makes it, read back as XML.

use proptest::collection::vec;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::balance::draw;
use crate::insight::balance::{Area, AreaGap, BalanceView, Earlier};
use crate::insight::name_and_id::Named;
use crate::model::mark::{Hours, Rating};
use crate::model::moment::Moment;
use crate::render::surroundings::Surroundings;
use crate::render::template::fill;

fn day(date: &str) -> Moment {
    Moment::parse(date).expect("a day")
}

/// An area and its marks: quality, hours, wish, each if it was given.
type Marked<'a> = (&'a str, [Option<f64>; 3]);

fn view(client: &str, areas: &[Marked<'_>], before: &[f64]) -> BalanceView {
    let hours = |hours: Option<f64>| hours.map(Hours);
    let earlier = before.iter().map(|rating| Earlier {
        date: day("2026-05-04"),
        rating: Rating::new(*rating),
        hours: None,
        wish: None,
    });
    let area = |(name, [rating, given, wish]): &Marked<'_>| {
        let gap = wish.zip(*given).map(|(wish, given)| wish - given);
        let rating = rating.and_then(Rating::new);
        let now = AreaGap {
            area: (*name).to_owned(),
            rating,
            hours: hours(*given),
            wish: hours(*wish),
            gap,
            source: None,
        };
        Area { now, earlier: earlier.clone().collect() }
    };
    BalanceView {
        client: Named { id: "alice".to_owned(), name: client.to_owned() },
        date: Some(day("2026-11-08")),
        areas: areas.iter().map(area).collect(),
        largest: areas.first().map(|(name, _)| (*name).to_owned()),
        picked: None,
        over: Vec::new(),
        given: None,
        wished: None,
        history: Vec::new(),
    }
}

fn svg(view: &BalanceView) -> String {
    let around = Surroundings {
        now: day("2026-11-24"),
        sources: false,
        shared: false,
        drawing: crate::render::surroundings::Drawing::Signs,
        yaml: str::to_owned,
    };
    fill("balance.svg", &draw(view).expect("something to draw"), around, &[]).expect("a drawing")
}

fn all<'a>(xml: &'a Document<'a>, class: &str) -> Vec<Node<'a, 'a>> {
    xml.descendants().filter(|node| node.attribute("class") == Some(class)).collect()
}

#[test]
fn it_says_what_it_is_and_holds_every_figure() {
    let drawn = svg(&view(
        "Alice Moreau",
        &[
            ("vision", [Some(3.0), Some(2.0), Some(10.0)]),
            ("service", [Some(8.0), Some(24.5), Some(14.0)]),
            ("team", [None; 3]),
        ],
        &[4.0, 3.0],
    ));
    let xml = Document::parse(&drawn).expect("XML");
    let text = |name: &str| {
        xml.descendants()
            .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)))
            .and_then(|node| node.text().map(str::to_owned))
    };
    assert_eq!(text("title").as_deref(), Some("Balance of Alice Moreau, 8 Nov 2026"));
    insta::assert_snapshot!(text("desc").expect("a description"), @"vision: quality 3 · 2 hours a week, 10 wished for; quality before: 4, 3. service: quality 8 · 24.5 hours a week, 14 wished for; quality before: 4, 3. team: not marked; quality before: 4, 3. Most wished for and not given: vision, 8 hours a week.");
    let root = xml.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let labels = root.attribute("aria-labelledby").expect("its labels");
    assert!(
        labels.split(' ').all(|id| xml.descendants().any(|node| node.attribute("id") == Some(id))),
        "{labels}"
    );
    assert!(
        root.attribute("width").is_none() && root.attribute("viewBox").is_some(),
        "it takes the size it is given"
    );
    // The third area is unmarked: its ground and its earlier arcs are all there is of it; the sign of each kind stands below.
    for (class, count) in
        [("ground", 9), ("filled", 2), ("arc", 3), ("earlier", 6), ("hours", 3), ("wish", 3), ("largest", 1)]
    {
        assert_eq!(all(&xml, class).len(), count, "{class}");
    }
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert!(draw(&view("Alice", &[], &[])).is_none());
}

#[test]
fn names_in_either_direction_are_held_at_the_same_place() {
    let drawn = svg(&view(
        "Alice",
        &[("رؤية", [Some(3.0); 3]), ("vision", [Some(3.0); 3]), ("愿景", [Some(3.0); 3])],
        &[],
    ));
    let xml = Document::parse(&drawn).expect("XML");
    let held = |name: &str| {
        let lines = xml.descendants().filter(|node| {
            node.text() == Some(name) && node.has_tag_name(("http://www.w3.org/2000/svg", "text"))
        });
        lines
            .map(|node| (node.attribute("x"), node.attribute("text-anchor"), node.attribute("direction")))
            .next_back()
    };
    // In the list each name begins at the left edge: there a name from right to left ends.
    assert_eq!(held("رؤية"), Some((Some("10"), Some("end"), Some("rtl"))));
    assert_eq!(held("vision"), Some((Some("10"), Some("start"), None)));
    assert_eq!(held("愿景"), Some((Some("10"), Some("start"), None)));
}

/// Any text, or one that would break out of an element, an attribute or the style.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z ]{0,60}",
        "[\u{600}-\u{6ff} ]{0,40}",
        "[\u{4e00}-\u{4eff}]{0,40}",
        "(<script>|</text>|</svg>|]]>|<!--|&|&#0;|\"|'|\\{\\{|%\\}|\u{0}|\u{b}|\u{fffe}|\u{ffff}|\u{202e}|\u{2068}|\u{85}|x| ){0,12}",
    ]
}

fn mark(most: f64) -> impl Strategy<Value = Option<f64>> {
    prop::option::of((0.0..=1.0_f64).prop_map(move |share| (share * most * 10.0).round() / 10.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_names_and_any_marks_are_well_formed(
        client in names(),
        areas in vec((names(), mark(9.0), mark(168.0), mark(168.0)), 1..14),
        before in vec(1.0..=9.0_f64, 0..6),
    ) {
        let marked: Vec<Marked<'_>> = areas.iter().map(|(name, rating, given, wish)| (name.as_str(), [*rating, *given, *wish])).collect();
        let drawn = svg(&view(&client, &marked, &before));
        let xml = Document::parse(&drawn).map_err(|error| TestCaseError::fail(format!("{error}\n{drawn}")))?;
        for node in xml.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            prop_assert!(["svg", "title", "desc", "style", "rect", "g", "path", "text"].contains(&name), "{name}");
            for attribute in node.attributes() {
                let is_known = ["class", "viewBox", "role", "aria-labelledby", "id", "width", "height", "transform", "d", "stroke-opacity", "x", "y", "text-anchor", "direction"].contains(&attribute.name());
                prop_assert!(is_known && !attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
            }
        }
        prop_assert_eq!(all(&xml, "ground").len(), 3 * areas.len());
        prop_assert_eq!(all(&xml, "arc").len(), 1 + marked.iter().filter(|(_, marks)| marks[0].is_some_and(|rating| rating >= 1.0)).count());
    }
}
