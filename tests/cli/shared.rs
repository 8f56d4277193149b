//! `--shared`: a screen that the client sees.

use serde_json::{Value, json};

use crate::harness::{Practice, Ran};

/// Alice, of whom everything is written down that she isn't to see; and Zebedee, of whom she isn't to hear.
fn secretive() -> Practice {
    let session = "---\ndate: 2026-11-08\nsummary: SECRET-summary\nshow_up_as: SECRET-stance\n---\n> My words.\n\n\
        ## Threads\n- [ ] SECRET-thread\n\n## Table\n| SECRET-cell |\n| --- |\n\n## I said I would\n- [ ] SECRET-promise\n\n## Reflection\n- SECRET-reflection #happy\n> SECRET-quote\n";
    let client = "---\nname: Alice Moreau\nmood: SECRET-key\n---\nSECRET-portrait\n\n## What they expect of people\n- SECRET-expects\n\n\
        ## Values\n- SECRET-value\n- A door. #ours\n\n## Else\n- SECRET-section #fear\n";
    Practice::example()
        // What --open opens is nobody's window.
        .env("BROWSER", "true")
        .file("clients/alice/client.md", client)
        .file("coach.yaml", "show_up_as: SECRET-standing\n")
        .file("clients/zebedee/client.md", "---\nname: Zebedee\n---\n")
        .file("clients/alice/sessions/2026-11-08.md", session)
        .file("clients/alice/notes/2026-11-17.md", "SECRET-note\n")
        .file("clients/alice/goals/lead-the-team.md", "---\ntitle: Lead\nmotive: introjected\nresistance: fear\nimportance: 9\n---\n## Hard questions\n- [ ] SECRET-question?\n")
        .file("clients/alice/plans/2026-11-08-two-mornings.md", "---\ngoal: lead-the-team\nmade_by: coach\nreview: 2026-11-22\n---\n# Two mornings\n\n## Steps\n- [ ] Ring.\n  - SECRET-under\n\n\
            ## Outcome\nSECRET-outcome\n\n## Reflection\n### Steps\n- [ ] SECRET-step\n### SMART\n- [ ] **Specific** What?\n  SECRET-answer\n\
            ### Reality test\n- [ ] If SECRET-if, then SECRET-then.\n")
}

#[track_caller]
fn nothing_secret(ran: Ran) {
    let ran =
        ran.nowhere_has("SECRET").nowhere_has("Zebedee").nowhere_has("clients/").nowhere_has("introjected");
    ran.nowhere_has(".md").nowhere_has("coach.yaml").nowhere_has("made_by\": \"coach");
}

/// Every command that does something itself, with its words.
fn commands(command: &clap::Command, words: &[String], found: &mut Vec<(Vec<String>, clap::Command)>) {
    let own: Vec<&clap::Command> =
        command.get_subcommands().filter(|command| command.get_name() != "help").collect();
    if own.is_empty() {
        found.push((words.to_vec(), command.clone()));
    }
    for one in own {
        commands(one, &[words, &[one.get_name().to_owned()]].concat(), found);
    }
}

/// Something that can stand for an argument.
fn value(arg: &clap::Arg) -> Vec<String> {
    let typed = match arg.get_id().as_str() {
        "client" | "words" | "name" => "alice",
        "goal" => "lead",
        "plan" => "two",
        "session" => "2026-11-08",
        "since" | "until" | "on" | "when" | "due" | "review" => "2026-11-01",
        _ => "1",
    };
    let choice = arg.get_possible_values().first().map(|choice| choice.get_name().to_owned());
    let count = arg.get_num_args().map_or(1, |count| count.min_values());
    vec![choice.unwrap_or_else(|| typed.to_owned()); if takes_value(arg) { count.max(1) } else { 0 }]
}

fn takes_value(arg: &clap::Arg) -> bool {
    arg.get_action().takes_values()
}

