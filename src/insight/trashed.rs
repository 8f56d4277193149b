//! What lies in the trash.

use serde::Serialize;

use super::view::View;

/// `restore` without a path.
#[derive(Debug, Clone, Serialize)]
pub struct Trashed {
    /// What was removed.
    pub removed: Vec<RemovedNote>,
}

/// One file that was removed.
#[derive(Debug, Clone, Serialize)]
pub struct RemovedNote {
    /// Where it stood, from the root; of several of one path the later ones end in `~2`, `~3` ….
    pub path: String,
}

/// Its text is made by the command: a path a line, to be copied.
impl View for Trashed {
    const TEMPLATE: Option<&'static str> = None;

    fn for_client(self) -> Option<Self> {
        None
    }
}
