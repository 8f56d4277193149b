//! Every view as JSON, held against its own schema by a validator of another hand. The schemas are closed for it: a key that a schema
//! doesn't tell is found as well as one that is missing.

use std::collections::BTreeSet;

use coach::render::schema::ViewShapes;
use serde_json::{Map, Value, json};

use crate::harness::Practice;
use crate::saving::{git, kept};
use crate::schema::find_all_misfits;

/// The views of a whole practice.
const OF_PRACTICE: [(&str, &str); 21] = [
    ("today", "today"),
    ("client-list", "client list"),
    ("client-list", "client list --all"),
    ("prep-day", "prep --day"),
    ("plan-list", "plan list"),
    ("stuck-list", "stuck"),
    ("supervise-list", "supervise"),
    ("supervise-list", "supervise --load"),
    ("report-follow-through", "report follow-through"),
    ("report-follow-through", "report follow-through --compare"),
    ("report-alliance", "report alliance"),
    ("report-hours", "report hours"),
    ("report-hours", "report hours --credential ACC"),
    ("report-caseload", "report caseload"),
    ("calendar", "calendar --names --where"),
    ("find", "find e"),
    ("check", "check"),
    ("log", "log"),
    ("config", "config"),
    ("doctor", "doctor"),
    ("template-list", "template list"),
];

/// The views of one client, whose id comes behind them.
const OF_CLIENT: [(&str, &str); 25] = [
    ("prep", "prep"),
    ("prep", "prep --brief"),
    ("prep", "prep --shared"),
    ("read", "read"),
    ("read", "read --words"),
    ("read", "read --shared"),
    ("client-show", "client show"),
    ("client-show", "client show --shared"),
    ("goal-list", "goal list"),
    ("goal-show", "goal show"),
    ("goal-show", "goal show --shared"),
    ("session-list", "session list"),
    ("session-show", "session show"),
    ("plan-list", "plan list"),
    ("plan-show", "plan show"),
    ("plan-show", "plan show --shared"),
    ("plan-check", "plan check"),
    ("plan-steps", "plan step"),
    ("balance-show", "balance show"),
    ("promise-list", "promise list"),
    ("thread-list", "thread list"),
    ("report-sessions", "report sessions --client"),
    ("stuck", "stuck"),
    ("stuck", "stuck --anonymous"),
    ("supervise", "supervise"),
];

/// What is made of one client's notes, or would be.
const OUT_OF_HAND: [(&str, &str); 6] = [
    ("export", "export"),
    ("export", "export --anonymous"),
    ("share", "share --with-balance --ask"),
    ("share-whole", "share --whole"),
    ("supervise", "supervise --anonymous"),
    ("erase", "erase --dry-run"),
];

/// A call, as a machine wrote it down.
const CALL: &str = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Alice Moreau>I will go?</v>\n\n00:05.000 --> 00:09.000\n<v Robin Vale>When?</v>\n";

/// What was seen: of which view, by which line, and what it said.
type Seen = (&'static str, String, Value);

/// Runs a line; a view that has nothing to show is refused, and an error has its schema, too.
fn look(practice: &Practice, name: &'static str, line: &str) -> Seen {
    let ran = practice.run(line.split_whitespace().chain(["--format", "json"]));
    let (name, text) = if ran.stdout.is_empty() { ("error", &ran.stderr) } else { (name, &ran.stdout) };
    let value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{line}: {error}: {text}"));
    (name, line.to_owned(), value)
}

fn look_at_all(practice: &Practice, clients: &[&str]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = OF_PRACTICE.iter().map(|(name, line)| look(practice, name, line)).collect();
    for client in clients {
        let lines = OF_CLIENT.iter().chain(&OUT_OF_HAND);
        seen.extend(lines.map(|(name, line)| look(practice, name, &format!("{line} {client}"))));
    }
    seen
}

/// The schema with every object of it closed.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            if keys.contains_key("properties") {
                keys.entry("additionalProperties").or_insert(json!(false));
            }
            keys.values_mut().for_each(close);
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn assert_fit(seen: &[Seen]) {
    let names: BTreeSet<&str> = seen.iter().map(|(name, ..)| *name).collect();
    let mut schemas = Map::new();
    let shapes = ViewShapes::read();
    for name in names {
        let mut schema = shapes.describe(name).expect("a schema");
        close(&mut schema);
        schemas.insert(name.to_owned(), schema);
    }
    let documents: Vec<Value> = seen
        .iter()
        .map(|(name, line, value)| json!({"schema": name, "line": line, "value": value}))
        .collect();
    let found = find_all_misfits(&json!({"schemas": schemas, "documents": documents}));
    assert_eq!(found.unwrap_or_default(), [""; 0]);
}

#[test]
fn every_view_of_the_example_fits_its_schema() {
    let practice = Practice::example();
    let seen = look_at_all(&practice, &["alice", "ben", "chiara", "tomas"]);
    assert_fit(&seen);
    let shown: BTreeSet<&str> = seen.iter().map(|(name, ..)| *name).collect();
    let wanted: BTreeSet<&str> =
        OF_PRACTICE.iter().chain(&OF_CLIENT).chain(&OUT_OF_HAND).map(|(name, _)| *name).collect();
    assert!(wanted.is_subset(&shown), "never shown: {:?}", wanted.difference(&shown));
}