#[test]
fn no_command_shows_what_is_the_coachs_own() {
    let mut found = Vec::new();
    commands(&coach::cli::tree(), &[], &mut found);
    assert!(found.len() > 40, "{}", found.len());
    for (words, command) in found {
        if matches!(words[0].as_str(), "demo" | "init" | "man" | "completions") {
            continue;
        }
        let args = || command.get_arguments().filter(|arg| !arg.is_global_set());
        let positionals: Vec<String> = args().filter(|arg| arg.is_positional()).flat_map(value).collect();
        let mut lines = vec![positionals.clone(), positionals.iter().take(1).cloned().collect()];
        for arg in args().filter_map(|arg| Some((arg.get_long()?, arg))) {
            lines.push([positionals.clone(), vec![format!("--{}", arg.0)], value(arg.1)].concat());
        }
        let practice = secretive();
        for (place, line) in lines.into_iter().enumerate() {
            // JSON holds more than text does; what an option changes is seen in the text.
            let formats = if place < 2 {
                &[&["--format", "json"][..], &["--sources"]][..]
            } else {
                &[&["--sources"][..]]
            };
            for &more in formats {
                let shared = ["--shared"].iter().chain(more).map(|&more| more.to_owned());
                let all: Vec<String> = words.iter().chain(&line).cloned().chain(shared).collect();
                let ran = practice.run(&all);
                assert!((0..=2).any(|code| ran.code_is(code)), "{all:?}");
                nothing_secret(ran);
            }
        }
    }
}

#[test]
fn a_page_holds_nothing_of_a_reflection_whether_shared_was_typed_or_not() {
    let practice = secretive();
    for format in ["text", "md", "json", "html"] {
        for shared in ["", " --shared"] {
            let page = practice.coach(&format!("share alice two --with-balance --format {format}{shared}"));
            page.ok().nowhere_has("SECRET").stdout_has("Ring.");
        }
    }
}

#[test]
fn an_error_names_no_file_whatever_its_name() {
    let unreadable =
        secretive().file("clients/alice/sessions/2026-11-23 Leaving Marit.md", [0xff, 0xfe, 0x00]);
    for format in ["text", "json"] {
        for line in ["prep alice", "session show alice 2026-11-23", "session set alice 2026-11-23 minutes=50"]
        {
            let ran = unreadable.coach(&format!("{line} --shared --format {format}"));
            ran.nowhere_has("Marit").nowhere_has("clients/").nowhere_has(".md");
        }
    }
    let template =
        secretive().file("templates/client show.md", "").file("templates/client-show.md", "{{ Marit }}");
    for format in ["text", "json"] {
        let ran = template.coach(&format!("client show alice --shared --format {format}"));
        ran.nowhere_has("Marit").nowhere_has("templates/");
    }
    template.coach("client show alice --shared").fails(2).stderr_has("coach check");
}

#[test]
fn the_digest_as_a_page_shows_no_more_than_its_markdown() {
    let practice = secretive();
    for view in ["prep alice", "prep alice --brief"] {
        let page = practice.coach(&format!("{view} --shared --format html --sources"));
        nothing_secret(page.clone());
        page.ok().stdout_has("<h1>Alice Moreau</h1>").stdout_lacks("Show up as").stdout_lacks("Noticed");
    }
    practice.coach("prep --day --shared --format html").fails(2).stdout_is("").nowhere_has("Zebedee");
}

#[test]
fn json_keeps_its_names_with_nothing_behind_them() {
    let digest = secretive().json("prep alice --shared");
    assert_eq!((&digest["noticed"], &digest["problems"]), (&json!([]), &json!([])));
    assert_eq!(
        digest["show_up_as"],
        json!({"with_them": [], "standing": [], "last": [], "planned": [], "reflection": null})
    );
    assert_eq!((&digest["threads"], &digest["promised"]), (&json!([]), &json!([])));
    assert_eq!(digest["last_time"]["words"][0].get("source"), Some(&Value::Null));
    assert_eq!(digest["last_time"]["words"][0]["text"], "My words.");
}

#[test]
fn the_clients_own_mails_and_preparation_are_shown() {
    let shown = Practice::example().coach("prep alice --shared").ok();
    shown
        .stdout_has("I rang a family")
        .stdout_has("I have moved the chair")
        .stdout_lacks("Reread the first call");
}

