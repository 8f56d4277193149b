//! What a line says that is not finished yet.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Command};

use crate::cli::support::complete::Names;
use crate::model::matching::Meant;
use crate::practice::Practice;
use crate::practice::root::{self, Hints};

/// What was typed before the word that is completed.
#[derive(Debug, Default)]
pub struct Typed {
    /// Whether words are to be told with what they stand for.
    pub described: bool,
    /// Whether the client sees the screen.
    pub shared: bool,
    /// The words of an argument that takes several.
    pub words: Vec<String>,
    client: Option<String>,
    practice: Option<PathBuf>,
}

impl Typed {
    /// Reads the words as the commands would, as far as they go.
    pub fn read(command: Command, words: &[OsString], described: bool) -> Self {
        let name = OsString::from(command.get_name());
        let line: Vec<OsString> = std::iter::once(name).chain(words.iter().cloned()).collect();
        let mut command = command.ignore_errors(true);
        let Ok(matches) = command.try_get_matches_from_mut(line) else { return Self::default() };
        let mut typed = Self { described, ..Self::default() };
        let (mut matches, mut command) = (&matches, &command);
        typed.read_matches(command, matches);
        while let Some((name, inner)) = matches.subcommand() {
            let Some(subcommand) = command.find_subcommand(name) else { break };
            (matches, command) = (inner, subcommand);
            typed.read_matches(command, matches);
        }
        typed.described &= !typed.shared;
        typed
    }

    fn read_matches(&mut self, command: &Command, matches: &ArgMatches) {
        let flag = matches.try_get_one::<bool>("shared").ok().flatten();
        self.shared |= flag.copied().unwrap_or_default();
        if let Some(practice) = matches.try_get_one::<PathBuf>("practice").ok().flatten() {
            self.practice = Some(root::from_home(practice));
        }
        for arg in command.get_arguments() {
            let Some(names) = arg.get::<Names>() else { continue };
            let words = matches.try_get_raw(arg.get_id().as_str()).ok().flatten().into_iter().flatten();
            let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
            match names {
                Names::Client => self.client = words.into_iter().next(),
                Names::Command => self.words = words,
                Names::InTurn(names) | Names::KeysAfter(names, _) => {
                    if names.first() == Some(&Names::Client) {
                        self.client = words.first().filter(|word| !word.contains('=')).cloned();
                    }
                    self.words = words;
                }
                _ => {}
            }
        }
    }

    /// The practice that the line means, if it is one.
    pub fn practice(&self) -> Option<Practice> {
        root::find(&Hints::from_environment(self.practice.clone())).ok().flatten()
    }

    /// The practice, and the id of the client that the line names.
    pub fn client(&self) -> Option<(Practice, String)> {
        let typed = self.client.as_deref()?;
        let practice = self.practice()?;
        match practice.client_meant(typed) {
            Meant::One(id) => Some((practice, id)),
            _ => None,
        }
    }
}
