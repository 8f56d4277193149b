//! The headings that have a meaning, by the kind of note, and which typed heading is one of them.

use super::slip::{is_one_slip, is_one_slip_between};

/// Where digests are put; nothing under it is ever read back.
pub const PREP: &str = "Prep";
/// What to come back to.
pub const THREADS: &str = "Threads";
/// What the coach said they would do.
pub const PROMISES: &str = "I said I would";
/// What the client works from.
pub const STEPS: &str = "Steps";
/// The five criteria of a plan.
pub const SMART: &str = "SMART";
/// If …, then …
pub const REALITY_TEST: &str = "Reality test";
/// What a goal is asked.
pub const HARD_QUESTIONS: &str = "Hard questions";
/// What the client sent ahead.
pub const PREPARATION: &str = "Preparation";
/// The coach's own.
pub const REFLECTION: &str = "Reflection";
/// A plan as it was typed during a call.
pub const PLAN: &str = "Plan";

/// The headings under which every list item at the top level is a task.
pub const OF_TASKS: [&str; 5] = [THREADS, PROMISES, STEPS, REALITY_TEST, HARD_QUESTIONS];

/// The headings of a session and of a note between sessions.
pub const SESSION: &[&str] = &[THREADS, PROMISES, PREPARATION, REFLECTION, PREP, PLAN];

/// The headings of `client.md`.
pub const CLIENT: &[&str] = &[
    "What helps me when I'm stuck",
    "Agreed by three",
    "Who I want to be with them",
    "What makes them happy",
    "What keeps them awake",
    "History",
    "What they expect of people",
    "How they work best",
    "Strengths",
    "Values",
    "Supports",
    "Barriers",
    "Beliefs",
    "Agreement",
];

/// The headings of a goal.
pub const GOAL: &[&str] = &["In their words", HARD_QUESTIONS, "Evidence", "Looking back"];

/// The headings of a plan.
pub const OF_PLAN: &[&str] = &[SMART, REALITY_TEST, STEPS, "Outcome"];

/// Every heading that has a meaning in some kind of note.
pub fn list_all() -> impl Iterator<Item = &'static str> {
    [SESSION, CLIENT, GOAL, OF_PLAN].into_iter().flatten().copied()
}

/// The other headings of the kind of note in which this one has a meaning; none where it has none.
pub fn list_beside(title: &str) -> impl Iterator<Item = &'static str> + Clone {
    let is_it = |known: &&str| same(strip_signs(title), known);
    let kinds = [SESSION, CLIENT, GOAL, OF_PLAN];
    let kind = kinds.into_iter().find(|kind| kind.iter().any(is_it));
    kind.into_iter().flatten().copied().filter(move |known| !same(strip_signs(title), known))
}

/// The words of a heading without what people put around them: blanks, a colon, an emoji.
#[must_use]
pub fn strip_signs(title: &str) -> &str {
    let is_around = |c: char| c.is_whitespace() || c == ':' || !c.is_ascii() && !c.is_alphanumeric();
    let is_bare = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    if is_bare(title.as_bytes().first()) && is_bare(title.as_bytes().last()) {
        return title;
    }
    title.trim_matches(is_around)
}

/// Whether two headings, bare, are the same in whatever case; a curly apostrophe is one, and `her` and `him` are `them`.
#[must_use]
#[inline]
pub fn same(one: &str, other: &str) -> bool {
    // Every heading is held against some titles, and most begin with another letter.
    let is_elsewhere = match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(one), Some(other)) => {
            one.is_ascii_alphabetic() && other.is_ascii_alphabetic() && !one.eq_ignore_ascii_case(other)
        }
        _ => false,
    };
    !is_elsewhere && reads_the_same(one, other)
}

fn reads_the_same(one: &str, other: &str) -> bool {
    // The usual ones are compared without copies.
    let is_same = if one.is_ascii() && other.is_ascii() {
        one.eq_ignore_ascii_case(other)
    } else {
        fold_heading(one).eq(fold_heading(other))
    };
    is_same || differs_in_persons(one, other)
}

