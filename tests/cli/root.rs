//! Which practice is meant.

use crate::harness::Practice;

const JO: &str = "---\nname: Jo Lee\n---\n";

fn two() -> Practice {
    Practice::nowhere()
        .file("one/coach.yaml", "format: 1\n")
        .file("one/clients/jo/client.md", JO)
        .file("two/coach.yaml", "format: 1\n")
        .file("two/clients/kim/client.md", "---\nname: Kim\n---\n")
}

#[test]
fn the_option_comes_first() {
    let practice = two().env("COACH_PRACTICE", "../two").working_in("one/deep");
    practice.coach("--practice .. client list").ok().stdout_has("Jo Lee");
    practice.coach("client list --practice ..").ok().stdout_has("Jo Lee");
}

#[test]
fn the_variable_comes_second() {
    two().env("COACH_PRACTICE", "../two").working_in("one").coach("client list").ok().stdout_has("Kim");
    two().env("COACH_PRACTICE", "").working_in("one").coach("client list").ok().stdout_has("Jo Lee");
}

#[test]
fn the_nearest_marker_at_or_above_the_working_folder_comes_third() {
    two().working_in("one").coach("client list").ok().stdout_has("Jo Lee");
    two().working_in("one/clients/jo/sessions").coach("client list").ok().stdout_has("Jo Lee");
    let nested = two().file("one/inner/coach.yaml", "").file("one/inner/clients/li/client.md", "# Li\n");
    nested.working_in("one/inner/clients").coach("client list").ok().stdout_has("li").stdout_lacks("Jo Lee");
}

#[test]
fn the_configuration_comes_last() {
    let practice = two();
    let config = practice.outside();
    std::fs::create_dir(config.join("coach")).unwrap();
    let text = format!("practice: {}\nother: kept\n", practice.root().join("two").display());
    std::fs::write(config.join("coach/config.yaml"), text).unwrap();
    practice.env("XDG_CONFIG_HOME", config).coach("client list").ok().stdout_has("Kim");
}

#[cfg(target_os = "linux")]
#[test]
fn the_configuration_stands_below_home_otherwise_and_knows_the_tilde() {
    let practice = two();
    let home = practice.home();
    std::fs::create_dir_all(home.join(".config/coach")).unwrap();
    std::fs::write(home.join(".config/coach/config.yaml"), "practice: ~/../practice/two\n").unwrap();
    practice.coach("client list").ok().stdout_has("Kim");
}

#[test]
fn a_configuration_that_is_no_yaml_is_told_with_its_place() {
    let practice = two();
    let config = practice.outside();
    std::fs::create_dir(config.join("coach")).unwrap();
    std::fs::write(config.join("coach/config.yaml"), "practice: [\n").unwrap();
    let ran = practice.env("XDG_CONFIG_HOME", config).coach("client list");
    ran.fails(2).stderr_has("config.yaml:").stderr_has("practice: /path");
}

#[test]
fn without_any_practice_the_way_to_one_is_told() {
    let ran = two().coach("prep").fails(2).stdout_is("");
    ran.stderr_has("coach.yaml").stderr_has("--practice DIR").stderr_has("coach init DIR");
}

#[test]
fn a_named_folder_that_is_no_practice_is_refused() {
    let practice = two().file("three/readme.md", "");
    practice.coach("--practice three client list").fails(2).stderr_has("three isn't a practice");
    practice.coach("--practice four client list").fails(2).stderr_has("four isn't a practice");
    practice
        .env("COACH_PRACTICE", "three")
        .coach("client list")
        .fails(2)
        .stderr_has("three isn't a practice");
}

#[test]
fn coach_alone_outside_a_practice_is_a_welcome() {
    let ran = Practice::nowhere().coach("").ok();
    ran.stdout_has("coach demo").stdout_has("coach init").silent();
}
