//! Which client, call, goal or plan is meant: facts in, one meaning out. Nothing else decides it.
//!
//! What only looks may guess ahead; what writes never does. Words that end in the wrong client's note are worse than a
//! question, so each rule here refuses or gives several where it can't be sure, and `cli` asks.

pub mod at_hand;
pub mod bare_words;
pub mod closing;
pub mod goal;
pub mod named;
pub mod plan;
pub mod sender;
pub mod session;

/// What a command is about to do with what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It only shows.
    Show,
    /// It writes: never to a call that hasn't begun.
    Write,
    /// It says what happened in a call: a call of which nobody has said it yet goes before one that is told.
    Close,
    /// It hands something to the client, or shows it where they see it.
    HandOver,
}

#[cfg(test)]
pub(super) mod tests {
    //! What the tables of the rules are made from.

    use crate::model::client::Client;
    use crate::model::moment::Moment;
    use crate::model::record::{Doubted, Record};
    use crate::note::parsed::Note;
    use crate::note::read;

    /// A moment as it is written.
    pub fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    /// A client with these notes: the path from their folder, and the front matter.
    pub fn record(id: &str, notes: &[(&str, &str)]) -> Record {
        let parsed = |path: &str, front: &str| {
            Note::parse(&format!("clients/{id}/{path}").into(), format!("---\n{front}\n---\n"))
        };
        let of = |folder: &'static str| notes.iter().filter(move |(path, _)| path.starts_with(folder));
        let mut record = Record {
            client: Client::unknown(id, format!("clients/{id}/client.md").into()),
            sessions: of("sessions/")
                .filter_map(|(path, front)| read::session(parsed(path, front)).value)
                .collect(),
            goals: Vec::new(),
            plans: of("plans/").map(|(path, front)| read::plan(parsed(path, front)).value).collect(),
            notes: Vec::new(),
            doubted: Doubted::default(),
        };
        record.settle();
        record
    }
}
