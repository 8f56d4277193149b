//! Which names are found, and which words are none.

use super::{Anonymous, Swaps};
use crate::insight::supervision::Supervision;
use crate::model::client::Client;
use crate::model::record::{Doubted, Record};
use crate::model::settings::Settings;
use crate::model::wording::NameWords;
use crate::note::parsed::Note;
use crate::note::read;

#[test]
fn names_give_way_to_what_they_are() {
    let plan = "---\nwho: Kim takes the phone\nsupport: On Friday Jo asks\nwhere: the library\n---\n# P\n";
    let plan = read::plan(Note::parse(&"clients/will/plans/p.md".into(), plan.to_owned())).value;
    let mut client = Client::unknown("will", "clients/will/client.md".into());
    client.name = Some("Will Mc Intyre".into());
    client.organisation = Some("Harbour House, shelter".into());
    let none = || (Vec::new(), Vec::new(), Vec::new());
    let (sessions, goals, notes) = none();
    let record = Record { client, sessions, goals, plans: vec![plan], notes, doubted: Doubted::default() };
    let settings = Settings { coach: Some("Robin Vale".into()), ..Settings::default() };
    let words = NameWords { not_names: ["on", "friday"].map(String::from).to_vec(), ..NameWords::default() };
    let swaps = Swaps::gather(&record, &["Will Mc Intyre".into(), "Nina Ümlaut".into()], &settings, &words);
    for (text, wanted) in [
        ("Will's own words", "[client]'s own words"),
        ("WILL MC INTYRE", "[client]"),
        ("I will do it, Intyre", "I will do it, [client]"),
        ("Robin asked Jo and Kim", "[coach] asked [person 2] and [person 1]"),
        ("at The Library, Fridays", "at [place 1], Fridays"),
        ("at Harbour House", "at [organisation]"),
        ("write to w.m@example.org or +33 5 00 00 00", "write to [contact] or [contact]"),
        ("on 2026-11-24", "on 2026-11-24"),
        ("a willing Joe", "a willing Joe"),
        ("like Nina Ümlaut", "like [somebody]"),
    ] {
        assert_eq!(swaps.text(text), wanted);
    }
}

/// The words that come with the program.
fn built_in() -> NameWords {
    serde_yaml::from_str(include_str!("../../../templates/signal-words.yaml")).expect("the words")
}

/// What is swapped in the notes of Ann Weber, one session a text, and what is left as perhaps a name.
fn found_in(client: &str, sessions: &[&str]) -> (Vec<String>, Vec<String>) {
    let note = |path: &str, text: &str| Note::parse(&path.into(), text.to_owned());
    let client =
        read::client("ann", note("clients/ann/client.md", &format!("---\nname: Ann Weber\n---\n{client}")))
            .value;
    let days = (1..).map(|day| format!("clients/ann/sessions/2026-11-{day:02}.md"));
    let sessions = days.zip(sessions).filter_map(|(path, text)| read::session(note(&path, text)).value);
    let record = Record {
        client,
        sessions: sessions.collect(),
        goals: Vec::new(),
        plans: Vec::new(),
        notes: Vec::new(),
        doubted: Doubted::default(),
    };
    let words = built_in();
    let swaps =
        Swaps::gather(&record, &["Ann Weber".into(), "Dana Family".into()], &Settings::default(), &words);
    let texts: Vec<&str> = super::texts_of(&record).into_iter().map(|(text, _)| text).collect();
    let view = Anonymous::<Supervision>::swap_value(serde_json::json!(texts), &swaps);
    (view.names_found().to_vec(), swaps.find_left(&view, &words))
}

#[test]
fn english_notes_show_people_by_supports_headings_titles_and_by_coming_back() {
    let (found, left) = found_in(
        "## Supports\n- Marit from next door, retired. Sits in the shed and reads.\n- Asks Jo's opinion on Fridays\n",
        &[
            "## Call with Kim\nShe sits down, with her family. Family is what she asks about. Mrs Albers rang, and so did Oskar.\n",
            "## Next Steps\nThen Oskar came. Property again. He talked with Tom.\n\n> “Become a partner,” he said.\n",
            "## Money and the van\nOskar's brother MARIT says.\n",
        ],
    );
    assert_eq!(found, ["Albers", "Jo", "Kim", "MARIT", "Marit", "Oskar"]);
    assert_eq!(left, ["Tom"]);
}

#[test]
fn german_notes_show_people_though_every_noun_has_a_capital() {
    let (found, left) = found_in(
        "## Supports\n- Lene, die Nachbarin. Kommt am Freitag mit dem Rad.\n",
        &[
            "## Gespräch mit Jonas\nSie hat mit Emma über die Entscheidung geredet und keine Zeit für Musik gehabt.\n",
            "Frau Schmidt hat angerufen. Am Sonntag kam Emma mit dem Kuchen, und Emmas Mutter wollte das Rad sehen.\n",
            "Dann hat Emma gesagt, dass Angst und Druck im Büro mehr werden. Die Musik hilft, sagt Jonas.\n",
        ],
    );
    assert_eq!(found, ["Emma", "Jonas", "Lene", "Schmidt"]);
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_name_that_is_only_said_with_an_article_is_listed() {
    let (found, left) = found_in(
        "",
        &[
            "Am Abend kam der Jonas vorbei. Mit dem Jonas redet sie nicht gern.\n",
            "Sie kam mit dem Rad, und das Rad blieb stehen. Eine Entscheidung, und noch die Entscheidung, sagt Petra.\n",
        ],
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(left, ["Jonas", "Petra"]);
}
