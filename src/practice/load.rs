//! Loading: one client, or all of them, as value and problems.

use std::sync::Arc;

use rayon::prelude::*;

use super::git::undecided::find_undecided;
use super::listed_notes::Listed;
use super::paths::{self, Kind};
use super::{Practice, note_of, readers};
use crate::model::consistency;
use crate::model::contradictions::find_contradictions;
use crate::model::keys::is_spelling_of;
use crate::model::matching::{Candidate, make_sorting_key};
use crate::model::namesakes::find_namesakes;
use crate::model::needs::{Depth, Needs};
use crate::model::order::InOrder as _;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::{Doubted, Record};
use crate::note::glance::{self, AndSeen};
use crate::note::parsed::Note;
use crate::note::read;

/// Among how many others a client is read: one of many is read by one thread, since as many clients as there are threads are read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Among {
    None,
    Many,
}

/// A record, and what was made of each of its notes, by path.
pub type RecordAnd<T> = (Record, Vec<(Arc<str>, T)>);

/// What is found beside the notes of a client.
struct Found<S> {
    problems: Vec<Problem>,
    seen: Vec<S>,
}

/// Nobody, who looks at no note.
const NOBODY: Option<fn(Kind, &Note)> = None;

/// Of so few notes several threads win nothing: to begin with them takes as long as to read the notes.
const FEW: usize = 64;

impl Practice {
    /// Everything that is known of a client.
    #[must_use]
    pub fn record(&self, id: &str) -> Loaded<Record> {
        self.record_to(Needs::ALL, (id, Among::None), NOBODY).map(|(record, _)| record)
    }

    /// What is needed of a client, and beside it what `look` makes of the body of each session's note and of each note between sessions,
    /// by path: every file is read once.
    #[must_use]
    pub fn record_and<T: Send>(
        &self,
        needs: Needs,
        id: &str,
        look: impl Fn(Kind, &Note) -> T + Sync,
    ) -> Loaded<RecordAnd<T>> {
        self.record_to(needs, (id, Among::None), Some(look))
    }

    /// A record as deep as it is needed, of a client who is read among others.
    #[must_use]
    pub fn record_for(&self, needs: Needs, id: &str) -> Loaded<Record> {
        self.record_to(needs, (id, Among::Many), NOBODY).map(|(record, _)| record)
    }

    fn record_to<T: Send>(
        &self,
        needs: Needs,
        (id, among): (&str, Among),
        look: Option<impl Fn(Kind, &Note) -> T + Sync>,
    ) -> Loaded<RecordAnd<T>> {
        let mut found = Found { problems: Vec::new(), seen: Vec::new() };
        let client = self.client_to(needs.profile, id).take(&mut found.problems);
        let look = look.as_ref();
        let see = |kind| look.map(|look| move |note: &Note| (Arc::clone(&note.path), look(kind, note)));
        let session = |note: Loaded<Note>| {
            let seen = see(Kind::Session).map(|see| see(&note.value));
            read::read_session(note, needs.calls).map(|session| session.map(|session| (session, seen)))
        };
        let between = |note: Loaded<Note>| {
            let seen = see(Kind::Note).map(|see| see(&note.value));
            read::read_between_to(note, needs.calls).map(|between| between.map(|between| (between, seen)))
        };
        // Who looks at bodies has to be shown all of them.
        let calls = if look.is_some() { Depth::Words } else { needs.calls };
        let session_at_glance =
            |path: &_, text: &_| glance::session(path, text, needs.calls, see(Kind::Session));
        let between_at_glance =
            |path: &_, text: &_| glance::between(path, text, needs.calls, see(Kind::Note));
        let goal_at_glance = |path: &_, text: &_| Some((glance::goal(path, text, needs.plans)?, None));
        let goal = |note| read::goal(note).map(|goal| Some((goal, None)));
        let plan_at_glance = |path: &_, text: &_| Some((glance::plan(path, text, needs.plans)?, None));
        let plan = |note| read::plan(note).map(|plan| Some((plan, None)));
        let (among, plans) = ((id, among), needs.plans);
        let sessions = self.load_all(among, (Kind::Session, calls), (session_at_glance, session), &mut found);
        let goals = self.load_all(among, (Kind::Goal, plans), (goal_at_glance, goal), &mut found);
        let plans = self.load_all(among, (Kind::Plan, plans), (plan_at_glance, plan), &mut found);
        let notes = self.load_all(among, (Kind::Note, calls), (between_at_glance, between), &mut found);
        let Found { mut problems, seen } = found;
        problems.extend(self.strays(id));
        let mut record = Record { client, sessions, goals, plans, notes, doubted: Doubted::default() };
        record.read_references();
        problems.extend(consistency::problems(&record));
        problems.extend(find_contradictions(&record));
        if let Some(now) = self.now {
            problems.extend(consistency::find_held_ahead(&record, now));
            problems.extend(consistency::find_notes_ahead(&record, now));
        }
        record.set_aside(&problems);
        record.settle();
        problems.extend(consistency::find_odd_calls(&record));
        Loaded { value: (record, seen), problems }
    }

    /// What a view makes of each client's record, by the clients' names, and the problems of the practice as a whole. A record is
    /// let go once it was looked at: no more than one a thread is held, however large the practice. It is read no deeper than the view
    /// needs.
    pub fn look_at_records<T: Send>(
        &self,
        needs: Needs,
        look: impl Fn(Record) -> T + Sync,
    ) -> Loaded<Vec<T>> {
        let mut problems = Vec::new();
        let ids = self.ids_told_apart(&mut problems);
        let _ahead = self.read_ahead(&ids);
        let look_at = |id: &String| {
            self.record_for(needs, id).map(|record| {
                let place = (make_sorting_key(record.client.display_name()), record.client.id.clone());
                (place, look(record))
            })
        };
        readers::take_part();
        let seen: Vec<Loaded<_>> = ids.par_iter().map(look_at).collect();
        let mut seen: Vec<_> = seen.into_iter().map(|one| one.take(&mut problems)).collect();
        // What is listed of several clients follows this order, or sorts by something else first and keeps it beside that.
        seen.put_in_order_by(|(one, _), (other, _)| one.cmp(other));
        Loaded { value: seen.into_iter().map(|(_, part)| part).collect(), problems }
    }

