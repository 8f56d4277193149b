//! What stands on coach(1) alone.

use crate::render::manual::{Part, Section};

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "It is done."),
    ("1", "`coach check` found problems, or `coach find` found nothing."),
    (
        "2",
        "It could not be done: wrong usage, a name that isn't clear, a refusal. Why, and how to mend it, is told on standard error.",
    ),
    ("130", "It was interrupted. What had been answered until then is kept."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("COACH_PRACTICE", "The practice to work in, where --practice doesn't name one."),
    ("NO_COLOR, CLICOLOR_FORCE", "No colour, or colour in pipes as well, where --color doesn't say."),
    ("PAGER, LESS", "What shows text that is longer than the screen; less, if it isn't set."),
    ("VISUAL, EDITOR", "The editor that notes are opened in."),
    ("COLUMNS", "The width to wrap at, up to 100."),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME",
        "Where the configuration, and where the last reading ended, are kept.",
    ),
];

const FILES: &[(&str, &str)] = &[
    ("coach.yaml", "Marks the root of a practice, and holds its settings."),
    (
        "clients/<ID>/client.md",
        "Who a client is. Beside it their `sessions/`, `goals/`, `plans/` and `notes/`.",
    ),
    ("templates/", "Your own templates, in place of the built-in ones, file by file."),
    ("~/.config/coach/config.yaml", "`practice:` in it names the practice to work in from anywhere."),
];

/// The sections behind the options.
pub fn sections() -> Vec<Section> {
    let items = |rows: &[(&str, &str)]| {
        rows.iter().map(|(term, text)| Part::Item((*term).to_owned(), vec![(*text).to_owned()])).collect()
    };
    let examples = ["coach demo", "coach init ~/practice", "coach prep alice", "coach plan new alice"];
    vec![
        Section { title: "EXIT STATUS", parts: items(EXIT_STATUS) },
        Section { title: "ENVIRONMENT", parts: items(ENVIRONMENT) },
        Section { title: "FILES", parts: items(FILES) },
        Section { title: "EXAMPLES", parts: vec![Part::Lines(examples.map(str::to_owned).to_vec())] },
        Section { title: "SEE ALSO", parts: vec![Part::Text("git(1), man(1)".to_owned())] },
    ]
}