/// Whether two headings of the same beginning differ in whom they speak of alone: `What makes her happy`.
fn differs_in_persons(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 12;
    let begin_alike = |one: &str, other: &str| {
        one.as_bytes().iter().zip(other.as_bytes()).take(3).all(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    if one.len() < SHORTEST || other.len() < SHORTEST || !begin_alike(one, other) || one.contains('\n') {
        return false;
    }
    let speaks_of = |heading: &str| {
        heading.contains("them")
            || heading.contains("they")
            || heading.contains("their")
            || heading.contains("I'm")
    };
    (speaks_of(one) || speaks_of(other)) && of_anybody(one) == of_anybody(other)
}

/// A heading's words, whomever it speaks of.
fn of_anybody(heading: &str) -> String {
    let folded: String = fold_heading(heading).collect();
    let word = |word: &str| match word {
        "she" | "he" => "they".to_owned(),
        "her" | "him" => "them".to_owned(),
        "his" => "their".to_owned(),
        "works" => "work".to_owned(),
        "expects" => "expect".to_owned(),
        other => other.to_owned(),
    };
    let words = folded.split_whitespace().map(word).collect::<Vec<_>>().join(" ");
    words.replace("i am", "i'm").replace("in them words", "in their words")
}

/// Whether a heading is one slip from a known one and means no other.
#[must_use]
pub fn is_near(typed: &str, known: &str) -> bool {
    const SHORTEST: usize = 6;
    let length = typed.len();
    if length < SHORTEST || length.abs_diff(known.len()) > 4 || same(typed, known) {
        return false;
    }
    // Most headings are plain letters and nowhere near: that is seen without copies.
    if typed.is_ascii() && known.is_ascii() {
        let fold = |byte: u8| if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() };
        if !is_one_slip_between(typed.as_bytes(), known.as_bytes(), |one, other| fold(one) == fold(other)) {
            return false;
        }
    }
    let (typed, known): (String, String) = (fold_heading(typed).collect(), fold_heading(known).collect());
    typed.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST
        && is_one_slip(&typed, &known)
        && !list_all().any(|other| same(&typed, other))
}

fn fold_heading(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | 'ʼ' | '´' | '`') { '\'' } else { c })
}

#[cfg(test)]
mod tests {
    use super::{is_near, same, strip_signs};

    #[test]
    fn a_heading_is_known_by_its_words() {
        for (typed, known) in [
            ("Threads:", "Threads"),
            (" 🧵 threads ", "Threads"),
            ("THREADS ✨", "threads"),
            ("What helps me when I’m stuck", "What helps me when I'm stuck"),
        ] {
            assert!(same(strip_signs(typed), strip_signs(known)), "{typed}");
        }
        assert!(!same(strip_signs("Threads (old)"), "Threads"));
        for (typed, known) in [
            ("What makes her happy", "What makes them happy"),
            ("what keeps HIM awake", "What keeps them awake"),
            ("How she works best", "How they work best"),
            ("What he expects of people", "What they expect of people"),
            ("Who I want to be with her", "Who I want to be with them"),
            ("What helps me when I am stuck", "What helps me when I'm stuck"),
            ("In her words", "In their words"),
            ("In his words", "In their words"),
        ] {
            assert!(same(typed, known), "{typed}");
        }
        assert!(!same("What makes her angry", "What makes them happy"));
        assert!(!same("What makes her happy", "What keeps them awake"));
    }

    #[test]
    fn one_slip_is_read_as_meant() {
        for (typed, known, wanted) in [
            ("Thread", "Threads", true),
            ("Thraeds", "Threads", true),
            ("Threads", "Threads", false),
            ("Step", "Steps", false),
            ("I said I wuold", "I said I would", true),
            ("Readings", "Threads", false),
        ] {
            assert_eq!(is_near(typed, known), wanted, "{typed}");
        }
    }
}
