//! The schemas of the format, held against notes and answers by a validator of another hand.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::Practice;

/// What an independent validator finds that doesn't fit: `place key`, a line each. None where it isn't installed, which CI doesn't allow.
fn find_misfits(schema: &Value, yaml: &[String], json: &[Value]) -> Option<Vec<String>> {
    find_all_misfits(&json!({"schema": schema, "yaml": yaml, "json": json}))
}

/// The same for several schemas and documents at once: `line place key`, a line each.
pub fn find_all_misfits(given: &Value) -> Option<Vec<String>> {
    let python = std::env::var("COACH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/validate.py");
    let mut command = Command::new(python);
    command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ran = command.spawn().and_then(|mut child| {
        child.stdin.take().unwrap().write_all(given.to_string().as_bytes())?;
        child.wait_with_output()
    });
    match ran {
        Ok(ran) if ran.status.success() => {
            Some(String::from_utf8(ran.stdout).unwrap().lines().map(str::to_owned).collect())
        }
        Ok(ran) if ran.status.code() != Some(3) => panic!("{}", String::from_utf8_lossy(&ran.stderr)),
        _ => {
            assert!(std::env::var_os("CI").is_none(), "jsonschema has to be there in CI; set COACH_PYTHON");
            let _ = writeln!(std::io::stderr(), "SKIPPED: there is no Python with jsonschema");
            None
        }
    }
}

fn schema(practice: &Practice, what: &str) -> Value {
    practice.coach(&format!("schema {what}")).ok().json()
}

fn front_matter(text: &str) -> Option<String> {
    let yaml = text.strip_prefix("---\n")?;
    Some(yaml[..=yaml.find("\n---")?].to_owned())
}

#[test]
fn every_note_of_the_example_fits_its_schema() {
    let practice = Practice::example();
    let mut notes: Vec<(&str, String)> = Vec::new();
    for (path, bytes) in practice.snapshot() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let kinds = [
            ("client.md", "client"),
            ("/sessions/", "session"),
            ("/goals/", "goal"),
            ("/plans/", "plan"),
            ("/notes/", "note"),
        ];
        let kind = kinds.iter().find(|(part, _)| path.contains(part)).map(|(_, kind)| *kind);
        notes.extend(kind.zip(front_matter(&text)));
    }
    assert!(notes.len() > 40, "{}", notes.len());
    for kind in ["client", "session", "goal", "plan", "note"] {
        let yaml: Vec<String> =
            notes.iter().filter(|(of, _)| *of == kind).map(|(_, yaml)| yaml.clone()).collect();
        let found = find_misfits(&schema(&practice, kind), &yaml, &[]);
        assert_eq!(found.unwrap_or_default(), [""; 0], "{kind}");
    }
    let settings = practice.read("coach.yaml");
    assert_eq!(find_misfits(&schema(&practice, "coach.yaml"), &[settings], &[]).unwrap_or_default(), [""; 0]);
}

#[test]
fn what_check_tells_of_a_value_a_validator_tells_too() {
    let practice = Practice::empty();
    for (kind, yaml, wanted) in [
        ("session", "status: hold\n", "0 status 'hold' is not one of"),
        ("session", "alliance: {heard: 11}\n", "0 alliance/heard 11 is greater than the maximum of 10"),
        (
            "session",
            "balance: {vision: {rating: 0}}\n",
            "0 balance/vision/rating 0 is less than the minimum of 1",
        ),
        ("session", "date: soon\n", "0 date 'soon' does not match"),
        ("goal", "level: 3\n", "0 level 3 is not one of"),
        ("plan", "done: three\n", "0 done 'three' is not of type"),
        ("client", "areas: {a: 1}\n", "0 areas "),
    ] {
        let Some(found) = find_misfits(&schema(&practice, kind), &[yaml.to_owned()], &[]) else { return };
        assert!(found.len() == 1 && found[0].starts_with(wanted), "{yaml}: {found:?}");
    }
}

#[test]
fn what_programs_get_fits_its_schema() {
    let practice = Practice::of_alice(&[]);
    let changed = practice.coach("--format json note alice Words").ok().json();
    let error = practice.coach("--format json prep nobody").fails(2);
    let error: Value = serde_json::from_str(&error.stderr).expect("JSON");
    for (what, answer) in [("changed", changed), ("error", error)] {
        let found = find_misfits(&schema(&practice, what), &[], &[answer]);
        assert_eq!(found.unwrap_or_default(), [""; 0], "{what}");
        let found = find_misfits(&schema(&practice, what), &[], &[json!({})]);
        assert_ne!(found, Some(Vec::new()), "{what}");
    }
    assert!(practice.coach("schema").ok().stdout.starts_with("client\nsession\n"));
    practice.coach("schema nothing").fails(2);
}

#[test]
fn a_program_finds_one_object_whatever_the_notes_are_like() {
    let practice = Practice::of_alice(&[("goals/lead.md", "---\nlevel: 9\n---\n# Lead\n")]);
    let refused = practice.coach("--format json session show alice").fails(2).stdout_is("");
    let error: Value = serde_json::from_str(&refused.stderr).expect("one object");
    assert_eq!(error["error"]["code"], "missing");
    let answer = practice.coach("--format json goal set alice lead importance=7").ok().silent().json();
    assert_eq!(answer["problems"][0]["path"], "clients/alice/goals/lead.md");
    practice.coach("--format json goal set alice lead importance=8 --shared").ok().nowhere_has("goals/lead");
    practice.coach("session show alice").fails(2).stderr_has("lead.md:2:8: level");
}

#[test]
fn an_error_stands_alone_whatever_was_to_be_said_before_it() {
    let practice = Practice::of_alice(&[]).file("templates/signal-words.yaml", "x: [");
    practice.coach("supervise alice").fails(2).stderr_has("agreed.supervision=today");
    let refused = practice.coach("supervise alice --format json").fails(2);
    let error: Value = serde_json::from_str(&refused.stderr).expect("JSON alone");
    assert_eq!(error["error"]["code"], "damaged");
    std::fs::remove_file(practice.root().join("templates/signal-words.yaml")).expect("it goes");
    practice.coach("supervise alice --format json").ok().stderr_has("agreed.supervision=today");
}
