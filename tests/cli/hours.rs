//! `report hours`, `sessions` and `caseload`.

use serde_json::{Value, json};

use crate::harness::Practice;

const BOB: &str = "---\nname: =cmd|'/c calc'!A1\nlog_consent: 2026-01-01\nemail: bob@example.org\nfee: pro-bono\nhours_before: {paid: 30, pro_bono: 1.5}\nsince: 2025-05-01\n---\n";

/// Bob, with sessions of every sort, and Eve, who hasn't agreed to stand in the log.
fn of_every_sort() -> Practice {
    let session = |practice: Practice, day: &str, keys: &str| {
        practice.file(&format!("clients/bob/sessions/{day}.md"), format!("---\n{keys}\n---\n"))
    };
    let practice = Practice::empty()
        .file("clients/bob/client.md", BOB)
        .file("clients/eve/client.md", "---\nname: Eve\n---\n")
        .file("clients/eve/sessions/2026-10-01.md", "---\nminutes: 60\n---\n");
    [
        ("2026-09-01", "minutes: 50"),
        ("2026-09-15", "minutes: 70\nfee: paid"),
        ("2026-10-01", "minutes: 90\nkind: group\ngroup_size: 6"),
        ("2026-10-02", "minutes: 30\nkind: team\ngroup_size: 16"),
        ("2026-10-03", "minutes: 60\nstatus: cancelled\ncharged: true"),
        ("2026-10-04", "minutes: 60\nstatus: planned"),
        ("2026-10-05", "status: held"),
    ]
    .into_iter()
    .fold(practice, |practice, (day, keys)| session(practice, day, keys))
}

#[test]
fn hours_are_added_up_as_by_hand() {
    let log = of_every_sort().json("report hours");
    // Before: 30 paid and 1.5 given. Then 50 minutes given and 70 paid alone, 90 and 30 given in groups.
    let alone = &log["clients"][0];
    assert_eq!(
        (&alone["kind"], &alone["start"], &alone["end"]),
        (&json!("individual"), &json!("2025-05-01"), &json!("2026-09-15"))
    );
    assert_eq!((&alone["paid_hours"], &alone["pro_bono_hours"]), (&json!(31.166_667), &json!(2.333_333)));
    let groups: Vec<_> =
        [1, 2].map(|at| (&log["clients"][at]["group_size"], &log["clients"][at]["pro_bono_hours"])).into();
    assert_eq!(groups, [(&json!(6), &json!(1.5)), (&json!(16), &json!(0.5))]);
    assert_eq!(
        (&log["total"]["paid_hours"], &log["total"]["pro_bono_hours"]),
        (&json!(31.166_667), &json!(4.333_333))
    );
    assert_eq!((&log["total"]["hours"], &log["total"]["group_hours"]), (&json!(35.5), &json!(2)));
    // Eve's hour was held, too.
    assert_eq!(
        (&log["held"]["hours"], &log["left_out"]),
        (&json!(36.5), &json!([{"reason": "no-consent", "calls": 1, "hours": 1}]))
    );
    assert_eq!((&log["unconfirmed"], &log["without_consent"]), (&json!(1), &json!(1)));
    assert_eq!(log["without_minutes"][0]["path"], "clients/bob/sessions/2026-10-05.md");
    assert_eq!(log["months"][0]["month"], "2026-09-01");
    let acc = &log["credentials"][0]["asks"];
    // The half hour with sixteen people counts for nothing there; six are six clients.
    assert_eq!((&acc[0]["have"], &acc[2]["have"], &acc[3]["have"]), (&json!(35), &json!(6), &json!(3.5)));
}

