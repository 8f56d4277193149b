//! Looking through a client's notes for something: most files hold nothing of it, and are not read as notes.

use std::cell::RefCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::listed_notes::Listed;
use super::paths::{self, Kind};
use super::{Practice, note_of};
use crate::model::client::Client;
use crate::model::consistency;
use crate::model::contradictions::find_contradictions;
use crate::model::needs::Depth;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::{Doubted, Record};
use crate::model::session::Session;
use crate::note::glance;
use crate::note::parsed::Note;
use crate::note::read;

/// What is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// `client.md`.
    Profile,
    /// Notes of a kind.
    Notes(Kind),
    /// Calls, word for word.
    Transcripts,
}

impl Searched {
    /// All of it.
    pub const ALL: [Self; 6] = [
        Self::Profile,
        Self::Notes(Kind::Session),
        Self::Notes(Kind::Goal),
        Self::Notes(Kind::Plan),
        Self::Notes(Kind::Note),
        Self::Transcripts,
    ];

    /// The word for one of them.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Profile => "client",
            Self::Notes(Kind::Session) => "session",
            Self::Notes(Kind::Goal) => "goal",
            Self::Notes(Kind::Plan) => "plan",
            Self::Notes(Kind::Note) => "note",
            Self::Transcripts => "transcript",
        }
    }
}

/// What was found in a client's notes.
#[derive(Debug)]
pub struct Findings<T> {
    /// What was made of each note that holds it.
    pub found: Vec<T>,
    /// Why some of these notes don't count.
    pub doubts: Vec<Problem>,
    /// What couldn't be looked through.
    pub problems: Vec<Problem>,
    /// The same, of transcripts.
    pub problems_of_transcripts: Vec<Problem>,
}

/// A note that holds it.
struct Holder<T> {
    kind: Searched,
    path: Arc<str>,
    made: T,
    problems: Vec<Problem>,
    session: Option<Session>,
}

/// A file that couldn't be looked through.
struct Unread {
    kind: Searched,
    why: Box<Problem>,
}