    /// Why notes of some clients don't count, client by client.
    #[must_use]
    pub fn list_doubts(&self, ids: &[String]) -> Vec<Problem> {
        let why = |id: &String| self.record_for(Needs::KEYS, id).value.doubted.why;
        ids.par_iter().flat_map_iter(why).collect()
    }

    /// The problems of every client's notes and of the practice as a whole; no more than one record a thread is held.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let ids = self.ids_told_apart(&mut problems);
        let _ahead = self.read_ahead(&ids);
        readers::take_part();
        let found: Vec<(Candidate, Vec<Problem>)> =
            ids.par_iter().map(|id| self.problems_among(id, Among::Many)).collect();
        let (clients, found): (Vec<Candidate>, Vec<Vec<Problem>>) = found.into_iter().unzip();
        problems.extend(self.find_strays_at_root(&ids));
        problems.extend(find_namesakes(&clients).into_iter().map(|problem| self.place_at_name(problem)));
        problems.extend(found.into_iter().flatten());
        problems.extend(self.problems_in(paths::SUPERVISION));
        problems.extend(find_undecided(&self.root));
        problems
    }

    /// A problem of a client's name, on the line where that stands.
    fn place_at_name(&self, problem: Problem) -> Problem {
        let source = self.source_of(&problem).unwrap_or_default();
        let is_name =
            |line: &str| line.split_once(':').is_some_and(|(key, _)| is_spelling_of(key.trim(), "name"));
        let line = source.lines().position(is_name).map_or(1, |place| place + 1);
        Problem { line, ..problem }
    }

    /// The problems of a client's notes, and of their transcripts, which nothing else reads unasked.
    #[must_use]
    pub fn problems_of(&self, id: &str) -> Vec<Problem> {
        self.problems_among(id, Among::None).1
    }

    fn problems_among(&self, id: &str, among: Among) -> (Candidate, Vec<Problem>) {
        let Loaded { value: (record, _), mut problems } = self.record_to(Needs::KEYS, (id, among), NOBODY);
        problems.extend(self.problems_in(&format!("{}/{}", paths::client_folder(id), paths::TRANSCRIPTS)));
        let name = record.client.display_name().to_owned();
        (Candidate { id: record.client.id, name }, problems)
    }

    /// The problems of notes that are of no kind with keys of its own: what is damaged, merged or copied is so anywhere.
    fn problems_in(&self, folder: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let files = self.list_on_disk(folder).take(&mut problems);
        problems.extend(self.copies(&files));
        problems.extend(files.iter().flat_map(|file| self.note(&file.path).problems));
        problems
    }

    /// Reads the notes of a kind: at a glance where that is enough, else in whole.
    fn load_all<T: Send, S: Send>(
        &self,
        (client, among): (&str, Among),
        (kind, depth): (Kind, Depth),
        (glance, read): (
            impl Fn(&Arc<str>, &str) -> Option<AndSeen<T, S>> + Sync,
            impl Fn(Loaded<Note>) -> Loaded<Option<AndSeen<T, S>>> + Sync,
        ),
        found: &mut Found<S>,
    ) -> Vec<T> {
        let files = self.list_files(client, kind).take(&mut found.problems);
        found.problems.extend(self.copies(&files));
        let read_in_whole = |bytes: Result<Vec<u8>, String>, file: &Listed| match bytes {
            Ok(bytes) => read(Note::from_bytes_to(depth, &file.path, bytes, kind.note_kind())),
            Err(why) => read(note_of(&file.path, Err(why))),
        };
        let glance_at = |is_read: &Result<(), String>, bytes: &[u8], file: &Listed| {
            is_read.as_ref().ok()?;
            glance(&file.path, std::str::from_utf8(bytes).ok()?)
        };
        if among == Among::None && files.len() > FEW {
            let load = |bytes: &mut Vec<u8>, file: &Listed| {
                let is_read = self.read_listed_into(file, bytes);
                match glance_at(&is_read, bytes, file) {
                    Some(one) => Loaded { value: Some(one), problems: Vec::new() },
                    None => read_in_whole(is_read.map(|()| bytes.clone()), file),
                }
            };
            readers::take_part();
            let all: Vec<Loaded<_>> = files.par_iter().map_init(Vec::new, load).collect();
            let take = |one: Loaded<Option<AndSeen<T, S>>>| {
                let (value, seen) = one.take(&mut found.problems)?;
                found.seen.extend(seen);
                Some(value)
            };
            // They stay in the memory in which they were collected.
            return all.into_iter().filter_map(take).collect();
        }
        let (mut bytes, mut values) = (Vec::new(), Vec::with_capacity(files.len()));
        let mut keep = |(value, seen)| {
            values.push(value);
            found.seen.extend(seen);
        };
        for file in &files {
            let is_read = self.read_listed_into(file, &mut bytes);
            // Nothing is told of what is read at a glance. It goes where it stays at once: it is large.
            if let Some(one) = glance_at(&is_read, &bytes, file) {
                keep(one);
                continue;
            }
            let loaded = read_in_whole(is_read.map(|()| bytes.clone()), file);
            loaded.take(&mut found.problems).into_iter().for_each(&mut keep);
        }
        values
    }
}
