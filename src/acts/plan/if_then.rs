//! Obstacles and their answers in the contingent form (implementation intentions: Gollwitzer 1999).

use crate::note::edit;

/// `If …, then ….`; `small` are the words that lose their capital behind the `If`. Without an answer it stays open: `If …, then …`.
#[must_use]
pub fn if_then(obstacle: &str, then: &str, small: &[String]) -> String {
    let (mut obstacle, then) = (without_lead(obstacle, "if "), without_lead(then, "then "));
    let first = obstacle.split_whitespace().next().unwrap_or_default().to_lowercase();
    if small.contains(&first) {
        obstacle = format!("{first}{}", &obstacle[first.len()..]);
    }
    if then.is_empty() { format!("If {obstacle}, then …") } else { format!("If {obstacle}, then {then}.") }
}

fn without_lead(text: &str, lead: &str) -> String {
    let text = text.trim().trim_end_matches(['.', ',', ';', '…']).trim();
    let rest = text
        .get(..lead.len())
        .filter(|head| head.eq_ignore_ascii_case(lead))
        .map(|_| text[lead.len()..].trim());
    rest.unwrap_or(text).to_owned()
}

/// An obstacle that was told together with its answer: `If …, then ….`
#[must_use]
pub fn split_if_then(told: &str) -> Option<(&str, &str)> {
    told.trim().get(..3).filter(|head| head.eq_ignore_ascii_case("if "))?;
    let (obstacle, then) = told.split_once(", then ").or_else(|| told.split_once(" then "))?;
    (!then.trim().is_empty()).then_some((obstacle, then))
}

/// A plan's text with an if-then that was played through: ticked if it stands there, else added.
///
/// # Errors
/// Where it can't be ticked or added.
pub fn play(text: &str, if_then: &str) -> Result<String, edit::EditRefusal> {
    let words = join_lines(if_then);
    match edit::find_standing_task(text, "Reality test", &words) {
        Some((number, _)) => edit::tick(text, "Reality test", number, true),
        None => edit::append(text, "Reality test", &format!("- [x] {words}")),
    }
}

/// Words in one line: behind a box nothing in them can begin a block of its own.
pub(super) fn join_lines(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{if_then, play, split_if_then};

    #[test]
    fn obstacles_take_the_contingent_form() {
        let small = ["it".to_owned()];
        for (obstacle, then, wanted) in [
            ("It rains", "I go", "If it rains, then I go."),
            ("Marit is away", "I go", "If Marit is away, then I go."),
            ("it rains", "I take the bus", "If it rains, then I take the bus."),
            ("If it rains,", "then I take the bus.", "If it rains, then I take the bus."),
            ("it rains", "", "If it rains, then …"),
        ] {
            assert_eq!(if_then(obstacle, then, &small), wanted);
        }
        assert_eq!(split_if_then("If it rains, then I go"), Some(("If it rains", "I go")));
        assert_eq!(split_if_then("It rains, then I go"), None);
    }

    #[test]
    fn what_was_played_is_ticked_where_it_stands_else_added() {
        let plan = "## Reality test\n\n- [ ] If it rains, then I go.\n";
        assert_eq!(play(plan, "If it  rains, then I go.").unwrap(), plan.replace("[ ]", "[x]"));
        assert!(
            play(plan, "If it snows, then I stay.").unwrap().ends_with("- [x] If it snows, then I stay.\n")
        );
    }
}