thread_local! {
    /// What one file after the other is read into: nearly all of them are let go at once.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Practice {
    /// Looks through a client's notes. Only those whose bytes `may_hold` what is looked for are read as notes; what `look` makes of them
    /// is gathered.
    pub fn search_client<T: Send>(
        &self,
        id: &str,
        kinds: &[Searched],
        may_hold: impl Fn(&[u8]) -> bool + Sync,
        look: impl Fn(Searched, &Note) -> Option<T> + Sync,
    ) -> Findings<T> {
        let (mut problems, mut problems_of_transcripts) = (Vec::new(), Vec::new());
        let mut files: Vec<(Searched, Listed)> = Vec::new();
        for &kind in kinds {
            let listed = match kind {
                // Read by its path: it may be a link, or staged.
                Searched::Profile => {
                    vec![Listed { path: paths::client_note(id), is_link: true, folder: None }]
                }
                Searched::Notes(of) => self.list_files(id, of).take(&mut problems),
                Searched::Transcripts => self.list_transcripts(id).take(&mut problems_of_transcripts),
            };
            files.extend(listed.into_iter().map(|file| (kind, file)));
        }
        let look_in = |(kind, file): &(Searched, Listed)| match self.read_if_held(file, &may_hold) {
            Ok(bytes) => self.take_in(id, *kind, note_of(&file.path, Ok(bytes?)), &look).map(Ok),
            // A client may have no profile; what else is listed is there.
            Err(why) => {
                let is_there = *kind != Searched::Profile || self.has(&file.path);
                is_there
                    .then(|| Err(Unread { kind: *kind, why: Box::new(read::unreadable(&file.path, &why)) }))
            }
        };
        let looked: Vec<Result<Holder<T>, Unread>> = files.par_iter().filter_map(look_in).collect();
        let mut holders = Vec::new();
        for one in looked {
            match one {
                Ok(holder) => holders.push(holder),
                Err(Unread { kind: Searched::Transcripts, why }) => problems_of_transcripts.push(*why),
                Err(Unread { why, .. }) => problems.push(*why),
            }
        }
        let doubts = self.find_doubts(id, &mut holders, &files);
        let found = holders.into_iter().map(|holder| holder.made).collect();
        Findings { found, doubts, problems, problems_of_transcripts }
    }

    /// The bytes of a file that may hold what is looked for.
    fn read_if_held(
        &self,
        file: &Listed,
        may_hold: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<Vec<u8>>, String> {
        BUFFER.with_borrow_mut(|buffer| {
            self.read_listed_into(file, buffer)?;
            Ok(may_hold(buffer).then(|| buffer.clone()))
        })
    }

    /// Looks at a note; where something was found, the note is read for whether it counts.
    fn take_in<T>(
        &self,
        id: &str,
        kind: Searched,
        note: Loaded<Note>,
        look: impl Fn(Searched, &Note) -> Option<T>,
    ) -> Option<Holder<T>> {
        let made = look(kind, &note.value)?;
        let path = Arc::clone(&note.value.path);
        let mut session = None;
        let text = &note.value.text;
        let mut problems = match kind {
            Searched::Profile => read::client(id, note).problems,
            Searched::Notes(Kind::Session) => {
                let read = match glance::session(&path, text, Depth::Keys, glance::NOBODY) {
                    Some((session, _)) => Loaded { value: Some(session), problems: Vec::new() },
                    None => read::read_session(note, Depth::Keys),
                };
                let Loaded { value, problems } = read;
                session = value.filter(|_| self.now.is_some());
                problems
            }
            // Of what is read at a glance there is nothing to tell.
            Searched::Notes(Kind::Goal) if glance::goal(&path, text, Depth::Keys).is_some() => Vec::new(),
            Searched::Notes(Kind::Plan) if glance::plan(&path, text, Depth::Keys).is_some() => Vec::new(),
            Searched::Notes(Kind::Note)
                if glance::between(&path, text, Depth::Keys, glance::NOBODY).is_some() =>
            {
                Vec::new()
            }
            Searched::Notes(Kind::Goal) => read::goal(note).problems,
            Searched::Notes(Kind::Plan) => read::plan(note).problems,
            Searched::Notes(Kind::Note) => read::read_between_to(note, Depth::Keys).problems,
            Searched::Transcripts => Vec::new(),
        };
        problems.retain(|problem| problem.doubts);
        Some(Holder { kind, path, made, problems, session })
    }

    /// Why some of the notes that hold it don't count, in the order in which a client's record tells it: that follows from each note, from
    /// its name beside the others', and from what time it is.
    fn find_doubts<T>(
        &self,
        id: &str,
        holders: &mut [Holder<T>],
        files: &[(Searched, Listed)],
    ) -> Vec<Problem> {
        let mut doubts = Vec::new();
        let mut sessions = Vec::new();
        for kind in Searched::ALL {
            let of_kind = || files.iter().filter(|(of, _)| *of == kind);
            if kind != Searched::Transcripts && holders.iter().any(|holder| holder.kind == kind) {
                let listed: Vec<Listed> = of_kind().map(|(_, file)| file.clone()).collect();
                doubts.extend(self.copies(&listed));
            }
            for holder in holders.iter_mut().filter(|holder| holder.kind == kind) {
                doubts.append(&mut holder.problems);
                sessions.extend(holder.session.take());
            }
        }
        let record = Record {
            client: Client::unknown(id, paths::client_note(id)),
            sessions,
            goals: Vec::new(),
            plans: Vec::new(),
            notes: Vec::new(),
            doubted: Doubted::default(),
        };
        doubts.extend(find_contradictions(&record));
        doubts.extend(self.now.into_iter().flat_map(|now| consistency::find_held_ahead(&record, now)));
        let is_found = |problem: &Problem| holders.iter().any(|holder| *holder.path == *problem.path);
        doubts.retain(|problem| problem.doubts && is_found(problem));
        doubts
    }
}
