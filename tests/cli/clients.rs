//! `client`: new, list, show, edit, rename.

use crate::harness::Practice;

#[test]
fn a_new_client_gets_a_folder_named_after_them() {
    let practice = Practice::empty();
    practice.run(["client", "new", "Zoë O’Brien"]).ok().stdout_is("clients/zoë-obrien/client.md\n");
    let note = practice.read("clients/zoë-obrien/client.md");
    assert!(note.starts_with("---\nname: Zoë O’Brien\nstatus: active\nsince: 2026-11-24\n"), "{note}");
    practice.coach("check").ok();
}

#[test]
fn every_flag_of_a_new_client_is_a_key() {
    let practice = Practice::empty();
    let flags = "client new Jo --since 2026-01-05 --until 2027-01-05 --sessions 12 --email jo@example.org \
        --organisation Harbour --pronouns they/them --area vision --area team";
    practice.coach(flags).ok();
    let shown = practice.json("client show jo");
    assert_eq!((&shown["since"], &shown["until"]), (&"2026-01-05".into(), &"2027-01-05".into()));
    assert_eq!((&shown["sessions_agreed"], &shown["email"]), (&12.into(), &"jo@example.org".into()));
    assert_eq!(shown["areas"], serde_json::json!(["vision", "team"]));
    practice.coach("check").ok();
}

#[test]
fn names_that_yaml_would_misread_are_kept_as_typed() {
    for name in
        ["Anne: the first", "No", "1984", "\"Bo\" Lee", "- Kim #1", "[Li]", "true", "O'Hara", "x: {y}"]
    {
        let practice = Practice::empty();
        practice.run(["client", "new", "--", name]).ok();
        assert_eq!(practice.json("client list")["clients"][0]["name"], name);
        practice.coach("check").ok();
    }
}

#[test]
fn odd_texts_in_flags_are_kept_as_typed() {
    for odd in ["a, b", "[x]", "#1", "a: b", "", " ", "yes", "it's", "{"] {
        let practice = Practice::empty();
        practice.run(["client", "new", "Jo", "--organisation", odd, "--area", odd]).ok();
        practice.coach("check").ok();
        let organisation = practice.json("client show jo")["organisation"].clone();
        assert_eq!(organisation.as_str().unwrap_or_default(), odd.trim());
    }
}

#[test]
fn what_gives_a_value_is_no_part_of_a_name_a_title_or_a_time() {
    let practice = Practice::of_alice(&[("goals/sing.md", "---\ntitle: Sing\n---\n")]);
    let before = practice.snapshot();
    for (line, way) in [
        ("client new Ann Lee email=ann@b.org", "--email ann@b.org"),
        ("client new Ann Lee Email=ann@b.org", "--email ann@b.org"),
        ("client new Ann Lee sessions_agreed=12", "--sessions 12"),
        ("client new Ann timezone=Asia/Tokyo", "coach client set CLIENT timezone=Asia/Tokyo"),
        ("client new Ann phone=123", "coach client set CLIENT KEY=VALUE"),
        ("client new Ann Lee <ann@b.org>", "--email ann@b.org"),
        ("client rename alice Alice Bee email=a@b.org", "coach client set CLIENT email=a@b.org"),
        ("goal new alice Read aloud importance=7", "--importance 7"),
        ("goal rename alice sing Sing status=paused", "coach goal set CLIENT GOAL status=paused"),
        ("session new alice friday 10 minutes=45", "--minutes 45"),
        ("done alice minutes=50", "--minutes 50"),
        ("done alice held", "--status held"),
        ("plan new alice what=walk", "--what walk"),
    ] {
        practice.coach(line).fails(2).stdout_is("").stderr_has(way);
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("goal new alice Prove that E=mc2").ok();
    practice.coach("note alice x=y email=a").ok();
    practice.run(["goal", "new", "alice", "Be where importance=0"]).ok();
}

#[test]
fn another_client_of_the_same_name_is_told() {
    let practice = Practice::of_alice(&[]).file("clients/jose/client.md", "---\nname: José  Lima\n---\n");
    practice.coach("client new jose lima --id jl").ok().stderr_has("`jose` is called José  Lima, too");
    practice.coach("client new Jo Lima").ok().stderr_lacks("called");
    practice
        .coach("client rename jo-lima Alice Moreau")
        .ok()
        .stderr_has("`alice` is called Alice Moreau, too");
    practice.coach("client rename alice Alice Moreau --id am").ok().stderr_lacks("`alice` is called");
    practice.coach("client new Alice Moreau --id x --shared").ok().stderr_lacks("too");
}

#[test]
fn an_id_that_is_taken_is_refused_whatever_its_case() {
    let practice = Practice::empty().file("clients/Alice/client.md", "# Alice\n");
    let before = practice.snapshot();
    practice.coach("client new alice").fails(2).stdout_is("").stderr_has("`Alice`").stderr_has("--id");
    practice.coach("client new Other --id ALICE").fails(2).stderr_has("`Alice`");
    practice.unchanged_but(&before, &[]);
    practice.coach("client new alice --id alice-2").ok();
}

#[test]
fn a_client_without_a_name_is_asked_for_with_the_way_to_give_it() {
    Practice::empty().coach("client new").fails(2).stderr_has("coach client new Their Name");
    Practice::empty().run(["client", "new", "☕"]).fails(2).stderr_has("no letter or digit");
}

#[test]
fn the_list_shows_active_clients_and_how_many_more_there_are() {
    let practice = Practice::example();
    practice.coach("client set ben status=paused").ok();
    practice.coach("client list").ok().stdout_lacks("Ben").stderr_has("1 more, paused or completed: --all");
    practice.coach("client list --all").ok().stdout_has("| Ben Osei | ben | paused |").silent();
}

#[test]
fn the_list_as_json_has_its_names() {
    let list = Practice::example().json("client list");
    let alice = &list["clients"][0];
    assert_eq!((&alice["id"], &alice["name"]), (&"alice".into(), &"Alice Moreau".into()));
    assert_eq!((&alice["last"], &alice["next"]), (&"2026-11-08T10:00".into(), &"2026-11-24T10:00".into()));
    assert_eq!((&alice["status"], &alice["held"]), (&"active".into(), &10.into()));
    assert_eq!(list["problems"], serde_json::json!([]));
}

#[test]
fn the_profile_shows_everything_that_was_filed() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-01.md", "Walks to work. #happy\n"),
        ("sessions/2026-11-02.md", "- Fear of the phone #fear\n- Money (#awake)\n"),
        ("notes/2026-11-03.md", "#strength Listens\n"),
    ]);
    let shown = practice.coach("client show alice").ok();
    let shown =
        shown.stdout_has_in_order(&["What makes them happy", "Walks to work.", "keeps them awake", "Money"]);
    shown.stdout_has("- Listens").stdout_has("Fear of the phone");
}

