//! Text that is handed over: in a file, or on standard input.

use std::path::Path;

use crate::practice::{read_bounded, read_outside};

/// Reads it from a file or from standard input.
pub fn read_handed_text(from: &Path) -> anyhow::Result<String> {
    if from == Path::new("-") {
        return read_bounded(std::io::stdin().lock(), "standard input");
    }
    read_outside(from)
}
