//! A made-up practice of any size, in the format that `coach` reads, in which `coach check` finds nothing.
//!
//! Every client comes out of the seed and their own place alone: `client-0000` is the same, byte for byte, whether the
//! practice holds nobody else or a thousand others. So what a command does for one client can be held against the size of
//! the practice around it.

mod client;
mod goal;
mod life;
mod plan;
pub mod random;
mod session;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use life::Life;

/// The day on which the practice plays: `client-0000` has a call at ten.
pub const TODAY: &str = "2026-11-24";

/// How large a practice is, and which one of that size.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Another seed gives other words.
    pub seed: u64,
    /// How many clients there are.
    pub clients: usize,
    /// Sessions a client.
    pub sessions: usize,
    /// Notes between sessions a client; at most one after each session.
    pub between: usize,
    /// Plans a client; at most one a session.
    pub plans: usize,
    /// Goals a client, 1 to 8.
    pub goals: usize,
}

impl Shape {
    /// A practice with 100 notes a client: about three years of calls every other week.
    pub const fn of_clients(clients: usize) -> Self {
        Self { seed: 1, clients, sessions: 60, between: 21, plans: 15, goals: 3 }
    }

    /// The same with about so many notes a client, in the same proportion.
    #[allow(dead_code, reason = "one of the two programs that share it has a size of its own")]
    pub const fn with_notes(self, notes: usize) -> Self {
        let Self { sessions, between, plans, .. } = self;
        Self {
            sessions: sessions * notes / 100,
            between: between * notes / 100,
            plans: plans * notes / 100,
            ..self
        }
    }

    /// How many notes that makes.
    pub const fn notes(&self) -> usize {
        self.clients * (1 + self.sessions + self.between + self.plans + self.goals)
    }
}

/// One file of a practice.
#[derive(Debug, Clone)]
pub struct File {
    /// The path from the root.
    pub path: String,
    /// The text.
    pub text: String,
}

/// The notes of the client at a place, from 0.
pub fn notes_of(shape: &Shape, place: usize) -> Vec<File> {
    let mut life = Life::of(shape, place);
    let goals = goal::ids(shape);
    let mut notes = vec![client::note(&mut life)];
    notes.extend((0..shape.sessions).map(|call| session::call(&mut life, call, &goals)));
    notes.extend(
        (0..shape.between).map(|note| session::between(&mut life, note * shape.sessions / shape.between)),
    );
    notes.extend((0..shape.goals).map(|goal| goal::goal(&mut life, goal)));
    notes.extend(plan::plans(&mut life, shape, &goals));
    let folder = format!("clients/{}", life.id);
    notes.into_iter().map(|note| File { path: format!("{folder}/{}", note.path), ..note }).collect()
}

/// Writes a practice into a folder.
pub fn write(folder: &Path, shape: &Shape) -> io::Result<()> {
    fs::create_dir_all(folder.join("clients"))?;
    fs::write(folder.join("coach.yaml"), SETTINGS)?;
    (0..shape.clients).into_par_iter().try_for_each(|place| {
        for note in notes_of(shape, place) {
            let file = folder.join(&note.path);
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
            fs::write(file, note.text)?;
        }
        Ok(())
    })
}

const SETTINGS: &str = "\
format: 1
coach: Robin Vale
timezone: Europe/Paris
show_up_as:
  - the person who listens
  - someone who doesn't mind the silence
";