#[test]
fn what_stands_under_a_heading_within_another_is_told_there_alone() {
    let profile = "---\nname: Alice\n---\n# Strengths\nPatience.\n\n## History\nThe stove.\n\n### Barriers\nThe keys.\n\n#### At work\nThe pump.\n\n\
        ## What helps me when I'm stuck\nA walk.\n\n### Beliefs\nNobody asks.\n\n## Pets\nA dog.\n";
    let practice = Practice::empty().file("clients/alice/client.md", profile);
    let shown = practice.coach("client show alice").ok().stdout;
    for line in ["Patience.", "The stove.", "The keys.", "The pump.", "A walk.", "Nobody asks.", "A dog."] {
        assert_eq!(shown.matches(line).count(), 1, "{line}\n{shown}");
    }
    practice.coach("client show alice").ok().stdout_has_in_order(&[
        "stuck\n\n- A walk.\n\n",
        "## Strengths\n\n- Patience.\n- A dog.\n\n",
        "## Barriers\n\n- The keys.\n- The pump.\n\n",
        "## Beliefs\n\n- Nobody asks.\n\n",
        "## History\n\n- The stove.\n\n",
    ]);
    practice.coach("client show alice --shared").ok().stdout_has("A walk.").stdout_lacks("Nobody asks");
    practice.write(
        "clients/alice/goals/sing.md",
        "# Sing\n\n## In their words\n> Loud.\n\n### Looking back\nIt came.\n",
    );
    practice.coach("goal show alice sing").ok().stdout_has_in_order(&["> Loud.\n\n", "It came."]);
}

#[test]
fn the_profile_is_newest_first_with_its_days_and_ends_in_what_is_not_known_yet() {
    let practice = Practice::of_alice(&[
        (
            "client.md",
            "---\nname: Alice\n---\n# Alice\n\nA warden.\n\n## Values\n- A door.\n\n## Family\n- Jo\n",
        ),
        ("sessions/2026-11-01.md", "A key. #value\n"),
        ("notes/2026-11-03.md", "- No key. #value #belief\n"),
    ]);
    let wanted = [
        "A warden.",
        "## Values\n\n- No key. (3 Nov)\n- A key. (1 Nov)\n- A door.\n",
        "## Beliefs",
        "## Family\n\n- Jo",
    ];
    let shown = practice.coach("client show alice").ok().stdout_has_in_order(&wanted);
    let shown = shown.stdout_has("- What have they told you of an ordinary day that was a good one?\n");
    shown.stdout_lacks("What goes without saying");
    let profile = practice.json("client show alice");
    let values = &profile["person"][0];
    assert_eq!((&values["about"], &values["statements"][0]["date"]), (&"value".into(), &"2026-11-03".into()));
    assert_eq!(values["statements"][2]["date"], serde_json::Value::Null);
    assert_eq!(profile["unknown"].as_array().unwrap().len(), 9);
    assert_eq!(
        (&profile["unknown"][8]["about"], &profile["more"][1]["heading"]),
        (&"fear".into(), &"Family".into())
    );
}

