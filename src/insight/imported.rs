//! What became of notes that were to be brought in: each file once, with where it went or why it didn't.

use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::choice::choices;
use crate::model::moment::Moment;

/// `import`.
#[derive(Debug, Clone, Serialize)]
pub struct Imported {
    /// Whose notes they are.
    pub client: Named,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Every note, or every part of one that was split, by path.
    pub files: Vec<ImportedFile>,
    /// How many of them came to what.
    pub counts: Counts,
    /// How to mend what there is to mend; each way once.
    pub mend: Vec<Mend>,
    /// What is no note and was left where it is.
    pub left_out: Vec<LeftOut>,
    /// How many of each kind were left out, the most frequent first.
    pub left_out_kinds: Vec<LeftOutKind>,
}

/// One note.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedFile {
    /// The file, from the folder that was named.
    pub path: String,
    /// Where the part of it begins, from 1, if it was split.
    pub line: Option<usize>,
    /// Where it stands now, from the practice's root.
    pub to: Option<String>,
    /// The day that it is of, and the hour where that is known.
    pub date: Option<Moment>,
    /// What says so.
    pub dated_by: Option<String>,
    /// What became of it.
    pub result: ImportResult,
    /// What else there is to tell about it.
    pub note: Option<String>,
    /// How to mend that it wasn't brought in, or that `check` will have something to say.
    pub hint: Option<String>,
}

choices! {
    /// What became of a note.
    ImportResult {
        /// It stands in the practice now; with `dry_run` it would.
        Imported = "imported",
        /// The same bytes stood there already.
        There = "already-there",
        /// A note of its day that begins alike stood there.
        Changed = "changed-since",
        /// A call of its day, and its hour, stood there.
        SameCall = "same-call",
        /// One that was brought in with it is the same.
        Same = "same-as-another",
        /// Nothing says which day it is of.
        Undated = "undated",
        /// Its date can be read in two ways.
        Ambiguous = "ambiguous",
        /// It is of somebody else, or of nobody who is known.
        OfAnother = "of-another",
        /// Nothing stands in it.
        Empty = "empty",
        /// It can't be read.
        Unread = "unread",
    }
}

/// How many notes came to what; together they are all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Brought in.
    pub imported: usize,
    /// There already, be it in other words.
    pub already_there: usize,
    /// Not brought in.
    pub not_imported: usize,
}

/// How to mend what is the matter with some files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// How.
    pub hint: String,
    /// How many files it is about.
    pub count: usize,
    /// The first of them.
    pub path: String,
}

/// What is no note.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// The file or folder, from the folder that was named.
    pub path: String,
    /// What it is: its ending, `hidden`, `link`, `practice`.
    pub what: String,
}

/// What was left out of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOutKind {
    /// What it is.
    pub what: String,
    /// How many.
    pub count: usize,
}

impl Imported {
    /// The view of what became of each file.
    #[must_use]
    pub fn new(client: Named, dry_run: bool, files: Vec<ImportedFile>, left_out: Vec<LeftOut>) -> Self {
        let (counts, mend, left_out_kinds) = (Counts::count(&files), ways(&files), kinds(&left_out));
        Self { client, dry_run, files, counts, mend, left_out, left_out_kinds }
    }
}

impl Counts {
    fn count(files: &[ImportedFile]) -> Self {
        let mut counts = Self::default();
        for file in files {
            *match file.result {
                ImportResult::Imported => &mut counts.imported,
                ImportResult::There | ImportResult::Changed | ImportResult::SameCall | ImportResult::Same => {
                    &mut counts.already_there
                }
                _ => &mut counts.not_imported,
            } += 1;
        }
        counts
    }
}

fn ways(files: &[ImportedFile]) -> Vec<Mend> {
    let mut ways: Vec<Mend> = Vec::new();
    for (file, hint) in files.iter().filter_map(|file| Some((file, file.hint.as_ref()?))) {
        match ways.iter_mut().find(|way| way.hint == *hint) {
            Some(way) => way.count += 1,
            None => ways.push(Mend { hint: hint.clone(), count: 1, path: file.path.clone() }),
        }
    }
    ways
}

fn kinds(left_out: &[LeftOut]) -> Vec<LeftOutKind> {
    let mut kinds: Vec<LeftOutKind> = Vec::new();
    for one in left_out {
        match kinds.iter_mut().find(|kind| kind.what == one.what) {
            Some(kind) => kind.count += 1,
            None => kinds.push(LeftOutKind { what: one.what.clone(), count: 1 }),
        }
    }
    kinds.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.what.cmp(&b.what)));
    kinds
}

/// Names of files, and the coach's own notes.
impl View for Imported {
    const TEMPLATE: Option<&'static str> = Some("import.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, ImportResult, Imported, ImportedFile, LeftOut};
    use crate::insight::name_and_id::Named;

    #[test]
    fn every_file_counts_once_and_every_way_to_mend_is_told_once() {
        let file = |result, hint: Option<&str>| ImportedFile {
            path: "a.md".into(),
            line: None,
            to: None,
            date: None,
            dated_by: None,
            result,
            note: None,
            hint: hint.map(str::to_owned),
        };
        let files = vec![
            file(ImportResult::Imported, None),
            file(ImportResult::There, None),
            file(ImportResult::Same, None),
            file(ImportResult::Undated, Some("name the day")),
            file(ImportResult::Undated, Some("name the day")),
            file(ImportResult::Empty, None),
        ];
        let out = |what: &str| LeftOut { path: String::new(), what: what.into() };
        let client = Named { id: "a".into(), name: "A".into() };
        let view = Imported::new(client, false, files, vec![out("pdf"), out("png"), out("png")]);
        assert_eq!(view.counts, Counts { imported: 1, already_there: 2, not_imported: 3 });
        let mend: Vec<_> = view.mend.iter().map(|way| (way.count, way.hint.as_str())).collect();
        assert_eq!(mend, [(2, "name the day")]);
        let kinds: Vec<_> = view.left_out_kinds.iter().map(|kind| (kind.count, kind.what.as_str())).collect();
        assert_eq!(kinds, [(2, "png"), (1, "pdf")]);
    }
}