/// A practice of everything that an auditor would look at, with the minutes of each call worked by hand in the tests below.
fn audited() -> Practice {
    let practice = Practice::empty()
        .file("coach.yaml", "format: 1\ntraining_since: 2025-03-01\n")
        .file("clients/alice/client.md", "---\nname: Alice Moreau\nlog_consent: 2026-01-12\nemail: alice@example.org\n---\n")
        .file("clients/blue/client.md", "---\nname: Blue team\nlog_consent: 2026-01-12\nkind: team\ngroup_size: 8\nfee: pro-bono\n---\n")
        .file("clients/hall/client.md", "---\nname: The hall\nlog_consent: 2026-01-12\nkind: group\ngroup_size: 30\n---\n")
        .file("clients/ben/client.md", "---\nname: Ben\n---\n")
        .file("clients/cara/client.md", "---\nname: Cara Lind\nlog_letter: 2026-02-01\norganisation: Harbour House\nemail: cara@example.org\nsince: 2024-01-01\nhours_before: {paid: 10, pro_bono: 2.5}\n---\n")
        .file("clients/own/client.md", "---\nname: My supervisor\nlog_consent: 2026-01-12\nkind: supervision\n---\n");
    [
        ("alice", "2025-02-10", "minutes: 60"),
        ("alice", "2025-06-01T10:00", "minutes: 50"),
        ("alice", "2026-10-01", "minutes: 60\nkind: mentor-coaching"),
        ("alice", "2026-10-02T09:00", "minutes: 60"),
        ("alice", "2026-10-02T09:30", "minutes: 60"),
        ("alice", "2026-10-03", "minutes: 500"),
        ("blue", "2026-09-01", "minutes: 90"),
        ("blue", "2026-09-15", "minutes: 90\nfee: paid"),
        ("hall", "2026-09-02", "minutes: 120"),
        ("ben", "2026-09-03", "minutes: 45"),
        ("cara", "2026-09-04", "minutes: 60"),
        ("own", "2026-09-05", "minutes: 60"),
    ]
    .into_iter()
    .fold(practice, |practice, (client, when, keys)| {
        let file = when.replace("T09:30", "-2");
        let path = format!("clients/{client}/sessions/{}.md", file.split('T').next().unwrap());
        practice.file(&path, format!("---\ndate: {when}\nstatus: held\n{keys}\n---\n"))
    })
}

fn by_reason(of: &Value) -> Vec<(String, i64, f64)> {
    let one = |one: &Value| {
        let minutes = one["hours"].as_f64().unwrap() * 60.0;
        (one["reason"].as_str().unwrap().to_owned(), one["calls"].as_i64().unwrap(), minutes.round())
    };
    of.as_array().unwrap().iter().map(one).collect()
}

fn in_minutes(hours: &Value) -> i64 {
    format!("{:.0}", hours.as_f64().unwrap() * 60.0).parse().unwrap()
}

#[test]
fn what_was_held_and_what_can_be_logged_to_the_minute() {
    let log = audited().json("report hours");
    // 790 of Alice, 180, 120, 45, 60 and 750 before of Cara, 60 of one's own supervision.
    assert_eq!((in_minutes(&log["held"]["hours"]), in_minutes(&log["total"]["hours"])), (2005, 1280));
    assert_eq!(
        by_reason(&log["left_out"]),
        [
            ("no-consent".to_owned(), 1, 45.0),
            ("not-coaching".to_owned(), 2, 120.0),
            ("over-eight-hours".to_owned(), 1, 500.0),
            ("overlaps".to_owned(), 1, 60.0),
        ]
    );
    let names: Vec<&Value> = log["clients"].as_array().unwrap().iter().map(|line| &line["name"]).collect();
    assert_eq!(names, ["Alice Moreau", "Blue team", "By letter: Harbour House", "The hall"]);
    assert_eq!(in_minutes(&log["before_training"]["hours"]), 60);
    audited()
        .coach("report hours")
        .ok()
        .stdout_has("33.42 hours were held, **21.33 can be logged**")
        .stdout_lacks("Cara")
        .stdout_has("overlaps the one before it");
}

