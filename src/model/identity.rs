//! What one person goes by in a practice, now and before.

use serde::Serialize;

use super::traces::Traces;

/// The ids, names and addresses of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The names of their folder, today's first.
    pub ids: Vec<String>,
    /// What they are called, today's name first.
    pub names: Vec<String>,
    /// Where they can be written to.
    pub addresses: Vec<String>,
}

impl Identity {
    /// What they are called today; the id where they have no name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().or(self.ids.first()).map_or("", String::as_str)
    }

    /// Adds a name and addresses that they had at some time.
    pub fn add(&mut self, name: Option<&str>, addresses: &[String]) {
        let add = |list: &mut Vec<String>, one: &str| {
            if !one.trim().is_empty() && !list.iter().any(|known| known == one) {
                list.push(one.to_owned());
            }
        };
        if let Some(name) = name {
            add(&mut self.names, name);
        }
        for address in addresses {
            add(&mut self.addresses, address);
        }
    }

    /// What names them in any text. An id of one word is left out: `alice` is the given name of others, too.
    #[must_use]
    pub fn traces(&self) -> Traces {
        let ids = self.ids.iter().filter(|id| self.names.is_empty() || id.contains(['-', '_', ' ']));
        Traces::from_names(self.names.iter().chain(&self.addresses).chain(ids))
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn an_id_of_one_word_is_no_trace_by_itself() {
        for (ids, names, text, is_there) in [
            (&["alice"][..], &["Alice Moreau"][..], "Alice rang", false),
            (&["alice-moreau"], &["Alice M."], "clients/alice-moreau", true),
            (&["alice"], &[], "Alice rang", true),
            (&["alice"], &["Alice Moreau", "Alice Martin"], "Alice Martin rang", true),
        ] {
            let own = |list: &[&str]| list.iter().map(ToString::to_string).collect();
            let identity = Identity { ids: own(ids), names: own(names), addresses: Vec::new() };
            assert_eq!(identity.traces().is_in(text), is_there, "{ids:?} {text}");
        }
    }
}
