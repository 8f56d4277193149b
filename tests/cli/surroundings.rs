//! `config`, `doctor` and `template`: where each setting comes from, what is to mend around coach, and words of one's own.

use crate::harness::Practice;

#[test]
fn each_setting_says_where_it_stands() {
    let practice = Practice::empty()
        .file("coach.yaml", "format: 1\nCoach: Robin Vale\ntimezone: Europe/Paris\nsignals: {sure: 8}\n")
        .env("EDITOR", "nano -w")
        .env("COLUMNS", "72");
    let config = practice.json("config");
    let find = |key: &str| {
        let all = config["settings"].as_array().unwrap();
        let one = all.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key}"));
        (one["value"].clone(), one["from"].as_str().unwrap().to_owned())
    };
    assert_eq!(find("coach"), ("Robin Vale".into(), "coach.yaml:2".to_owned()));
    assert_eq!(find("timezone").1, "coach.yaml:3");
    assert_eq!(find("mail"), (serde_json::Value::Null, "built in".to_owned()));
    assert_eq!(find("editor"), ("nano -w".into(), "EDITOR".to_owned()));
    assert_eq!(find("columns"), ("72".into(), "COLUMNS".to_owned()));
    assert_eq!(find("signals.chain"), ("3".into(), "built in".to_owned()));
    assert_eq!(find("today").1, "--today");
    practice.coach("config").ok().stdout_has("- `coach`: Robin Vale (coach.yaml:2)");
    practice.coach("config --shared").fails(2).stdout_is("");
}

#[test]
fn what_is_to_mend_around_it_is_told_in_a_line_each() {
    let practice = Practice::empty().env("LC_ALL", "de_DE.ISO-8859-1").env("EDITOR", "no-such-editor");
    let told = practice.coach("doctor").ok();
    told.stdout_has_in_order(&[
        "## To mend",
        "time zone: write `timezone:",
        "editor: put the command",
        "locale: set one",
    ]);
    let before = practice.snapshot();
    practice.coach("doctor --format json").ok();
    practice.unchanged_but(&before, &[]);
    Practice::nowhere().coach("doctor").ok().stdout_has("none at or above this folder");
    Practice::nowhere().coach("doctor --format json").ok().stdout_has("\"findings\"");
}

#[test]
fn slips_in_ones_own_configuration_are_told_and_nothing_is_told_twice() {
    let practice = Practice::empty().file("coach.yaml", "format: 1\ntimezone: Paris\n");
    let own = practice.home().join(".config/coach/config.yaml");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    for (text, told) in [
        ("edtor: vi\n", "configuration: did you mean `editor`?"),
        ("autosave: maybe\n", "configuration: write `autosave: yes`"),
        ("practice: /nowhere\n", "configuration: go to your practice"),
        ("editor: [vi\n", "configuration: write `practice:"),
    ] {
        std::fs::write(&own, text).unwrap();
        practice.coach("doctor").ok().stdout_has(told).stdout_has("coach.yaml: did you mean `Europe/Paris`?");
        practice.coach("doctor").ok().stdout_lacks("time zone:");
        practice.coach("config").ok().stderr_has("your own configuration: ");
    }
    let nowhere = Practice::nowhere();
    nowhere.coach("--practice /nowhere doctor").ok().stdout_has("practice: go to your practice");
    nowhere.coach("config").ok().stdout_has("- `practice`: not set (no coach.yaml").stdout_has("- `pager`:");
    let bare = Practice::empty().file("coach.yaml", "").env("PATH", "/nowhere");
    bare.coach("doctor").ok().stdout_has("git: install git").stdout_lacks("repository:");
    bare.coach("config").ok().stdout_has("- `format`: not set (built in)");
    bare.env("TERM", "dumb").coach("doctor").ok().stdout_has("pager: none, by TERM=dumb");
}

#[test]
fn a_template_is_listed_shown_and_copied_and_then_ones_own() {
    let practice = Practice::example();
    practice.coach("template list").ok().stdout_has("- `prep.md`\n").stdout_has("plan-words.yaml");
    let built_in = practice.coach("template show share").fails(2).stderr_has("share.html or share.md");
    assert!(built_in.stdout.is_empty());
    let text = practice.coach("template show today.md").ok().stdout;
    practice.coach("template copy today.md").ok().stdout_has("templates/today.md");
    assert_eq!(practice.read("templates/today.md"), text);
    practice.write("templates/today.md", "Mine.\n");
    practice.coach("template show today").ok().stdout_is("Mine.\n");
    practice.coach("template show today --built-in").ok().stdout_is(&text);
    practice.coach("template list").ok().stdout_has("`today.md`, your own: templates/today.md");
    practice.coach("template copy today.md").fails(2);
    assert_eq!(practice.read("templates/today.md"), "Mine.\n");
    practice.coach("today").ok().stdout_is("Mine.\n");
    practice.coach("template show todai.md").fails(2).stderr_has("did you mean `today.md`");
    practice.write("templates/today.md", &text);
    practice.coach("undo").ok();
    assert!(!practice.has("templates/today.md"));
}