#[test]
fn other_names_are_not_told_in_errors() {
    let practice = secretive();
    for typed in ["zebrdee", "e", "o", "xyzzy"] {
        let ran = practice.run(["prep", typed, "--shared"]);
        ran.nowhere_has("zebedee").nowhere_has("Zebedee").nowhere_has("chiara").nowhere_has("Tomas");
    }
    practice.coach("prep zebrdee --shared").fails(2).stderr_has("exact id");
}

#[test]
fn lists_of_several_clients_are_refused() {
    let practice = secretive();
    practice
        .coach("client list --shared")
        .fails(2)
        .stdout_is("")
        .nowhere_has("Zebedee")
        .stderr_has("coach client show");
    practice.coach("prep --day --shared").fails(2).stdout_is("").nowhere_has("Zebedee");
    practice.coach("plan list --shared").ok().stdout_lacks("tomas").stdout_has("Two mornings");
}

#[test]
fn the_story_tells_the_last_call_where_nothing_of_it_is_shown_else() {
    let call = |words: &str| format!("---\nstatus: held\n---\n{words}\n");
    let (first, last) = (call("> Mine."), call("Ours alone."));
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", &first), ("sessions/2026-11-15.md", &last)]);
    let shown = practice.coach("prep alice --shared").ok().stdout_lacks("Last time");
    shown.stdout_has("- **8\u{a0}Nov** “Mine.”\n- **15\u{a0}Nov**").stdout_lacks("Ours alone");
    practice.coach("prep alice").ok().stdout_has("## Last time, 15 Nov").stdout_lacks("- **15\u{a0}Nov**");
    practice.write("clients/alice/sessions/2026-11-15.md", call(""));
    practice.coach("prep alice").ok().stdout_has("- **15\u{a0}Nov**").stdout_lacks("Last time");
}

#[test]
fn problems_are_told_without_their_place() {
    let practice = secretive().file("clients/alice/sessions/2026-10-25.md", "---\nstatus: gone\n---\n");
    let ran = practice.coach("prep alice --shared").ok();
    ran.nowhere_has("2026-10-25.md").stderr_has("coach check");
}

#[test]
fn the_nearest_call_is_the_one_that_is_shown() {
    let ran = Practice::example().coach("prep --shared").ok().stdout_has("# Alice Moreau");
    ran.nowhere_has("Ben").nowhere_has("Tomas");
}

#[test]
fn writing_the_digest_is_not_for_a_shared_screen() {
    Practice::example().coach("prep alice --write --shared").fails(2);
}

#[test]
fn outcomes_read_as_what_became_of_the_plan() {
    let plan = |outcome: &str| {
        format!("---\ngoal: sail\noutcome: {outcome}\ndone: 3\nof: 4\n---\n# {outcome} plan\n")
    };
    let mut practice = Practice::of_alice(&[("goals/sail.md", "---\ntitle: Sail\n---\n")]);
    for outcome in ["kept", "partly", "missed", "released"] {
        practice = practice.file(&format!("clients/alice/plans/2026-11-01-{outcome}.md"), plan(outcome));
    }
    for (outcome, word) in
        [("kept", "came about"), ("partly", "in part"), ("missed", "not this time"), ("released", "let go")]
    {
        let shown = practice.coach(&format!("plan show alice {outcome} --shared")).ok();
        shown.stdout_has(&format!("Alice Moreau · {word} · made")).stdout_lacks("3 of 4");
        practice.coach("plan list alice --shared").ok().stdout_has(&format!("| {word} |"));
        practice.coach("goal show alice sail --shared").ok().stdout_has(&format!("({word})\n"));
    }
    practice.coach("plan list alice").ok().stdout_has("| missed |");
    practice.coach("plan show alice missed").ok().stdout_has("missed · made 1 Nov · 3 of 4 times");
}