#[test]
fn what_isnt_known_is_asked_in_the_coachs_own_words() {
    let own = "curious: {happy: Was macht einen Tag gut?, fear: ''}\n";
    let practice = Practice::of_alice(&[]).file("templates/client-words.yaml", own);
    let shown = practice.coach("client show alice").ok().stdout_has("- Was macht einen Tag gut?\n");
    shown.stdout_has("when it is quiet?").stdout_lacks("rather didn't happen?");
    let practice = Practice::of_alice(&[]).file("templates/client-words.yaml", "curious: [a]\n");
    practice.coach("client show alice").fails(2).stderr_has("templates/client-words.yaml:1:");
}

#[test]
fn the_profile_shows_what_the_front_matter_knows() {
    let front = "---\nname: Alice\nfee: pro-bono\nsessions_before: 40\nhours_before: {paid: 30}\nkeep_until: 2032-01-12\n\
        log_consent: 2026-01-12\nhush: {whose-goal: 2026-12-31, too-much: 2026-11-24}\nInvoice_to: the board\n---\n";
    let practice = Practice::of_alice(&[("client.md", front)]);
    let shown = practice.coach("client show alice").ok().stdout_has("0 sessions held, 40 before");
    let shown = shown
        .stdout_has("- Fee: pro-bono · hours before: 30 paid, 0 given\n- Hours log: they agreed on 12 Jan");
    let shown = shown
        .stdout_has("- Records kept until 12 Jan 2032\n- Hushed, so not noticed until 31 Dec: whose-goal\n");
    shown.stdout_has("- Invoice to: the board\n").stdout_lacks("too-much");
    let own =
        practice.coach("client show alice --shared").ok().stdout_lacks("pro-bono").stdout_lacks("board");
    own.stdout_lacks("whose-goal")
        .stdout_lacks("Records")
        .stdout_lacks("Not known yet")
        .stdout_lacks("Hours");
    let profile = practice.json("client show alice --shared");
    for key in ["fee", "hours_before", "log_consent", "keep_until"] {
        assert_eq!(profile.get(key), Some(&serde_json::Value::Null), "{key}");
    }
    for key in ["hush", "other", "more", "unknown"] {
        assert_eq!(profile[key], serde_json::json!([]), "{key}");
    }
}

#[test]
fn edit_opens_the_note_in_the_editor() {
    let practice = Practice::example().editor("echo '- Bread.' >> \"$1\"\n");
    let before = practice.snapshot();
    practice.coach("client edit alice").ok();
    practice.unchanged_but(&before, &["clients/alice/client.md"]);
    assert!(practice.read("clients/alice/client.md").ends_with("- Bread.\n"));
}

#[test]
fn edit_tells_what_is_wrong_afterwards() {
    let practice = Practice::example().editor("printf -- '---\\nstatus: gone\\n---\\n' > \"$1\"\n");
    let ran = practice.coach("client edit alice").ok();
    ran.stderr_has("clients/alice/client.md:2:9: ").stderr_has("`gone`");
}

#[test]
fn edit_tells_when_the_editor_fails_or_is_unknown() {
    Practice::example().editor("exit 3\n").coach("client edit alice").fails(2).stderr_has("exit status: 3");
    Practice::example().coach("client edit alice").fails(2).stderr_has("EDITOR");
    let both = Practice::example().env("EDITOR", "false").env("VISUAL", "true");
    both.coach("client edit alice").ok();
}

#[test]
fn rename_moves_the_folder_and_sets_the_name() {
    let practice = Practice::example();
    practice.run(["client", "rename", "ben", "Ben Okafor"]).ok().stdout_is("clients/ben-okafor/client.md\n");
    assert!(!practice.has("clients/ben"));
    assert!(practice.read("clients/ben-okafor/client.md").starts_with("---\nname: Ben Okafor\npronouns"));
    practice.coach("check").ok();
    practice.coach("prep ben-okafor").ok().stdout_has("Session 11");
}

