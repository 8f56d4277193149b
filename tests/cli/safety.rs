//! Nothing outside of the practice is read or written, and nothing in it can bring the program down.

use crate::harness::Practice;

const BAD_IDS: [&str; 12] =
    ["..", ".", "../x", "a/b", "a\\b", ".x", "con", "NUL", "lpt1.md", "a\nb", "c:", "a\u{7}b"];

#[test]
fn ids_that_lead_elsewhere_are_refused() {
    for bad in BAD_IDS {
        let practice = Practice::example();
        let before = practice.snapshot();
        practice.run(["client", "new", "Jo", "--id", bad]).fails(2).stdout_is("");
        practice.run(["goal", "new", "alice", "Lead", "--id", bad]).fails(2).stdout_is("");
        practice.run(["client", "show", bad]).fails(2).stdout_is("");
        practice.run(["client", "rename", bad, "Jo"]).fails(2);
        practice.run(["prep", bad]).fails(2).stdout_is("");
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
fn names_that_are_kept_by_windows_get_another_id() {
    let practice = Practice::empty();
    practice.run(["client", "new", "Con"]).ok().stdout_is("clients/con-1/client.md\n");
    practice.run(["client", "new", "../../etc"]).ok().stdout_is("clients/etc/client.md\n");
}

#[test]
fn an_id_longer_than_a_file_name_is_refused() {
    let practice = Practice::empty();
    let long = "x".repeat(300);
    practice.run(["client", "new", "Jo", "--id", &long]).fails(2);
    let ran = practice.run(["client", "new", &long]).ok();
    assert_eq!(ran.stdout.trim().len(), "clients//client.md".len() + 80);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use crate::harness::Practice;

    /// A link in the practice to a folder beside it.
    fn linked(link: &str, files: &[(&str, &str)]) -> Practice {
        let practice = Practice::example();
        let outside = practice.outside();
        for (path, text) in files {
            std::fs::create_dir_all(outside.join(path).parent().unwrap()).unwrap();
            std::fs::write(outside.join(path), text).unwrap();
        }
        let at = practice.root().join(link);
        let _ = std::fs::remove_dir_all(&at).or_else(|_| std::fs::remove_file(&at));
        symlink(&outside, at).unwrap();
        practice
    }

    /// Every name below the folder outside.
    fn outside_names(practice: &Practice) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(practice.outside())
            .min_depth(1)
            .into_iter()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_client_outside_is_neither_read_nor_written() {
        let practice = linked("clients/zed", &[("client.md", "---\nname: OUTSIDE\n---\n")]);
        practice.coach("client list").ok().stdout_lacks("OUTSIDE").stderr_has("leads out of the practice");
        practice.coach("client show zed").fails(2).nowhere_has("OUTSIDE");
        practice.coach("client set zed status=paused").fails(2);
        practice.coach("session new zed").fails(2);
        practice.coach("check").fails(1).stdout_has("clients/zed");
        assert_eq!(outside_names(&practice), ["client.md"]);
    }

    #[test]
    fn notes_outside_are_neither_read_nor_written() {
        let practice = linked(
            "clients/alice/sessions",
            &[("2026-11-24.md", "---\nstatus: planned\nsummary: OUTSIDE\n---\n")],
        );
        practice.coach("prep alice").ok().stdout_lacks("OUTSIDE").stderr_has("clients/alice/sessions");
        practice.coach("session new alice --on 2026-12-08").fails(2).stderr_has("leads out of the practice");
        practice.coach("prep alice --write").fails(2);
        assert_eq!(outside_names(&practice), ["2026-11-24.md"]);
    }

    #[test]
    fn a_single_note_outside_is_neither_read_nor_written() {
        let practice = Practice::example();
        let secret = practice.outside().join("secret.md");
        std::fs::write(&secret, "---\nstatus: planned\nsummary: OUTSIDE\n---\n> OUTSIDE\n").unwrap();
        let link = practice.root().join("clients/alice/sessions/2026-11-24.md");
        std::fs::remove_file(&link).unwrap();
        symlink(&secret, &link).unwrap();
        practice.coach("prep alice").ok().nowhere_has("OUTSIDE").stderr_has("2026-11-24.md");
        practice.coach("session set alice 2026-11-24 status=held").fails(2);
        practice.coach("check").fails(1).nowhere_has("OUTSIDE");
        assert!(std::fs::read_to_string(&secret).unwrap().contains("planned"));
    }

    #[test]
    fn the_note_of_a_client_that_leads_outside_is_not_read() {
        let practice = Practice::example();
        let secret = practice.outside().join("secret.md");
        std::fs::write(&secret, "---\nname: OUTSIDE\n---\n").unwrap();
        let link = practice.root().join("clients/ben/client.md");
        std::fs::remove_file(&link).unwrap();
        symlink(&secret, &link).unwrap();
        practice.coach("client list").ok().nowhere_has("OUTSIDE").stderr_has("clients/ben/client.md");
        practice.coach("client set ben status=paused").fails(2).nowhere_has("OUTSIDE");
        let practice = practice.editor("echo x >> \"$1\"\n");
        practice.coach("client edit ben").fails(2);
        assert!(!std::fs::read_to_string(&secret).unwrap().contains('x'));
    }

    #[test]
    fn templates_outside_are_not_read() {
        let practice = linked("templates", &[("prep.md", "OUTSIDE")]);
        practice.coach("prep alice").nowhere_has("OUTSIDE");
    }

    #[test]
    fn a_link_inside_the_practice_is_followed_and_stays_a_link() {
        let practice = Practice::of_alice(&[("real/2026-11-08.md", "---\nsummary: It held.\n---\n")]);
        let link = practice.root().join("clients/alice/sessions/2026-11-08.md");
        std::fs::create_dir(link.parent().unwrap()).unwrap();
        symlink("../real/2026-11-08.md", &link).unwrap();
        practice.coach("prep alice").ok().stdout_has("It held.").stderr_lacks("2026-11-08.md");
        practice.coach("session set alice last minutes=50").ok();
        assert!(link.is_symlink());
        assert!(practice.read("clients/alice/real/2026-11-08.md").contains("minutes: 50"));
    }

    #[test]
    fn a_link_to_itself_and_a_link_to_nothing_are_told() {
        let practice = Practice::example();
        symlink("loop.md", practice.root().join("clients/alice/sessions/loop.md")).unwrap();
        symlink("gone.md", practice.root().join("clients/alice/sessions/2026-01-01.md")).unwrap();
        symlink(".", practice.root().join("clients/alice/sessions/round")).unwrap();
        symlink("..", practice.root().join("clients/circle")).unwrap();
        let ran = practice.coach("prep alice").ok().stdout_has("Session 11");
        ran.stderr_has("sessions/loop.md").stderr_has("sessions/2026-01-01.md");
    }

    #[test]
    fn a_practice_behind_a_link_is_a_practice() {
        let practice = Practice::example();
        let link = practice.outside().join("link");
        symlink(practice.root(), &link).unwrap();
        practice.run(["--practice".as_ref(), link.as_os_str(), "prep".as_ref(), "alice".as_ref()]).ok();
        practice
            .run([
                "--practice".as_ref(),
                link.as_os_str(),
                "client".as_ref(),
                "set".as_ref(),
                "alice".as_ref(),
                "fee=pro-bono".as_ref(),
            ])
            .ok();
        let inside = link.join("clients/ben");
        practice.run(["--practice".as_ref(), link.as_os_str(), "check".as_ref(), inside.as_os_str()]).ok();
    }

    #[test]
    fn a_folder_of_clients_outside_gets_no_new_client() {
        let practice = linked("clients", &[("zed/client.md", "---\nname: OUTSIDE\n---\n")]);
        practice.run(["client", "new", "Jo"]).fails(2);
        assert_eq!(outside_names(&practice), ["client.md", "zed"]);
    }

    #[test]
    fn a_folder_of_clients_outside_is_not_read() {
        let practice = linked("clients", &[("zed/client.md", "---\nname: OUTSIDE\n---\n")]);
        practice.coach("client list --all").nowhere_has("OUTSIDE").stdout_lacks("zed");
        practice.coach("check").fails(1).stdout_has("clients");
        practice.coach("client show zed").fails(2).nowhere_has("OUTSIDE");
        practice.coach("client rename zed zoe").fails(2);
        assert_eq!(outside_names(&practice), ["client.md", "zed"]);
    }
}

#[test]
fn a_note_over_sixteen_mebibytes_is_a_problem() {
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "---\nsummary: It held.\n---\n")]);
    let huge = std::fs::File::create(practice.root().join("clients/alice/sessions/2026-11-09.md")).unwrap();
    huge.set_len((16 << 20) + 1).unwrap();
    practice
        .coach("prep alice")
        .ok()
        .stdout_has("It held.")
        .stderr_has("2026-11-09.md:1:1")
        .stderr_has("16 MiB");
    practice.coach("session set alice 2026-11-09 minutes=5").fails(2);
    practice.coach("check").fails(1).stdout_has("16 MiB");
}