#[test]
fn what_was_read_together_is_shown_wherever_it_stands() {
    let session = "---\nsummary: mine\n---\nMine.\n\nWe go slower. #ours\n\n> Hers. #ours\n\n## Preparation\nSent ahead.\n\n\
        ## Threads\n- [ ] mine\n- [ ] The chair. #ours\n\n## I said I would\n- [ ] mine, too\n- [ ] Send the list due:2026-11-20 #ours\n\n\
        ## Reflection\nNever. #ours\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", session)]);
    let shown = practice.coach("session show alice --shared").ok();
    let shown = shown.stdout_has_in_order(&["> Hers.", "We go slower.", "Sent ahead.", "The chair."]);
    assert_eq!(shown.stdout.matches("Hers.").count(), 1, "{}", shown.stdout);
    assert_eq!(shown.stdout.matches("The chair.").count(), 1, "{}", shown.stdout);
    shown.stdout_lacks("ine").stdout_lacks("Never");
    let promises = practice.coach("promise list alice --shared").ok().stdout_has("**2** Send the list");
    promises.stdout_lacks("mine");
    practice.coach("thread list alice --shared").ok().stdout_has("**2** The chair.").stdout_lacks("mine");
    practice.coach("thread tick alice 2 --shared").ok();
    practice.coach("thread list alice --shared").ok().stdout_has("Nothing is open that we read together.");
}

#[test]
fn what_looks_over_the_whole_practice_is_refused_before_it_reads_a_note() {
    let practice = secretive().file("clients/alice/sessions/2026-10-25.md", "---\nstatus: gone\n---\n");
    practice.write("letters/2026-10-01.md", "SECRET-letter\n");
    let before = practice.snapshot();
    for line in [
        "check",
        "check --fix",
        "check clients/alice/sessions/2026-10-25.md",
        "check nowhere.md",
        "import letters --client alice",
        "import nowhere --client zebedee",
        "supervise",
        "stuck",
    ] {
        for format in ["text", "json"] {
            let ran = practice.coach(&format!("{line} --shared --format {format}")).fails(2).stdout_is("");
            nothing_secret(ran.stderr_has("it isn't for a screen that the client sees"));
        }
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_new_client_is_not_told_who_is_there_already() {
    let ran = Practice::example()
        .file("clients/zebedee/client.md", "---\nname: Zebedee\n---\n")
        .run(["client", "new", "Zébedee", "--id", "ZEBEDEE", "--shared"])
        .fails(2);
    ran.nowhere_has("`zebedee`");
}

#[test]
fn check_shows_nothing_of_other_clients() {
    let practice =
        Practice::example().file("clients/zebedee/sessions/2026-11-01.md", "---\nstatus: SECRET\n---\n");
    for more in ["", " --format json"] {
        let ran = practice.coach(&format!("check --shared{more}"));
        ran.nowhere_has("SECRET").nowhere_has("zebedee");
    }
}

#[test]
fn what_is_written_is_not_told_with_its_path() {
    let practice = Practice::example();
    practice.coach("client set alice status=paused --shared").ok().nowhere_has("clients/");
    practice
        .run(["prep", "alice", "--show-up", "SECRET", "--shared"])
        .ok()
        .nowhere_has("clients/")
        .nowhere_has("SECRET");
    practice.run(["plan", "new", "alice", "--what", "Rest", "--shared"]).ok().nowhere_has("clients/");
    practice.coach("session new alice --on 2026-12-08 --shared").ok().nowhere_has("clients/");
}

#[test]
fn what_a_coach_filed_in_a_note_of_their_own_is_not_shared() {
    let note = "SECRET\n\n- SECRET-tagged #awake\n\n## Threads\n- [ ] SECRET-thread\n";
    let practice = Practice::example().file("clients/alice/notes/2026-11-17.md", note);
    for view in ["prep alice", "client show alice"] {
        for format in ["text", "json"] {
            practice.coach(&format!("{view} --shared --format {format}")).ok().nowhere_has("SECRET");
        }
    }
}

#[test]
fn threads_and_quotes_under_reflection_are_not_shared() {
    let note = "## Reflection\n> SECRET-quote\n\n### Threads\n- [ ] SECRET-thread\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-01.md", note), ("sessions/2026-11-08.md", note)]);
    for format in ["text", "json"] {
        let ran = practice.coach(&format!("prep alice --shared --format {format}")).ok();
        ran.nowhere_has("SECRET-thread").nowhere_has("SECRET-quote");
    }
}

