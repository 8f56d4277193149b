//! Words that people write for keys, in English, German, French and Spanish: none of them is read, and what looks meant so is told.

use super::keys::NoteKind;

/// What a value has to look like for its key to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Any words at all.
    Words,
    /// A figure first.
    Figure,
    /// A day, with or without an hour.
    Day,
    /// An hour of a day.
    Hour,
    /// An address.
    Address,
    /// A word of the key's closed list, or what says as much.
    Choice,
    /// Yes, or who, or when: not no.
    Yes,
}

/// Words for one key.
pub struct Synonyms {
    /// The key that is read.
    pub known: &'static str,
    /// What else is written for it: lower case, `_` between words.
    pub words: &'static [&'static str],
    /// What the value looks like then.
    pub looks: Looks,
}

const MINUTES: Synonyms = Synonyms {
    known: "minutes",
    words: &["duration", "length", "mins", "min", "dauer", "durée", "duree", "duración", "duracion"],
    looks: Looks::Figure,
};
const STATUS: Synonyms =
    Synonyms { known: "status", words: &["state", "statut", "estado"], looks: Looks::Choice };
const TIMES: &[&str] = &["time", "start_time", "at", "hour", "uhrzeit", "zeit", "heure", "hora"];
const DAYS: &[&str] = &["day", "datum", "fecha", "jour"];
const DAY: Synonyms = Synonyms { known: "date", words: DAYS, looks: Looks::Day };

const CLIENT: &[Synonyms] = &[
    MINUTES,
    STATUS,
    Synonyms {
        known: "since",
        words: &["start", "started", "client_since", "from", "begin", "seit", "depuis", "desde"],
        looks: Looks::Day,
    },
    Synonyms { known: "until", words: &["end", "ends", "bis", "hasta"], looks: Looks::Day },
    Synonyms { known: "email", words: &["mail", "correo", "courriel"], looks: Looks::Address },
    Synonyms { known: "sessions_agreed", words: &["sessions", "agreed_sessions"], looks: Looks::Figure },
    Synonyms { known: "organisation", words: &["company", "employer", "firma"], looks: Looks::Words },
    Synonyms { known: "timezone", words: &["tz", "zeitzone"], looks: Looks::Words },
];

const SESSION: &[Synonyms] = &[
    MINUTES,
    STATUS,
    Synonyms {
        known: "status",
        words: &[
            "cancelled",
            "canceled",
            "no_show",
            "noshow",
            "called_off",
            "moved",
            "rescheduled",
            "abgesagt",
            "verschoben",
            "annulé",
            "annulée",
            "cancelada",
            "cancelado",
        ],
        looks: Looks::Yes,
    },
    DAY,
    Synonyms { known: "date", words: TIMES, looks: Looks::Hour },
    Synonyms {
        known: "summary",
        words: &["takeaway", "zusammenfassung", "résumé", "resumen"],
        looks: Looks::Words,
    },
    Synonyms { known: "fee", words: &["pro_bono", "probono"], looks: Looks::Yes },
    Synonyms { known: "group_size", words: &["participants", "attendees"], looks: Looks::Figure },
];

const BETWEEN: &[Synonyms] = &[
    DAY,
    Synonyms { known: "from", words: &["sender", "author", "by", "von", "de"], looks: Looks::Choice },
    Synonyms { known: "date", words: TIMES, looks: Looks::Hour },
];

const GOAL: &[Synonyms] = &[
    STATUS,
    Synonyms { known: "title", words: &["name", "titel", "titre", "título"], looks: Looks::Words },
    Synonyms { known: "target", words: &["due", "deadline", "target_date"], looks: Looks::Day },
    Synonyms { known: "opened", words: &["started", "start", "begun", "since"], looks: Looks::Day },
    Synonyms { known: "closed", words: &["achieved", "ended"], looks: Looks::Day },
];

const PLAN: &[Synonyms] = &[
    Synonyms {
        known: "review",
        words: &["due", "deadline", "review_date", "review_on", "next_review"],
        looks: Looks::Day,
    },
    Synonyms { known: "made", words: &["created", "date", "datum", "fecha"], looks: Looks::Day },
    Synonyms {
        known: "outcome",
        words: &["status", "state", "result", "ergebnis", "résultat", "resultado"],
        looks: Looks::Words,
    },
    Synonyms {
        known: "confidence",
        words: &["sure", "certainty", "zuversicht", "confiance", "confianza"],
        looks: Looks::Figure,
    },
    Synonyms { known: "made_by", words: &["by", "author"], looks: Looks::Choice },
    Synonyms { known: "how_often", words: &["frequency"], looks: Looks::Words },
    Synonyms { known: "follows", words: &["previous"], looks: Looks::Words },
];

/// The key for which a word may stand in a note of a kind.
#[must_use]
pub fn find(kind: NoteKind, normal: &str) -> Option<&'static Synonyms> {
    let all = match kind {
        NoteKind::Client => CLIENT,
        NoteKind::Session => SESSION,
        NoteKind::Goal => GOAL,
        NoteKind::Plan => PLAN,
        NoteKind::Between => BETWEEN,
    };
    all.iter().find(|one| one.words.contains(&normal))
}

#[cfg(test)]
mod tests {
    use super::{NoteKind, find};

    #[test]
    fn a_word_for_a_key_is_none_and_stands_for_one() {
        for kind in NoteKind::ALL {
            assert!(kind.keys().iter().all(|(key, _)| find(kind, key).is_none()), "{kind:?}");
        }
        let known = |kind, word| find(kind, word).map(|one| one.known);
        assert_eq!(known(NoteKind::Session, "dauer"), Some("minutes"));
        assert_eq!(known(NoteKind::Plan, "status"), Some("outcome"));
        assert_eq!(known(NoteKind::Session, "mood"), None);
    }

    #[test]
    fn each_stands_for_a_key_of_its_kind() {
        for (kind, all) in [
            (NoteKind::Client, super::CLIENT),
            (NoteKind::Session, super::SESSION),
            (NoteKind::Goal, super::GOAL),
            (NoteKind::Plan, super::PLAN),
            (NoteKind::Between, super::BETWEEN),
        ] {
            for one in all {
                assert!(kind.keys().iter().any(|(key, _)| *key == one.known), "{}", one.known);
            }
        }
    }
}