#[test]
fn an_alias_bomb_is_a_problem_and_no_harm() {
    let mut bomb = String::from("---\nl0: &l0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = vec![format!("*l{}", level - 1); 9].join(", ");
        bomb += &format!("l{level}: &l{level} [{below}]\n");
    }
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "---\nsummary: It held.\n---\n")]);
    let tags = bomb.replace("l11:", "tags:") + "---\n";
    practice.write("clients/alice/client.md", tags);
    practice.coach("prep alice").ok().stdout_has("It held.").stderr_has("clients/alice/client.md:");
    practice.coach("client show alice").ok();
}

#[test]
fn nesting_ten_thousand_deep_is_no_harm() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
        let note =
            format!("---\nsummary: It held.\nx:\n  {}1{}\n---\n", open.repeat(10_000), close.repeat(10_000));
        let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &note)]);
        practice.coach("prep alice").ok();
        practice.coach("session set alice last minutes=5");
        practice.coach("check");
    }
}

#[test]
fn a_body_ten_thousand_deep_is_no_harm() {
    for mark in ["> ", "- ", "1. ", "[", "*a ", "<b>", "`", "#"] {
        let note = format!("---\nsummary: It held.\n---\n{}x #happy\n", mark.repeat(10_000));
        let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &note)]);
        practice.coach("prep alice").ok().stdout_has("It held.");
        practice.coach("session set alice last minutes=5").ok();
    }
}