#[test]
fn a_table_for_the_client_has_no_column_that_is_always_empty() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "---\nminutes: 50\nsummary: Mine.\n---\n")]);
    let shown = practice.coach("session list alice --shared").ok();
    shown.stdout_has(
        "| Date | No. | Status | Minutes |\n| --- | ---: | --- | ---: |\n| 2026-11-08 | 1 | held | 50 |\n",
    );
    practice.coach("session list alice").ok().stdout_has("| Where we left off |").stdout_has("| Mine. |");
}

#[test]
fn what_is_for_the_coachs_eyes_in_words_of_theirs_is_taken_off() {
    let client = "---\nname: Alice Moreau\nsponsor: {name: Paul Weber}\n---\n## What helps me when I'm stuck\n- Walk with [[../zoe/client|Zoe]]\n\n\
        ## Agreed by three\n- We meet, see [[secret/minutes|the minutes]].\n";
    let goal = "---\ntitle: Lead like [[zoe/secret|Zoe]]\nasked_by: both\n---\n## In their words\n> I want it. #supervise\n";
    let plan = "---\ngoal: lead\nwhen: Tue, see [[secret|the sheet]]\nreview: 2026-12-01\n---\n# Walk [there](file:///secret)\n\n\
        ## SMART\n- [ ] **Specific** What?\n  Walk ![[secret.png]]\n\n## Steps\n- [ ] Ring [[zoe/secret|Zoe]] #supervise due:2026-11-30\n";
    let practice = Practice::of_alice(&[
        ("client.md", client),
        ("goals/lead.md", goal),
        ("plans/2026-11-20-walk.md", plan),
        ("sessions/2026-11-20.md", "> Look at [[secret|this]]. #awake #supervise\n"),
    ]);
    for line in [
        "share alice",
        "share alice --format html",
        "share alice --whole",
        "share alice --sponsor --draft",
        "prep alice --shared",
        "read alice --shared",
        "plan show alice --shared",
        "goal show alice lead --shared",
        "client show alice --shared",
    ] {
        practice.coach(line).ok().nowhere_has("secret").nowhere_has("[[").nowhere_has("supervise");
    }
    practice.coach("share alice").ok().stdout_has("Lead like Zoe").stdout_has("Ring Zoe");
    // What comes back is compared with what they had.
    practice.run_with_input(["plan", "receive", "alice", "-"], "Walk there\n- [x] Ring Zoe\n").ok();
    assert!(
        practice.read("clients/alice/plans/2026-11-20-walk.md").contains("- [x] Ring [[zoe/secret|Zoe]]")
    );
}

#[test]
fn a_page_that_names_another_client_is_told() {
    let plan = "---\nwhen: Tue with zoe brandt\n---\n# Walk\n\n## Steps\n- [ ] Ask Will\n";
    let practice = Practice::of_alice(&[("plans/2026-11-20-walk.md", plan)])
        .file("clients/zoe/client.md", "---\nname: Zoe Brandt\n---\n")
        .file("clients/ask/client.md", "---\nname: ask\n---\n")
        .file("clients/kim/client.md", "---\nname: Kim Lee\n---\n");
    let told = "the page names Zoe Brandt, of whom you have notes, too";
    practice.coach("share alice").ok().stderr_has(told);
    practice.coach("share alice --shared").ok().stderr_lacks("Zoe");
    practice.coach("share kim --ask").ok().stderr_lacks("the page names");
}

#[test]
fn what_stands_within_what_they_sent_ahead_under_a_heading_of_the_coachs_is_not_theirs() {
    let call = ("sessions/2026-11-24.md", "# Preparation\nI come with this.\n\n### Her list\nOne thing.\n");
    let practice = Practice::of_alice(&[call]).today("2026-11-24T09:00");
    practice.coach("promise add alice send the lists").ok();
    practice.coach("promise list alice").ok().stdout_has("send the lists");
    for line in ["read alice", "prep alice"] {
        let shown = practice.coach(&format!("{line} --shared")).ok();
        shown.stdout_has("I come with this.").stdout_has("One thing.").stdout_lacks("send the lists");
    }
    practice.coach("read alice --words").ok().stdout_has("One thing.").stdout_lacks("send the lists");
    practice.coach("find thing --said").ok();
    practice.coach("find lists --said").fails(1);
}