#[test]
fn every_view_of_an_empty_practice_fits_its_schema() {
    let practice = Practice::nowhere();
    practice.coach("init").ok();
    assert_fit(&look_at_all(&practice, &[]));
    practice.coach("client new Ana Lund").ok();
    assert_fit(&look_at_all(&practice, &["ana-lund"]));
}

#[test]
fn every_view_of_notes_with_slips_fits_its_schema() {
    let practice = Practice::of_alice(&[
        (
            "sessions/2026-11-08.md",
            "---\nstatus: hold\nminutes: sixty\nalliance: {heard: 12}\n---\n## Quotes\n> I said\n",
        ),
        ("goals/lead.md", "---\nlevel: 9\nimportance: 7.5\n---\n# Lead\n"),
        (
            "plans/2026-11-08-walk.md",
            "---\ngoal: nothing\noutcome: did\n---\n# Walk\n- [ ] Boots due 2026-13-01\n- [/] Map\n",
        ),
        ("notes/2026-11-12.md", "no front matter\n\n- [ ] ask her #thread\n"),
    ]);
    assert_fit(&look_at_all(&practice, &["alice"]));
}

#[test]
fn what_comes_in_and_what_answers_fits_its_schema() {
    let practice = kept();
    let settings = practice.read("coach.yaml");
    practice.write("coach.yaml", format!("{settings}\nkeep_transcripts: 14 days\n"));
    practice.write(
        "in.eml",
        "From: alice@example.org\nMessage-ID: <1@x>\nDate: Mon, 23 Nov 2026 10:05:00 +0000\n\nI went.\n",
    );
    practice.lay_outside("2026-11-08.vtt", CALL.as_bytes());
    practice.lay_outside("old.csv", b"Client,Date,Minutes\nAlice Moreau,2026-09-21,60\nNobody Else,soon,x\n");
    git(&practice, &["init", "-q", "--bare", "-b", "main", "../between"]);
    git(&practice, &["remote", "add", "origin", "../between"]);
    practice.coach("client set alice agreed.recording=2026-01-01 email=alice@example.org").ok();
    practice.coach("client set alice sponsor.name=Paul sponsor.email=paul@example.org").ok();
    let outside = practice.outside().display().to_string();
    let lines = [
        ("receive", "receive in.eml"),
        ("import", "import OUTSIDE/2026-11-08.vtt --client alice"),
        ("listen", "listen alice 2026-11-08 --count"),
        ("import", "import OUTSIDE/old.csv --dry-run"),
        ("import", "import OUTSIDE/old.csv"),
        ("changed", "note alice Rang at nine"),
        ("changed", "thread add alice Look at the boat"),
        ("log", "log"),
        ("save", "save"),
        ("save", "save"),
        ("log", "log --most 3"),
        ("sync", "sync"),
        ("changed", "note remove alice 2026-11-12"),
        ("restore", "restore"),
        ("share-sponsor", "share alice --sponsor --draft"),
        ("erase-transcripts", "erase --transcripts --dry-run"),
        ("erase-prove", "erase --prove Nobody"),
        ("template-show", "template show prep.md"),
    ]
    .map(|(name, line)| (name, line.replace("OUTSIDE", &outside)));
    let seen: Vec<Seen> = lines.iter().map(|(name, line)| look(&practice, name, line)).collect();
    assert_fit(&seen);
    let refused: Vec<&Seen> = seen.iter().filter(|(name, ..)| *name == "error").collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn each_schema_is_one_and_each_view_is_looked_at_here() {
    let names = Practice::empty().coach("schema").ok().stdout;
    let views = names.lines().filter(|name| !name.contains('.') && *name != "error");
    let here = include_str!("views_validated.rs");
    let of_notes = ["client", "session", "goal", "plan", "note"];
    let missing: Vec<&str> =
        views.filter(|name| !of_notes.contains(name) && !here.contains(&format!("(\"{name}\", "))).collect();
    assert_eq!(missing, [""; 0]);
    let shapes = ViewShapes::read();
    let schemas: Map<String, Value> =
        shapes.list_names().map(|name| (name.to_owned(), shapes.describe(name).expect("a schema"))).collect();
    assert!(schemas.len() > 100, "{}", schemas.len());
    assert_eq!(find_all_misfits(&json!({"schemas": schemas, "documents": []})).unwrap_or_default(), [""; 0]);
}

#[test]
fn a_key_that_no_schema_tells_and_one_that_is_missing_are_found() {
    let practice = Practice::example();
    let (_, line, mut value) = look(&practice, "thread-list", "thread list alice");
    value["more"] = json!(1);
    value.as_object_mut().unwrap().remove("client");
    let mut schema = practice.coach("schema thread list").ok().json();
    close(&mut schema);
    let documents = json!([{"schema": "thread-list", "line": line, "value": value}]);
    let Some(found) = find_all_misfits(&json!({"schemas": {"thread-list": schema}, "documents": documents}))
    else {
        return;
    };
    assert_eq!(found.len(), 2, "{found:?}");
    practice.coach("schema thred list").fails(2).stderr_has("did you mean `thread-list`?");
}
