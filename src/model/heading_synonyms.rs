//! Words that people write for headings, in English, German, French and Spanish: none of them is read as one, and what looks meant so
//! is told.

use super::headings::strip_signs;
use super::keys::NoteKind;

/// A heading that is read, and what else is written for it, in small letters.
type Row = (&'static str, &'static [&'static str]);

const SESSION: &[Row] = &[
    (
        "I said I would",
        &[
            "promises",
            "my promises",
            "promised",
            "i promised",
            "what i promised",
            "i said i'd",
            "i said i will",
            "i said i would do",
            "what i said i would",
            "what i said i would do",
            "i will",
            "zusagen",
            "versprochen",
            "ich habe zugesagt",
            "j'ai promis",
            "promesses",
            "prometí",
            "promesas",
        ],
    ),
    (
        "Threads",
        &[
            "open threads",
            "loose threads",
            "threads to come back to",
            "to come back to",
            "come back to",
            "loose ends",
            "open loops",
            "offene fäden",
            "offene punkte",
            "offen",
            "à reprendre",
            "pendiente",
            "hilos",
        ],
    ),
    ("Preparation", &["vorbereitung", "préparation", "preparación"]),
    ("Reflection", &["my reflection", "my reflections", "reflexion", "réflexion", "reflexión"]),
];

const CLIENT: &[Row] = &[
    (
        "What helps me when I'm stuck",
        &[
            "what helps",
            "what helps when stuck",
            "what helps when i'm stuck",
            "what helps them when they're stuck",
        ],
    ),
    ("Agreed by three", &["agreed by 3", "three-way agreement", "agreed with the sponsor"]),
    (
        "What makes them happy",
        &["happy", "what they love", "was sie glücklich macht", "was ihn glücklich macht"],
    ),
    (
        "What keeps them awake",
        &["awake", "what keeps them up at night", "what keeps her up at night", "what keeps him up at night"],
    ),
    (
        "What they expect of people",
        &[
            "what they expect from people",
            "what she expects from people",
            "what he expects from people",
            "what they expect of others",
            "what they expect from others",
            "expectations",
        ],
    ),
    ("How they work best", &["how they work", "works best", "work style"]),
    ("Strengths", &["their strengths", "her strengths", "his strengths", "stärken", "forces", "fortalezas"]),
    ("Values", &["value", "their values", "her values", "his values", "werte", "valeurs", "valores"]),
    ("Supports", &["her supports", "his supports", "unterstützung", "soutiens", "apoyos"]),
    ("Barriers", &["obstacles", "her barriers", "his barriers", "hindernisse", "freins", "barreras"]),
    ("Beliefs", &["her beliefs", "his beliefs", "überzeugungen", "croyances", "creencias"]),
    ("History", &["her history", "his history", "their history", "geschichte", "histoire", "historia"]),
    ("Agreement", &["vereinbarung", "contract", "accord", "acuerdo"]),
];

const GOAL: &[Row] = &[
    (
        "In their words",
        &[
            "in the client's words",
            "in own words",
            "in their own words",
            "in her own words",
            "in his own words",
        ],
    ),
    ("Hard questions", &["questions", "the hard questions"]),
];

const PLAN: &[Row] = &[
    ("SMART", &["smart goal", "smart goals", "smart check", "smart checklist"]),
    ("Reality test", &["reality check", "if-then", "if then", "if-thens", "if … then", "obstacles"]),
    (
        "Steps",
        &[
            "step",
            "next steps",
            "the steps",
            "action steps",
            "actions",
            "action items",
            "to do",
            "todo",
            "to-do",
            "to-dos",
            "todos",
            "tasks",
            "schritte",
            "nächste schritte",
            "étapes",
            "pasos",
        ],
    ),
    ("Outcome", &["result", "results", "what happened", "how it went", "ergebnis", "résultat", "resultado"]),
];

/// The heading for which a typed one may stand in a note of a kind.
#[must_use]
pub fn find(kind: NoteKind, title: &str) -> Option<&'static str> {
    let all = match kind {
        NoteKind::Client => CLIENT,
        NoteKind::Session | NoteKind::Between => SESSION,
        NoteKind::Goal => GOAL,
        NoteKind::Plan => PLAN,
    };
    let bare = strip_signs(title);
    // Most headings are of one's own, and of letters of one byte: these are compared without a copy.
    if bare.is_empty() || bare.len() > LONGEST {
        return None;
    }
    let found = if bare.is_ascii() && !bare.contains('`') {
        all.iter().find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(bare)))
    } else {
        let small = bare.to_lowercase().replace(['’', '`'], "'");
        all.iter().find(|(_, words)| words.contains(&small.as_str()))
    };
    found.map(|(known, _)| *known)
}

/// How long these words are at most.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::{CLIENT, GOAL, LONGEST, NoteKind, PLAN, SESSION, find};
    use crate::model::headings::same;

    #[test]
    fn each_stands_for_a_heading_of_its_kind_and_is_none() {
        for (kind, rows) in [
            (NoteKind::Client, CLIENT),
            (NoteKind::Session, SESSION),
            (NoteKind::Goal, GOAL),
            (NoteKind::Plan, PLAN),
        ] {
            for (known, words) in rows {
                assert!(kind.headings().contains(known), "{known}");
                for word in *words {
                    assert!(word.len() <= LONGEST, "{word}");
                    assert!(!kind.headings().iter().any(|known| same(word, known)), "{word}");
                }
            }
        }
        assert_eq!(find(NoteKind::Plan, "Next steps:"), Some("Steps"));
        assert_eq!(find(NoteKind::Session, "I said I’d"), Some("I said I would"));
        assert_eq!(find(NoteKind::Session, "Next steps"), None);
    }
}
