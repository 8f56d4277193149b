//! What became of notes that were to be brought in: each file once, with where it went or why it didn't.

use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::choice::choices;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;

/// `import`.
#[derive(Debug, Clone, Serialize)]
pub struct Imported {
    /// Whose notes they are; none where several people's came in.
    pub client: Option<Named>,
    /// Everybody of whom something came in, or stood there already.
    pub clients: Vec<ImportedClient>,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Every note, or every part of one that was split, by path.
    pub files: Vec<ImportedFile>,
    /// How many of them came to what.
    pub counts: Counts,
    /// How to mend what there is to mend; each way once.
    pub mend: Vec<Mend>,
    /// What the columns of a table seem to hold, where they aren't known.
    pub proposed: Option<ProposedMap>,
    /// What is no note and was left where it is.
    pub left_out: Vec<LeftOut>,
    /// How many of each kind were left out, the most frequent first.
    pub left_out_kinds: Vec<LeftOutKind>,
}

/// Somebody of whom something came in.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedClient {
    /// Who.
    #[serde(flatten)]
    pub client: Named,
    /// Whether their folder was made for it.
    pub is_new: bool,
    /// How much of theirs was brought in.
    pub imported: usize,
    /// How much of it stood there already.
    pub already_there: usize,
}

/// A table whose columns aren't known: what is proposed.
#[derive(Debug, Clone, Serialize)]
pub struct ProposedMap {
    /// The table.
    pub table: String,
    /// The file in which the proposal stands; none where it wasn't written.
    pub file: Option<String>,
    /// Its columns.
    pub columns: Vec<ProposedColumn>,
}

/// A column of such a table.
#[derive(Debug, Clone, Serialize)]
pub struct ProposedColumn {
    /// Its name.
    pub name: String,
    /// What it seems to hold.
    pub holds: Option<&'static str>,
    /// Some of what stands in it.
    pub samples: Vec<String>,
}

/// One note.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedFile {
    /// The file, from the folder that was named.
    pub path: String,
    /// Where the part of it begins, from 1, if it was split.
    pub line: Option<usize>,
    /// Whose it is, where that is known.
    pub client: Option<String>,
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
        /// It is of somebody whose name is nearly another one's.
        Similar = "similar-name",
        /// It is a transcript, and the client hasn't agreed that calls are recorded.
        NotAgreed = "not-agreed",
        /// It is a transcript in which nobody is known to be the client.
        NoSpeaker = "no-speaker",
        /// It is a table whose columns aren't known.
        UnknownColumns = "unknown-columns",
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
    pub fn new(
        clients: Vec<ImportedClient>,
        dry_run: bool,
        files: Vec<ImportedFile>,
        left_out: Vec<LeftOut>,
        proposed: Option<ProposedMap>,
    ) -> Self {
        let (counts, mend, left_out_kinds) = (Counts::count(&files), ways(&files), kinds(&left_out));
        let client = match &clients[..] {
            [one] => Some(one.client.clone()),
            _ => None,
        };
        Self { client, clients, dry_run, files, counts, mend, proposed, left_out, left_out_kinds }
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
    kinds.put_in_order_by(|a, b| b.count.cmp(&a.count).then_with(|| a.what.cmp(&b.what)));
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

    #[test]
    fn every_file_counts_once_and_every_way_to_mend_is_told_once() {
        let file = |result, hint: Option<&str>| ImportedFile {
            path: "a.md".into(),
            line: None,
            client: None,
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
        let view = Imported::new(Vec::new(), false, files, vec![out("pdf"), out("png"), out("png")], None);
        assert_eq!(view.counts, Counts { imported: 1, already_there: 2, not_imported: 3 });
        let mend: Vec<_> = view.mend.iter().map(|way| (way.count, way.hint.as_str())).collect();
        assert_eq!(mend, [(2, "name the day")]);
        let kinds: Vec<_> = view.left_out_kinds.iter().map(|kind| (kind.count, kind.what.as_str())).collect();
        assert_eq!(kinds, [(2, "png"), (1, "pdf")]);
    }
}
