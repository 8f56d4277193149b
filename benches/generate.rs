//! Writes a made-up practice to disk, to try commands on: `cargo bench --bench generate -- DIR [CLIENTS [SEED [NOTES]]]`.

mod practice;

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, ensure};

use practice::{Shape, TODAY, write};

fn main() -> anyhow::Result<()> {
    // Cargo puts `--bench` behind the arguments that are ours.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let Some(folder) = arguments.first().map(Path::new) else {
        // A plain `cargo bench` comes by here too.
        return Ok(());
    };
    let number = |place: usize, otherwise: usize| -> anyhow::Result<usize> {
        let Some(typed) = arguments.get(place) else { return Ok(otherwise) };
        typed.parse().with_context(|| format!("`{typed}` isn't a number"))
    };
    let shape = Shape::of_clients(number(1, 1)?).with_notes(number(3, 100)?);
    let shape = Shape { seed: number(2, 1)? as u64, ..shape };
    let is_free = !folder.exists() || folder.read_dir()?.next().is_none();
    ensure!(is_free, "{} isn't empty; name a folder that is new or empty", folder.display());
    write(folder, &shape)?;
    let (notes, folder) = (shape.notes(), folder.display());
    writeln!(std::io::stderr(), "{notes} notes: coach --practice {folder} --today {TODAY} prep client-0000")?;
    Ok(())
}
