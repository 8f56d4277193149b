//! Clients who bear one name: they may be two people, or one who was begun twice.

use std::collections::HashMap;

use super::matching::{Candidate, without_accents};
use super::problem::Problem;

/// What two names share where people take them for one: case, accents and blanks apart.
#[must_use]
pub fn make_plain_name(name: &str) -> String {
    without_accents(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The clients who bear the name of one before them. It says something of two clients, so it is told of the practice as a whole alone.
#[must_use]
pub fn find_namesakes(clients: &[Candidate]) -> Vec<Problem> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut problems = Vec::new();
    for Candidate { id, name } in clients {
        let Some(other) = seen.insert(make_plain_name(name), id) else { continue };
        let what = format!("`{other}` is called {name}, too");
        let hint = format!(
            "if this is one person, move what lies here into the other folder; if not, name them apart: coach client rename {id} \"…\""
        );
        problems
            .push(Problem::for_file(format!("clients/{id}/client.md"), "same-name", what, hint).as_note());
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::find_namesakes;
    use crate::model::matching::Candidate;

    #[test]
    fn names_are_one_but_for_case_accents_and_blanks() {
        let named = |names: &[&str]| {
            let candidate = |(i, name): (usize, &&str)| Candidate { id: i.to_string(), name: (*name).into() };
            let clients: Vec<Candidate> = names.iter().enumerate().map(candidate).collect();
            find_namesakes(&clients).into_iter().map(|problem| problem.path).collect::<Vec<_>>()
        };
        assert_eq!(named(&["José Núñez", "Ann Lee", "jose  nunez"]), ["clients/2/client.md"]);
        assert_eq!(named(&["Ann Lee", "Ann Leeds", "Ann"]), Vec::<String>::new());
    }
}
