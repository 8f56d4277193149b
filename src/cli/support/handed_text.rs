//! Text that is handed over: in a file, or on standard input.

use std::path::Path;

use crate::practice::{bounded, outside};

/// Reads it from a file or from standard input.
pub fn read_handed_text(from: &Path) -> anyhow::Result<String> {
    if from == Path::new("-") {
        return bounded(std::io::stdin().lock(), "standard input");
    }
    outside(from)
}
