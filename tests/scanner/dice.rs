//! What tests of thousands of cases are made of: numbers that look like chance, and texts that stand somewhere.

use std::path::{Path, PathBuf};

/// `SplitMix64` (Steele, Lea and Flood, 2014): one addition and three mixing steps a number.
pub struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("small")
    }

    /// One of several.
    pub fn one_of<'a>(&mut self, several: &[&'a str]) -> &'a str {
        several[self.below(several.len())]
    }

    /// A text in which some slips were made, with pieces that may be put in.
    pub fn mutate(&mut self, text: &str, pieces: &[&[&str]]) -> String {
        let mut signs: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(3) {
            let at = self.below(signs.len() + 1);
            let end = (at + 1 + self.below(4)).min(signs.len());
            match self.below(2 + 2 * pieces.len()) {
                0 => drop(signs.drain(at..end)),
                1 => {
                    let copy: Vec<char> = signs[at..end].to_vec();
                    let to = self.below(signs.len() + 1);
                    signs.splice(to..to, copy);
                }
                kind => {
                    let piece = self.one_of(pieces[kind % pieces.len()]);
                    signs.splice(at..at, piece.chars().collect::<Vec<_>>());
                }
            }
        }
        signs.into_iter().collect()
    }
}

/// A number that a long run is told by the environment.
pub fn told(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |given| given.parse().expect("a number"))
}

/// Whether a folder of further texts is named.
pub fn are_given(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

/// The texts of the examples, and of the folders that these and `COACH_NOTES` name.
pub fn found(name: &str) -> Vec<String> {
    let folders = [name, "COACH_NOTES"].into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/practice/clients");
    let entries =
        folders.chain([examples]).flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
    entries.flatten().filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}