#[test]
fn what_counts_for_a_credential_what_does_not_and_why() {
    let practice = audited();
    let log = practice.json("report hours --credential ACC");
    let acc = &log["credentials"][0];
    assert_eq!(log["credentials"].as_array().unwrap().len(), 1);
    // 110 of Alice, 180 of eight people, 60 by letter.
    let have: Vec<(&str, f64)> = acc["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| (ask["what"].as_str().unwrap(), ask["have"].as_f64().unwrap()))
        .collect();
    assert_eq!(have, [("hours", 5.833_333), ("paid", 4.333_333), ("clients", 10.0), ("recent", 5.833_333)]);
    assert_eq!(in_minutes(&log["total"]["hours"]), 350);
    assert_eq!(
        by_reason(&acc["not_counted"])[4..],
        [
            ("before-training".to_owned(), 1, 60.0),
            ("undated".to_owned(), 2, 750.0),
            ("large-group".to_owned(), 1, 120.0),
        ]
    );
    // The fifty minutes of June 2025 lie in the eighteen months until the first of December.
    assert_eq!(acc["asks"][3]["next_out"], json!({"date": "2026-12-02", "hours": 0.833_333}));
    assert_eq!(
        (&acc["reached"], &acc["asks"][0]["missing"], &acc["asks"][2]["missing"]),
        (&json!(false), &json!(94.166_667), &json!(0))
    );
    practice
        .coach("report hours --credential acc --sources")
        .ok()
        .stdout_has("94.17 hours are missing")
        .stdout_has(
            "- 2025-02-10 alice, 1 hour: before training began (clients/alice/sessions/2025-02-10.md:4)",
        )
        .stdout_has("- 2026-09-04 cara, 1 hour: counts")
        .stdout_has("0.83 hours fall out of the 18 months on 2 Dec");
    practice.coach("report hours --credential mcc").ok().stdout_has("a PCC, held now or earlier");
    practice.coach("report hours --credential abc").fails(2).stderr_has("acc, pcc, mcc");
    practice.coach("report hours --credential acc --client alice").fails(2).stderr_has("leave out");
}

#[test]
fn an_application_gets_only_what_counts_and_nobody_who_has_not_agreed() {
    let practice = audited();
    let ran = practice.coach("report hours --credential acc --format csv --excel").ok();
    let rows: Vec<&str> = ran.stdout.trim_start_matches('\u{feff}').lines().collect();
    assert!(ran.stdout.starts_with('\u{feff}'));
    assert_eq!(
        rows[1..],
        [
            "Alice Moreau,Individual,,alice@example.org,2025-06-01,2026-10-02,1.83,0",
            "Blue team,Group,8,,2026-09-01,2026-09-15,1.5,1.5",
            "By letter: Harbour House,Individual,,,2026-09-04,2026-09-04,1,0",
        ]
    );
    ran.stderr_has("1 client hasn't agreed").nowhere_has("Cara").nowhere_has("Ben");
    practice.coach("report hours --excel").fails(2).stderr_has("--format csv");
}

#[test]
fn excel_gets_the_separators_of_its_region_and_programs_get_commas() {
    let rows = |locale: &str, line: &str| {
        let practice = audited().env("LC_ALL", locale);
        practice.coach(line).ok().stdout.lines().nth(1).map(str::to_owned).unwrap_or_default()
    };
    let log = "report hours --credential acc --format csv";
    let plain = "Alice Moreau,Individual,,alice@example.org,2025-06-01,2026-10-02,1.83,0";
    assert_eq!(rows("de_DE.UTF-8", log), plain);
    assert_eq!(rows("en_GB.UTF-8", &format!("{log} --excel")), plain);
    assert_eq!(
        rows("de_DE.UTF-8", &format!("{log} --excel")),
        plain.replace(',', ";").replace("1.83", "1,83")
    );
    let sessions = "report sessions --client alice --format csv --excel";
    let table = audited().env("LC_ALL", "fr_FR.UTF-8").coach(sessions).ok().stdout;
    assert!(table.starts_with("\u{feff}Date;Status;Minutes;"), "{table}");
    audited().coach("report sessions --client alice --excel").fails(2).stderr_has("--format csv");
}

#[test]
fn without_the_day_on_which_training_began_nothing_is_reached() {
    let practice = Practice::of_alice(&[("sessions/2026-09-01.md", "---\nminutes: 480\nstatus: held\n---\n")])
        .file("clients/alice/client.md", "---\nname: Alice\nlog_consent: 2026-01-01\n---\n")
        .file("templates/credentials.yaml", "- id: mine\n  name: Mine\n  rules:\n  - {rule: hours, at_least: 8, source: a book, read: 2025-01-01}\n  - {rule: since-training, source: a book, read: 2025-01-01}\n");
    let ran = practice.coach("report hours --credential mine").ok();
    ran.stdout_has("`training_since`").stdout_has("a book, read 2025-01-01: more than a year ago");
    assert_eq!(practice.json("report hours")["credentials"][0]["reached"], false);
    let practice = practice.file("coach.yaml", "format: 1\ntraining_since: 2024-01-01\n");
    assert_eq!(practice.json("report hours")["credentials"][0]["reached"], true);
}

#[test]
fn every_line_of_the_example_adds_up_to_its_total() {
    let log = Practice::example().json("report hours");
    let lines = log["clients"].as_array().unwrap();
    for kind in ["paid_hours", "pro_bono_hours"] {
        let sum: f64 = lines.iter().filter_map(|line| line[kind].as_f64()).sum();
        assert!((sum - log["total"][kind].as_f64().unwrap()).abs() < 1e-4, "{kind}");
        let months = log["months"].as_array().unwrap().iter().filter_map(|month| month[kind].as_f64());
        let before = if kind == "pro_bono_hours" { 2.0 } else { 0.0 };
        assert!((months.sum::<f64>() + before - sum).abs() < 1e-4, "{kind} by month");
    }
}

#[test]
fn the_log_is_csv_that_a_spreadsheet_takes_for_text() {
    let practice = of_every_sort();
    let ran = practice.coach("report hours --format csv").ok().stderr_has("1 client hasn't agreed");
    assert_eq!(ran.stdout.matches('\n').count(), ran.stdout.matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("RFC 4180");
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[0][0], "'=cmd|'/c calc'!A1");
    let rest: Vec<&str> = rows[0].iter().skip(1).collect();
    assert_eq!(rest, ["Individual", "", "bob@example.org", "2025-05-01", "2026-09-15", "31.17", "2.33"]);
    assert_eq!((&rows[1][2], &rows[2][2]), ("6", "16"));
    practice.coach("prep bob --format csv").fails(2).stderr_has("no table");
}

#[test]
fn an_invoice_has_what_was_held_or_is_charged() {
    let practice = of_every_sort();
    let report = practice.json("report sessions --client bob --since 2026-09-15");
    let lines = report["sessions"].as_array().unwrap();
    let of = |line: &Value| (line["date"].as_str().unwrap().to_owned(), line["charged"] == true);
    let seen: Vec<(String, bool)> = lines.iter().map(of).collect();
    let wanted = [
        ("2026-09-15", true),
        ("2026-10-01", false),
        ("2026-10-02", false),
        ("2026-10-03", true),
        ("2026-10-05", false),
    ];
    assert_eq!(seen, wanted.map(|(day, charged)| (day.to_owned(), charged)));
    assert_eq!((&report["charged"], &report["charged_minutes"]), (&json!(2), &json!(130)));
    let october = practice.json("report sessions --client bob --since 2026-10-01 --until 2026-10-02");
    assert_eq!(october["sessions"].as_array().unwrap().len(), 2);
    practice.coach("report sessions").fails(2).stderr_has("--client");
    practice.coach("report sessions --client bob --since 2026-10-01 --until 2026-09-01").fails(2);
}

#[test]
fn the_caseload_is_in_the_order_of_the_next_call() {
    let practice = Practice::example();
    let caseload = practice.json("report caseload");
    let ids: Vec<&Value> = caseload["clients"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["alice", "ben", "tomas", "chiara"]);
    let alice = &caseload["clients"][0];
    assert_eq!(
        (&alice["held"], &alice["agreed"], &alice["last_read"]),
        (&json!(10), &json!(12), &Value::Null)
    );
    let bare = of_every_sort().json("report caseload");
    assert_eq!(bare["clients"][1]["unknown"].as_array().unwrap().len(), 10);
    for report in ["hours", "caseload"] {
        practice.coach(&format!("report {report} --shared")).fails(2).nowhere_has("Ben");
    }
}

#[test]
fn what_credentials_ask_for_is_the_coachs_own_list() {
    let list = "- id: mine\n  name: Mine\n  rules:\n  - {rule: hours, at_least: 35, source: their page, read: 2026-11-01}\n";
    let practice = of_every_sort().file("templates/credentials.yaml", list);
    let log = practice.json("report hours");
    let one = &log["credentials"][0];
    assert_eq!(
        (&one["id"], &one["reached"], &one["asks"][0]["have"]),
        (&json!("mine"), &json!(true), &json!(35.5))
    );
    assert_eq!(one["rules"], json!([{"source": "their page", "read": "2026-11-01", "old": false}]));
    assert_eq!(practice.json("report hours --since 2026-09-01")["credentials"], json!([]));
    let broken = practice.file(
        "templates/credentials.yaml",
        "- {id: mine, name: Mine, rules: [{rule: hours, source: a, read: 2026-11-01}]}\n",
    );
    broken
        .coach("report hours")
        .fails(2)
        .stderr_has("templates/credentials.yaml:1:")
        .stderr_has("lacks `at_least`");
}

#[test]
fn calls_that_were_set_aside_are_named_with_why() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-10-01.md", "---\nstatus: hled\nminutes: 60\n---\nWords.\n"),
        ("sessions/2026-11-08.md", "---\nstatus: held\nminutes: 60\n---\nWords.\n"),
    ]);
    let told = practice.coach("report hours").ok().stdout_has("Set aside until you have looked");
    told.stdout_has("- clients/alice/sessions/2026-10-01.md:2: ").stdout_has("1 hour was held");
    let hours = practice.json("report hours");
    assert_eq!(hours["set_aside"].as_array().unwrap().len(), 1);
    assert_eq!(hours["set_aside"][0]["source"]["path"], "clients/alice/sessions/2026-10-01.md");
    assert_eq!(practice.json("report hours --since 2026-11-01")["set_aside"], serde_json::json!([]));
    practice.coach("report hours --since 2026-11-01").ok().stdout_lacks("Set aside");
}