#[test]
fn a_note_that_is_not_utf_8_is_told_and_never_written() {
    let bytes = b"---\nsummary: It held.\n---\n> caf\xe9\n";
    let practice = Practice::of_alice(&[]).file("clients/alice/sessions/2026-11-08.md", bytes);
    practice.coach("prep alice").ok().stderr_has("2026-11-08.md:4:");
    practice.coach("session set alice last minutes=50").fails(2).stderr_has("UTF-8");
    assert_eq!(practice.bytes("clients/alice/sessions/2026-11-08.md"), bytes);
    practice.coach("check").fails(1).stdout_has("UTF-8");
}

#[test]
fn a_directory_named_like_a_note_is_no_harm() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", "---\nsummary: It held.\n---\n"),
        ("sessions/2026-11-09.md/inner.txt", "x"),
        ("goals/lead.md/inner.txt", "x"),
    ]);
    practice.coach("prep alice").ok().stdout_has("It held.");
    practice.coach("session new alice --on 2026-11-09").fails(2).stderr_has("2026-11-09.md");
    practice.file("clients/bob/client.md/x", "").coach("prep bob").ok().stderr_has("clients/bob/client.md");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = Practice::example();
    let file = practice.root().join("clients/alice/sessions/2026-10-25.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        return; // Root reads everything.
    }
    practice.coach("prep alice").ok().stderr_has("2026-10-25.md:1:1").stderr_has("permission");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_note_does_not_hang() {
    let practice = Practice::example();
    let pipe = practice.root().join("clients/alice/sessions/2026-10-26.md");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    practice.coach("prep alice").ok().stderr_has("2026-10-26.md").stdout_has("# Alice Moreau");
}

#[test]
fn a_template_of_the_practices_own_is_used() {
    let practice = Practice::example()
        .file("templates/prep.md", "Read {{ client.name }} back, call {{ arrive.number }}.\n");
    practice.coach("prep alice").ok().stdout_is("Read Alice Moreau back, call 11.\n");
    practice.coach("prep --day").ok().stdout_has("Read Alice Moreau back");
    let new = practice.file("templates/new-session.md", "---\ndate: {{ date }}\n---\nMine.\n");
    new.coach("session new ben").ok();
    assert_eq!(new.read("clients/ben/sessions/2026-11-24.md"), "---\ndate: 2026-11-24\n---\nMine.\n");
}

#[test]
fn a_broken_template_tells_its_file_and_line() {
    for (text, place) in [
        ("a\nb {{ nobody }}\n", ":2: "),
        ("a\n\n{% if %}\n", ":3: "),
        ("{{ client.nothing.at.all }}", ":1: "),
        ("{{ 1 | nofilter }}", ":1: "),
        ("{% include 'x' %}", ":1: "),
    ] {
        let practice = Practice::example().file("templates/prep.md", text);
        let ran = practice.coach("prep alice").fails(2).stdout_is("");
        ran.stderr_has(&format!("templates/prep.md{place}")).stderr_has("built-in");
        practice.coach("prep alice --write").fails(2);
    }
}

#[test]
fn control_characters_of_notes_reach_no_stream() {
    let note = "---\nsummary: \"a\\e[31mred\\a\\x9b1m\"\n---\n> quoted \u{1b}[2J\u{1b}]0;title\u{7}\n\nbody \u{1b}[5m \u{9b}31m\n\n## Threads\n- [ ] thread\u{1b}c #happy\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", note),
        ("goals/a\u{1b}b.md", "---\nstatus: \u{1b}[1mx\n---\n"),
    ]);
    for line in ["prep alice", "session list alice", "client show alice", "goal list alice", "check"] {
        for more in ["", " --color always", " --format md"] {
            let ran = practice.coach(&format!("{line}{more}"));
            for stream in [&ran.stdout, &ran.stderr] {
                let stripped = styles_apart(stream);
                assert!(
                    !stripped.contains(|c: char| c.is_control() && c != '\n'),
                    "{line}{more}: {stream:?}"
                );
            }
        }
    }
}

/// What is left without the styles that the program itself writes: colours, bold, dim, italic and underlined text.
fn styles_apart(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match digits.strip_prefix('m') {
            Some(rest) => left.push_str(rest),
            None => left.extend(["\u{1b}[", part]),
        }
    }
    left
}

#[test]
fn styles_in_a_note_are_not_the_programs_own() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "---\nsummary: x\n---\n> \u{1b}[5;41mblink\n")]);
    for line in
        ["prep alice --color always", "session show alice last --color always", "client list --color always"]
    {
        practice.coach(line).ok().stdout_lacks("\u{1b}[5;41m");
    }
}
