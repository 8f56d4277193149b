//! The shapes of views, of what else answers a program, and of templates' variables: `src/render/schema/view_shapes.json` says what the types say.
//! They are read from the source, so that no type carries a second description of itself. `COACH_UPDATE=1` writes the file anew.

mod shapes;
mod source;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use coach::render::built_in::EMBEDDED;
use serde_json::{Map, Value};

use shapes::Shapes;
use source::{Segments, Source};

const FILE: &str = "src/render/schema/view_shapes.json";

/// Views whose text no template of a coach's makes, by the name of their schema.
const WITHOUT_TEMPLATE: [(&str, &str); 7] = [
    ("calendar", "insight::calendar::Calendar"),
    ("erase", "insight::erasure::ErasureReport"),
    ("erase-prove", "insight::erasure::Proof"),
    ("erase-transcripts", "insight::erasure::overdue_transcripts::TranscriptErasure"),
    ("prep-day", "insight::digest::Day"),
    ("restore", "insight::trashed::Trashed"),
    ("template-show", "insight::template_list::TemplateText"),
];

/// What answers a program and is no view.
const ANSWERS: [(&str, &str); 5] = [
    ("changed", "cli::support::answer::Answered"),
    ("check", "cli::check::Found"),
    ("error", "cli::support::answer::ErrorAnswer"),
    ("save", "cli::save::SavedAnswer"),
    ("sync", "cli::sync::Exchanged"),
];

/// Views that are never JSON by themselves: a part of another, or a mail.
const NEVER_JSON: [&str; 3] = ["Entry", "Head", "Invitation"];

/// What fills a template that isn't a view's.
const FILLED: [(&str, &str); 17] = [
    ("balance-table.md", "insight::balance::BalanceView"),
    ("balance.svg", "render::svg::balance::Drawing"),
    ("erase-prove.md", "insight::erasure::Proof"),
    ("erase-transcripts.md", "insight::erasure::overdue_transcripts::TranscriptErasure"),
    ("erase.md", "insight::erasure::ErasureReport"),
    ("new-client.md", "cli::client::new::NewClient"),
    ("new-goal.md", "cli::goal::new::NewGoal"),
    ("new-note.md", "cli::support::new_note::NewNote"),
    ("new-plan.md", "cli::support::plan_draft::NewPlan"),
    ("new-practice.yaml", "cli::init::NewPractice"),
    ("new-reflection.md", "insight::stuck::Stuck"),
    ("new-session.md", "cli::support::booking::NewSession"),
    ("page.html", "render::html::Page"),
    ("prep-day.md", "cli::prep::DayText"),
    ("share-mail.md", "cli::support::page_by_mail::MailWords"),
    ("share.html", "cli::share::Page"),
    // A part of the other two.
    ("erase-beyond.md", "insight::erasure::ErasureReport"),
];

#[test]
fn the_shapes_in_the_tree_are_those_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let made: &str = &MADE;
    if std::env::var_os("COACH_UPDATE").is_some() {
        std::fs::write(&path, made).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let other = made.lines().zip(kept.lines().chain(std::iter::repeat(""))).find(|(made, kept)| made != kept);
    assert!(made == kept, "COACH_UPDATE=1 cargo test --test readme view_schemas\nmade: {other:#?}");
}

#[test]
fn every_variable_of_a_template_is_in_its_shape() {
    let told: Value = serde_json::from_str(&MADE).expect("JSON");
    let everywhere = ["room", "today", "shared", "sources", "linear", "signs"];
    let mut unknown = Vec::new();
    for (name, text) in EMBEDDED {
        let of = told["templates"][name].as_str().unwrap_or_else(|| panic!("{name} has no shape"));
        let shape = &told["types"][of]["properties"];
        let mut environment = minijinja::Environment::new();
        environment.set_syntax(
            minijinja::syntax::SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .build()
                .expect("syntax"),
        );
        environment.add_template(name, text).expect("a template");
        let used = environment.get_template(name).expect("the same").undeclared_variables(false);
        unknown.extend(
            used.into_iter()
                .filter(|word| shape.get(word).is_none() && !everywhere.contains(&word.as_str()))
                .map(|word| format!("{name}: {word}")),
        );
    }
    unknown.sort();
    assert_eq!(unknown, [""; 0]);
}

static MADE: LazyLock<String> = LazyLock::new(make);

/// The whole file: what each name leads to, and the types, one a line.
fn make() -> String {
    let source = Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut shapes = Shapes::new(&source);
    let mut views: BTreeMap<String, Segments> = BTreeMap::new();
    let mut templates: BTreeMap<String, Segments> = BTreeMap::new();
    let mut bound: Vec<Value> = Vec::new();
    let path = |written: &str| written.split("::").map(str::to_owned).collect::<Segments>();
    let by_hand: Vec<Segments> = WITHOUT_TEMPLATE.iter().map(|(_, of)| path(of)).collect();
    for view in &source.views {
        if let Some(template) = &view.template {
            templates.insert(template.clone(), shapes.tell(&view.of));
            bound.extend(view.is_bound.then(|| Value::from(template.as_str())));
        }
        if NEVER_JSON.contains(&view.of.last().map(String::as_str).unwrap_or_default()) {
            continue;
        }
        match view.template.as_deref().and_then(|name| name.split('.').next()) {
            Some(name) => views.insert(name.to_owned(), shapes.tell(&view.of)),
            None if by_hand.contains(&view.of) => None,
            None => panic!("{} has no template: put it into WITHOUT_TEMPLATE", view.of.join("::")),
        };
    }
    views.extend(WITHOUT_TEMPLATE.iter().map(|(name, of)| ((*name).to_owned(), shapes.tell(&path(of)))));
    views.extend(ANSWERS.iter().map(|(name, of)| ((*name).to_owned(), shapes.tell(&path(of)))));
    templates.extend(FILLED.iter().map(|(name, of)| ((*name).to_owned(), shapes.tell(&path(of)))));
    shapes.tell(&path("model::problem::Problem"));
    let (names, types) = shapes.into_named();
    let called = |of: BTreeMap<String, Segments>| -> Map<String, Value> {
        of.into_iter().map(|(name, path)| (name, names[&path].as_str().into())).collect()
    };
    let lines = |of: &Map<String, Value>| {
        let lines: Vec<String> =
            of.iter().map(|(name, value)| format!("{}: {value}", Value::from(name.as_str()))).collect();
        lines.join(",\n")
    };
    format!(
        "{{\n\"views\": {{\n{}\n}},\n\"templates\": {{\n{}\n}},\n\"bound\": {},\n\"types\": {{\n{}\n}}\n}}\n",
        lines(&called(views)),
        lines(&called(templates)),
        Value::from(bound),
        lines(&types)
    )
}
