//! The manual: that it is whole, that what shows manuals has nothing to say about it, and that a terminal gets it shown.

use std::process::Command;

use crate::harness::{Practice, installed};

/// A practice with all pages in a folder beside it, and their names.
fn pages() -> (Practice, Vec<String>) {
    // A day that is past on every clock.
    let practice = Practice::nowhere().today("2020-01-01");
    let folder = practice.outside();
    practice.run(["man", "--dir", folder.to_str().unwrap()]).ok().stdout_is("").stderr_has(" pages are in ");
    let names =
        std::fs::read_dir(folder).unwrap().map(|page| page.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    (practice, names)
}

#[test]
fn every_command_has_a_page() {
    fn walk(command: &clap::Command, name: &str, found: &mut Vec<String>) {
        found.push(format!("{name}.1"));
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            walk(inner, &format!("{name}-{}", inner.get_name()), found);
        }
    }
    let (practice, names) = pages();
    let mut wanted = Vec::new();
    walk(&coach::cli::tree(), "coach", &mut wanted);
    wanted.sort();
    assert_eq!(names, wanted);
    let page = std::fs::read_to_string(practice.outside().join("coach-plan-set.1")).unwrap();
    insta::assert_snapshot!(page.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn what_shows_manuals_finds_nothing_to_complain_about() {
    let (practice, names) = pages();
    let say = |program: &str, arguments: &[&str]| {
        let ran = Command::new(program).args(arguments).args(&names).current_dir(practice.outside()).output();
        let ran = ran.unwrap();
        String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr)
    };
    if installed("mandoc") {
        assert_eq!(say("mandoc", &["-T", "lint", "-W", "warning"]), "");
    }
    if installed("groff") {
        assert_eq!(say("groff", &["-man", "-ww", "-z", "-K", "utf8", "-T", "utf8"]), "");
    }
}

#[test]
fn pages_are_written_anew() {
    let (practice, names) = pages();
    let page = practice.outside().join(&names[0]);
    let before = std::fs::read(&page).unwrap();
    std::fs::write(&page, "an older page").unwrap();
    practice.run(["man", "--dir", practice.outside().to_str().unwrap()]).ok();
    assert_eq!(std::fs::read(&page).unwrap(), before);
    practice.run(["man", "--dir", "/dev/null/man1"]).fails(2).stderr_has("/dev/null/man1 could not be made");
}

#[test]
fn in_a_pipe_the_manual_is_roff() {
    Practice::nowhere().coach("man").ok().silent().stdout_has_in_order(&[
        ".TH COACH 1 2026-11-24",
        ".SH COMMANDS",
        "coach\\-prep(1)",
        ".SH \"EXIT STATUS\"",
        ".SH ENVIRONMENT",
        ".SH FILES",
    ]);
    Practice::nowhere().coach("man plan new").ok().silent().stdout_has("coach\\-plan\\-new \\- Make a plan");
    Practice::nowhere()
        .coach("man plan nothing")
        .fails(2)
        .stderr_has("`plan nothing`")
        .stderr_has("coach --help");
}

#[test]
#[cfg(unix)]
fn on_a_terminal_man_shows_it_where_it_can() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = Practice::nowhere();
    let man = practice.outside().join("man");
    let can = |script: &str| {
        std::fs::write(&man, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&man, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    let practice = practice.env("PATH", format!("{}:/usr/bin:/bin", man.parent().unwrap().display()));
    can("[ \"$1 $2\" = '-l -' ] && head -n 3 && echo as a page");
    let shown = practice.talk("man").ends_well().scroll;
    assert!(shown.contains("as a page") && !shown.contains("SEE ALSO"), "{shown}");
    can("cat >/dev/null; exit 1");
    let shown = practice.talk("man").ends_well().scroll;
    assert!(shown.contains(".SH \"SEE ALSO\""), "{shown}");
}
