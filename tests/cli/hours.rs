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
        (&json!("individual"), &json!("2025-05-01"), &json!("2026-10-05"))
    );
    assert_eq!((&alone["paid_hours"], &alone["pro_bono_hours"]), (&json!(31.166_667), &json!(2.333_333)));
    let group = &log["clients"][1];
    assert_eq!(
        (&group["group_size"], &group["large"], &group["pro_bono_hours"]),
        (&json!(16), &json!(true), &json!(2))
    );
    assert_eq!(
        (&log["total"]["paid_hours"], &log["total"]["pro_bono_hours"]),
        (&json!(31.166_667), &json!(4.333_333))
    );
    assert_eq!((&log["total"]["hours"], &log["total"]["group_hours"]), (&json!(35.5), &json!(2)));
    assert_eq!((&log["unconfirmed"], &log["without_consent"]), (&json!(1), &json!(1)));
    assert_eq!(log["without_minutes"][0]["path"], "clients/bob/sessions/2026-10-05.md");
    assert_eq!(log["months"][0]["month"], "2026-09-01");
    let acc = &log["credentials"][0]["asks"];
    assert_eq!((&acc[0]["have"], &acc[2]["have"], &acc[3]["have"]), (&json!(35.5), &json!(1), &json!(4)));
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
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[0][0], "'=cmd|'/c calc'!A1");
    let rest: Vec<&str> = rows[0].iter().skip(1).collect();
    assert_eq!(rest, ["Individual", "", "bob@example.org", "2025-05-01", "2026-10-05", "31.17", "2.33"]);
    assert_eq!(&rows[1][2], "16");
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
    let practice = of_every_sort().file("templates/credentials.yaml", "- {name: Mine, hours: 35}\n");
    let log = practice.json("report hours");
    assert_eq!(
        log["credentials"],
        json!([{"name": "Mine", "asks": [{"what": "hours", "have": 35.5, "of": 35, "months": null}], "reached": true}])
    );
    assert_eq!(practice.json("report hours --since 2026-09-01")["credentials"], json!([]));
    let broken = practice.file("templates/credentials.yaml", "- {name: Mine, ours: 35}\n");
    broken.coach("report hours").fails(2).stderr_has("templates/credentials.yaml:1:");
}
