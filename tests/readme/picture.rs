//! The pictures of the documentation: the terminal's own output as an SVG, and what draws itself. To make them anew:
//! `COACH_UPDATE=1 cargo test --test readme`.

use std::path::Path;
use std::process::Command;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/practice");

fn coach(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["--practice", EXAMPLE, "--today", "2026-11-24T09:50"])
        .args(arguments)
        .env_clear()
        .env("COLUMNS", "84")
        .output()
        .expect("coach runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn is_up_to_date(file: &str, picture: &str) {
    let path = Path::new(DOCS).join(file);
    if std::env::var_os("COACH_UPDATE").is_some() {
        std::fs::write(&path, picture).expect("the picture is written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == picture, "docs/{file} is out of date: COACH_UPDATE=1 cargo test --test readme");
}

#[test]
fn the_picture_is_a_real_prep() {
    let text = format!("$ coach prep alice\n\n{}", coach(&["--color", "always", "prep", "alice"]));
    is_up_to_date("prep.svg", &anstyle_svg::Term::new().min_width_px(760).render_svg(&text));
}

#[test]
fn the_drawing_is_a_real_balance() {
    is_up_to_date("balance.svg", &coach(&["balance", "show", "alice", "--format", "svg"]));
}