#[test]
fn rename_to_an_id_keeps_the_name() {
    let practice = Practice::example();
    let before = practice.read("clients/ben/client.md");
    practice.coach("client rename ben benjamin").ok();
    assert_eq!(practice.read("clients/benjamin/client.md"), before);
}

#[test]
fn rename_needs_the_exact_id_and_a_free_one() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.run(["client", "rename", "be", "Ben Okafor"]).fails(2).stderr_has("exact id");
    practice.run(["client", "rename", "ben", "Alice"]).fails(2).stderr_has("`alice`");
    practice.run(["client", "rename", "../ben", "Bo"]).fails(2);
    practice.run(["client", "rename", "ben", "☕"]).fails(2);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_clients_name_needs_no_quotes() {
    let practice = Practice::empty();
    practice
        .coach("client new Ana de Sá --email ana@example.org")
        .ok()
        .stdout_is("clients/ana-de-sá/client.md\n");
    assert_eq!(practice.json("client show ana")["client"]["name"], "Ana de Sá");
    practice.coach("check").ok();
}

#[test]
fn a_new_clients_first_page_asks_what_helps_and_has_no_books() {
    let practice = Practice::empty();
    practice.coach("client new Ana").ok();
    let shown = practice.coach("client show ana").ok();
    shown.stdout_lacks("Fee").stdout_lacks("Hours log").stdout_has("“What helps you when you're stuck?”");
    let note = practice.read("clients/ana/client.md");
    practice.write("clients/ana/client.md", note.replace("I'm stuck\n", "I'm stuck\n\n- A walk.\n"));
    let shown = practice.coach("client show ana --shared").ok();
    shown.stdout_has("## What helps them when they're stuck\n\n- A walk.").stdout_lacks("Not known yet");
    practice.coach("client show ana").ok().stdout_lacks("“What helps you");
}

#[test]
fn everything_that_is_filed_about_a_client_is_on_their_page() {
    let client = "---\nname: Ana\nminutes: 50\ntimezone: Asia/Tokyo\nsponsor: {name: Paul Weber}\n---\n\
        ## Who I want to be with them\n- Slow.\n\n## Agreed by three\n- Dates alone.\n";
    let practice = Practice::empty()
        .file("clients/ana/client.md", client)
        .file("clients/ana/sessions/2026-11-08.md", "I asked, and she said no. #otherwise\n");
    let shown = practice.coach("client show ana").ok();
    shown.stdout_has_in_order(&[
        "- Calls: 50 minutes (Asia/Tokyo)",
        "- Paid for by Paul Weber",
        "## Who you want to be with them\n\n- Slow.",
        "## What came instead of what they expect\n\n- I asked, and she said no.",
        "## Agreed by three\n\n- Dates alone.",
    ]);
    practice.coach("client show ana --shared").ok().stdout_has("Dates alone.").stdout_lacks("Slow.");
}

#[test]
fn clients_are_sorted_as_people_do() {
    let practice = Practice::empty();
    for name in ["Fay", "Émile", "dana", "Zoe"] {
        practice.run(["client", "new", name]).ok();
    }
    practice.coach("client list").ok().stdout_has_in_order(&["dana", "Émile", "Fay", "Zoe"]);
}

#[test]
fn rename_leaves_all_as_it_was_when_the_note_cannot_be_edited() {
    let practice = Practice::empty().file("clients/jo/client.md", "---\nname: Jo\n");
    let before = practice.snapshot();
    practice.run(["client", "rename", "jo", "Jo Lee"]).fails(2).stderr_has("clients/jo/client.md");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_rename_that_is_refused_leaves_the_name_as_it_was() {
    let practice = Practice::example().file("clients/bo", "a file in the way\n");
    let before = practice.snapshot();
    practice.run(["client", "rename", "ben", "Bo"]).fails(2).stderr_has("clients/bo is there already");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_line_in_another_form_is_answered_with_the_way() {
    let practice = Practice::of_alice(&[]);
    for (line, way) in [
        ("prep Alice Moreau", "one word of a client's name is enough, and several go into quotes"),
        ("done alice 50", "--minutes 50"),
        ("calendar --client alice", "without the dashes. Usage: coach calendar [OPTIONS] [CLIENT]"),
        ("client new --name Ann", "without the dashes. Usage: coach client new [OPTIONS] [NAME]..."),
        ("new client Ann", "the way here: coach client new"),
        ("add note alice", "the way here: coach note"),
        ("tick alice 1", "coach thread tick"),
        ("prep alice --braef", "'--brief'"),
        ("prep alice --to friday", "Usage: coach prep [OPTIONS] [CLIENT]"),
    ] {
        practice.coach(line).fails(2).stdout_is("").stderr_has(way);
    }
}
