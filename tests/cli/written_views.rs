//! `-o FILE` and `--open`: a view that goes into a file.

use crate::harness::Practice;

#[test]
fn the_ending_of_the_file_says_the_format() {
    let practice = Practice::example();
    for (line, file, begins) in [
        ("share alice", "alice.html", "<!DOCTYPE html>"),
        ("share alice", "alice.md", "# Two mornings"),
        ("share alice", "alice.json", "{"),
        ("prep alice", "prep.html", "<!DOCTYPE html>"),
        ("prep --day", "day.html", "<!DOCTYPE html>"),
        ("calendar", "coaching.ics", "BEGIN:VCALENDAR"),
        ("report hours", "hours.csv", "Client Name,"),
        ("report hours", "hours.html", "<!DOCTYPE html>"),
        ("report sessions --client alice", "sessions.csv", "Date,"),
        ("report follow-through", "follow.html", "<!DOCTYPE html>"),
        ("report alliance", "alliance", "# Their marks"),
        ("report caseload", "caseload.html", "<!DOCTYPE html>"),
    ] {
        let ran = practice.coach(&format!("{line} -o {file}")).ok().stdout_is("");
        ran.stderr_has(&format!("written: {file}\n"));
        assert!(practice.read(file).starts_with(begins), "{line} -o {file}: {}", practice.read(file));
    }
    practice.coach("share alice -o page.html --format md").ok();
    assert!(practice.read("page.html").starts_with("# Two mornings"));
}

#[test]
fn what_stood_there_is_replaced_and_that_is_said() {
    let practice = Practice::example().file("alice.html", "older");
    practice.coach("share alice -o alice.html").ok().stderr_has("in place of what stood there");
    let page = practice.read("alice.html");
    practice.coach("share alice -o alice.html").ok().stderr_lacks("in place of");
    assert_eq!(practice.read("alice.html"), page);
    practice.coach("share alice -o -").ok().stdout_has("# Two mornings");
}

#[test]
fn nothing_goes_where_the_practice_keeps_its_own() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for file in [
        "clients/alice/page.html",
        "clients/page.html",
        "templates/share.html",
        "coach.yaml",
        ".git",
        "clients",
    ] {
        let ran = practice.run(["share", "alice", "-o", file]).fails(2).stdout_is("");
        ran.stderr_has("coach: ");
    }
    practice.coach("share alice -o nowhere/page.html").fails(2).stderr_has("folder that is there");
    practice.coach("share alice -o page.pdf").fails(2).stderr_has("writes no .pdf");
    practice.coach("goal list alice -o goals.html").fails(2).stderr_has("-o");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_dry_run_shows_the_file_as_a_diff_and_json_goes_into_it() {
    let practice = Practice::example().file("hours.csv", "old\n");
    let before = practice.snapshot();
    let dry = practice.coach("report hours -o hours.csv --dry-run").ok();
    dry.stdout_has("--- a/hours.csv").stdout_has("-old\n").stdout_has("+Client Name,");
    practice.coach("share alice -o alice.html --open --dry-run").ok().stdout_has("+<!DOCTYPE html>");
    // As git writes a file that stands elsewhere.
    let elsewhere = std::env::temp_dir().join("elsewhere.csv").display().to_string();
    practice
        .run(["report", "hours", "--dry-run", "-o", &elsewhere])
        .ok()
        .stdout_has(&format!("b{elsewhere}"))
        .stdout_lacks("//");
    practice.unchanged_but(&before, &[]);
    practice.coach("share alice -o alice.html --format json").ok().stdout_is("");
    assert!(practice.read("alice.html").starts_with('{'));
}

#[test]
fn a_file_for_a_client_holds_no_more_than_their_screen() {
    let practice = Practice::example();
    let screen = practice.coach("prep alice --shared --format html").ok().stdout;
    practice.coach("prep alice --shared -o alice.html").ok();
    assert_eq!(practice.read("alice.html"), screen);
    practice.coach("report hours --shared -o hours.csv").fails(2);
    assert!(!practice.has("hours.csv"));
}

#[cfg(unix)]
#[test]
fn what_is_opened_is_the_file_or_a_page_in_a_folder_of_ones_own() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = Practice::example();
    let seen = practice.outside().join("seen");
    std::fs::write(practice.home().join("browser.sh"), format!("cp \"$1\" {}\n", seen.display())).unwrap();
    let browser = format!("sh {}", practice.home().join("browser.sh").display());
    let practice = practice.env("BROWSER", browser);
    practice.coach("share alice --open").ok().stdout_is("");
    assert!(std::fs::read_to_string(&seen).unwrap().starts_with("<!DOCTYPE html>"));
    let kept = practice.home().join(".local/state/coach/opened/page.html");
    assert_eq!(std::fs::metadata(kept).unwrap().permissions().mode() & 0o077, 0);
    practice.coach("calendar --open").ok();
    assert!(std::fs::read_to_string(&seen).unwrap().starts_with("BEGIN:VCALENDAR"));
    practice.coach("report hours --open -o hours.csv").ok();
    assert!(std::fs::read_to_string(&seen).unwrap().starts_with("Client Name,"));
    let none = practice.env("BROWSER", "/no/such/browser");
    none.coach("share alice --open").fails(2).stderr_has("no program opened it").stderr_has("page.html");
}
