//! What every answer starts from: the buffers, the moment, what was agreed upon with the editor.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::Uri;

use super::addresses;
use super::buffers::Buffer;
use super::positions::{Positions, Unit};
use crate::model::moment::Moment;
use crate::note::parsed::Note;
use crate::practice::standing::{Place, Standing};
use crate::practice::{LARGEST, Practice};

/// What the editor has open, and how one talks with it.
#[derive(Debug)]
pub struct Desk {
    /// The buffers, by their addresses.
    pub buffers: BTreeMap<String, Buffer>,
    /// What a column counts.
    pub unit: Unit,
    /// The moment of what is asked.
    pub now: Moment,
    /// The practice that was named when the server was started; else each note's own.
    pub practice: Option<Practice>,
    /// The folders that the editor has open.
    pub folders: Vec<PathBuf>,
    /// What the editor is able to do.
    pub able: Abilities,
    /// How many notes each client had when all of them were last looked at, by root and client.
    pub sizes: BTreeMap<(PathBuf, String), usize>,
}

/// What an editor is able to do beside the least that the protocol asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Abilities {
    /// To rename files as a part of an edit.
    pub renames_files: bool,
    /// To hold edits to the version of a buffer.
    pub knows_versions: bool,
    /// To tell of files that change on the disk.
    pub watches_files: bool,
}

/// A buffer that stands in a practice, and the practice as the buffers make it.
pub struct Sheet<'d> {
    /// The desk that it lies on.
    pub desk: &'d Desk,
    /// The buffer.
    pub buffer: &'d Buffer,
    /// Where it stands.
    pub place: &'d Place,
    /// The places in its text.
    pub positions: Positions<'d>,
    /// The practice, with what the editor holds of this client's notes laid over the disk.
    pub practice: Practice,
}

impl Desk {
    /// An empty desk.
    #[must_use]
    pub fn new(now: Moment, practice: Option<Practice>) -> Self {
        let (buffers, sizes, folders) = Default::default();
        Self { buffers, unit: Unit::default(), now, practice, folders, able: Abilities::default(), sizes }
    }

    /// Where a file of this address stands.
    #[must_use]
    pub fn locate(&self, uri: &Uri) -> Option<Place> {
        Place::find(&addresses::to_path(uri)?, self.practice.as_ref())
    }

    /// The sheet of an address; none where it isn't open, stands in no practice, or is longer than a note may be.
    #[must_use]
    pub fn sheet(&self, uri: &str) -> Option<Sheet<'_>> {
        let buffer = self.buffers.get(uri).filter(|buffer| buffer.text.len() as u64 <= LARGEST)?;
        let place = buffer.place.as_ref()?;
        let practice = self.lay_out(place)?;
        let positions = Positions::new(&buffer.text, self.unit);
        Some(Sheet { desk: self, buffer, place, positions, practice })
    }

    /// The open buffers of the same client; of what is no client's, the buffer itself.
    pub fn list_beside<'d>(&'d self, place: &'d Place) -> impl Iterator<Item = (&'d Buffer, &'d Place)> {
        let with_place = self.buffers.values().filter_map(|buffer| Some((buffer, buffer.place.as_ref()?)));
        with_place.filter(move |(_, other)| {
            let is_same = other.path == place.path || place.client.is_some() && other.client == place.client;
            other.root == place.root && is_same
        })
    }

    /// The practice of a place, with the buffers of the same client laid over the disk.
    fn lay_out(&self, place: &Place) -> Option<Practice> {
        let practice = Practice::open_at(&place.root).ok()?.at_moment(self.now);
        for (buffer, place) in
            self.list_beside(place).filter(|(buffer, _)| buffer.text.len() as u64 <= LARGEST)
        {
            practice.lay_over(&place.path, &buffer.text);
        }
        Some(practice)
    }
}

impl Sheet<'_> {
    /// Whether the file is there already.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        Practice::open_at(&self.place.root).is_ok_and(|practice| practice.has(&self.place.path))
    }

    /// What is in the buffer, read.
    #[must_use]
    pub fn read_note(&self) -> Note {
        let path = Arc::clone(&self.place.path);
        if self.place.standing == Standing::Settings {
            return Note::from_yaml(&path, self.buffer.text.clone().into_bytes()).value;
        }
        Note::parse(&path, self.buffer.text.clone()).value
    }

    /// The address of another file of the practice: as the editor names it where it is open, else as it named this one.
    #[must_use]
    pub fn address(&self, path: &str) -> Option<Uri> {
        let mut open = self.desk.list_beside(self.place);
        if let Some((buffer, _)) = open.find(|(_, place)| *place.path == *path) {
            return Some(buffer.uri.clone());
        }
        // The editor may have reached the practice through a link: its own way there is kept.
        let file = addresses::to_path(&self.buffer.uri)?;
        let above = file.ancestors().nth(self.place.path.split('/').count());
        let own = above.filter(|above| above.join(&*self.place.path) == file);
        addresses::from_path(&own.unwrap_or(&self.place.root).join(path))
    }
}
