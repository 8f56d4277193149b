//! `coach log` where people got other names, left, and others came who look alike.

use crate::harness::Practice;
use crate::saving::kept;

/// Commands act as if it were long ago: commits are of today, whenever that is.
fn kept_for_long() -> Practice {
    let mut practice = kept();
    practice.acts_on("2025-11-24T10:00");
    practice
}

#[test]
fn the_log_of_somebody_renamed_goes_on_to_what_was_before() {
    let practice = kept_for_long();
    practice.coach("client new Ann Bell").ok();
    practice.coach("note ann She rang").ok();
    practice.coach("save").ok();
    practice.coach("client rename ann-bell Anna Bell").ok();
    practice.coach("note anna She wrote").ok();
    let is_told = |command: &str, lines: usize| {
        let log = practice.coach(command).ok().stdout_has("Anna Bell: renamed, ann-bell until then");
        let log = log.stdout_has("wrote who they are; wrote the note of 2025-11-24-1000 (");
        assert_eq!(log.stdout.lines().count(), lines, "{}", log.stdout);
    };
    is_told("log anna", 3);
    practice.coach("save").ok();
    is_told("log anna", 2);
    // Somebody else may get the name afterwards.
    practice.coach("client new Ann Bell").ok();
    practice.coach("save").ok();
    is_told("log anna", 2);
}

#[test]
fn somebody_new_is_never_told_as_somebody_else_renamed() {
    let practice = kept_for_long();
    practice.coach("client new Zoe").ok();
    practice.coach("session new zoe --on 2026-12-01").ok();
    practice.coach("note zoe She rang").ok();
    practice.coach("save").ok();
    practice.coach("client archive zoe").ok();
    practice.coach("client new Ida").ok();
    practice.coach("session new ida --on 2026-12-01").ok();
    practice.coach("save").ok();
    practice
        .coach("log ida")
        .ok()
        .stdout_has("wrote who they are")
        .stdout_lacks("renamed")
        .stdout_lacks("zoe");
    practice.coach("log").ok().stdout_has("zoe: took away who they are and 2 notes").stdout_lacks("renamed");
}

#[test]
fn somebody_put_away_is_told_once() {
    let practice = Practice::example();
    practice.coach("client archive chiara").ok();
    practice.coach("log").ok().stdout_has("chiara: archived (coach client archive)").stdout_lacks("removed");
    practice.coach("restore clients/chiara").ok();
    practice.coach("log").ok().stdout_has(": brought back (coach restore)").stdout_lacks("restored");
}
