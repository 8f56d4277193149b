//! The README's picture: the terminal's own output, as an SVG. To make it anew: `COACH_UPDATE=1 cargo test --test readme`.

use std::process::Command;

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/prep.svg");
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/practice");

#[test]
fn the_picture_is_a_real_prep() {
    let output = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["--practice", EXAMPLE, "--today", "2026-11-24T09:50", "--color", "always", "prep", "alice"])
        .env_clear()
        .env("COLUMNS", "84")
        .output()
        .expect("coach runs");
    assert!(output.status.success());
    let text = format!("$ coach prep alice\n\n{}", String::from_utf8_lossy(&output.stdout));
    let picture = anstyle_svg::Term::new().min_width_px(760).render_svg(&text);
    if std::env::var_os("COACH_UPDATE").is_some() {
        std::fs::write(PICTURE, &picture).expect("the picture is written");
    }
    let kept = std::fs::read_to_string(PICTURE).unwrap_or_default();
    assert!(kept == picture, "docs/prep.svg is out of date: COACH_UPDATE=1 cargo test --test readme");
}
