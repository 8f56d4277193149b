//! A note read once: its text, its lines, its front matter as a tree, its body in parts.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::body::Body;
use super::fence::{self, Fence};
use super::lines::Lines;
use super::mail::reply::{Source, blank_out_others};
use super::near::{self, damage, merge, silence};
use super::pieces;
use super::second_opinion::{self, Difference};
use super::sections::Section;
use super::tree::{BadYaml, Entry, Kind, Node, Tree};
use crate::model::keys::{NoteKind, find_spelled};
use crate::model::needs::Depth;
use crate::model::order::InOrder as _;
use crate::model::problem::{Loaded, Mend, Problem, Severity};
use crate::model::statement::Statement;

/// One note, read.
#[derive(Debug, Clone)]
pub struct Note {
    /// The file, from the practice's root.
    pub path: Arc<str>,
    /// The whole text.
    pub text: String,
    /// Where its lines begin.
    pub lines: Lines,
    /// How it starts.
    pub fence: Fence,
    /// Its front matter.
    pub front: Tree,
    /// Its body.
    pub body: Body,
    /// Whether nothing in it can be relied on: it is damaged, or both sides of a merge stand in it.
    pub is_damaged: bool,
    is_mail: bool,
}

/// A way to read front matter that stands somewhere in its file.
pub type Parse = fn(&str, usize) -> Result<Tree, BadYaml>;

impl Note {
    /// Reads a file's bytes. Bytes that aren't UTF-8 are a problem; what can be read of them is read.
    #[must_use]
    pub fn from_bytes(path: &Arc<str>, bytes: Vec<u8>) -> Loaded<Self> {
        Self::read_bytes(path, bytes, Self::parse)
    }

    /// Reads a file's bytes as deep as is needed: the body is left out, but for its title, where nothing could be told of it in a note
    /// of that kind, and nothing stands in it that is read at that depth.
    #[must_use]
    pub fn from_bytes_to(depth: Depth, path: &Arc<str>, bytes: Vec<u8>, kind: NoteKind) -> Loaded<Self> {
        if depth == Depth::Words {
            return Self::from_bytes(path, bytes);
        }
        Self::read_bytes(path, bytes, |path, text| {
            let fence = fence::find(&text);
            Self::with_fence(path, text, fence, Tree::parse, Some((kind, depth)))
        })
    }

    /// Reads the bytes of a file that is nothing but keys and values: front matter without fences and without a body.
    #[must_use]
    pub fn from_yaml(path: &Arc<str>, bytes: Vec<u8>) -> Loaded<Self> {
        Self::from_yaml_by(Tree::parse, path, bytes)
    }

    /// As [`Note::from_yaml`], by one way to read front matter.
    #[must_use]
    pub fn from_yaml_by(parse: Parse, path: &Arc<str>, bytes: Vec<u8>) -> Loaded<Self> {
        Self::read_bytes(path, bytes, |path, text| {
            let fence = Fence::Block { yaml: fence::bom(&text)..text.len(), body: text.len() };
            Self::with_fence(path, text, fence, parse, None)
        })
    }

    fn read_bytes(
        path: &Arc<str>,
        bytes: Vec<u8>,
        parse: impl FnOnce(&Arc<str>, String) -> Loaded<Self>,
    ) -> Loaded<Self> {
        match String::from_utf8(bytes) {
            Ok(text) => parse(path, text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let (line, column) = Lines::new(&text).place(&text, at);
                let mut loaded = parse(path, text);
                let message = "these bytes aren't UTF-8 text; they are shown as �";
                let hint = "save the file as UTF-8 in your editor; until then coach doesn't write to it";
                let file = Problem::for_file(&**path, "not-utf8", message, hint);
                loaded.problems.insert(0, Problem { line, column, ..file });
                loaded
            }
        }
    }

    /// Reads a text.
    #[must_use]
    pub fn parse(path: &Arc<str>, text: String) -> Loaded<Self> {
        let fence = fence::find(&text);
        Self::with_fence(path, text, fence, Tree::parse, None)
    }

    /// A note for its body, where its keys were read without a tree. A client's mail comes from somewhere.
    pub(in crate::note) fn without_keys(
        path: &Arc<str>,
        text: &str,
        (yaml, body): (Range<usize>, usize),
        mail: Option<Source>,
    ) -> Self {
        let mut note = Self {
            path: Arc::clone(path),
            lines: Lines::new(text),
            fence: Fence::Block { yaml, body },
            front: Tree::empty(),
            body: Body::default(),
            text: text.to_owned(),
            is_damaged: false,
            is_mail: mail.is_some(),
        };
        note.body = note.read_body(body, mail);
        note
    }

    fn with_fence(
        path: &Arc<str>,
        text: String,
        fence: Fence,
        parse: Parse,
        least: Option<(NoteKind, Depth)>,
    ) -> Loaded<Self> {
        let lines = Lines::new(&text);
        let mut note = Self {
            path: Arc::clone(path),
            lines,
            fence,
            front: Tree::empty(),
            body: Body::default(),
            text,
            is_damaged: false,
            is_mail: false,
        };
        let mut problems = Vec::new();
        let body_at = match note.fence.clone() {
            Fence::None => fence::bom(&note.text),
            Fence::Block { yaml, body } => {
                note.read_front(yaml, parse, &mut problems);
                body
            }
            Fence::Strange => {
                problems.push(note.problem(
                    0..3,
                    "front-matter-fence",
                    "the first line starts with `---` and goes on",
                    "put `---` alone on the first line, or something else before it",
                ));
                fence::bom(&note.text)
            }
            Fence::Unclosed => {
                problems.push(note.problem(
                    0..3,
                    "front-matter-unclosed",
                    "the front matter that opens here is never closed",
                    "put `---` alone on the line behind its last key",
                ));
                fence::bom(&note.text)
            }
        };
        // Only of notes between sessions it is a key.
        note.is_mail = path.contains("/notes/")
            && note.key_text("from").is_some_and(|from| from.trim().eq_ignore_ascii_case("client"));
        if let Some(titles) = least.and_then(|(kind, depth)| note.leave_out(body_at, kind, depth)) {
            note.body.sections = titles;
            if note.is_mail {
                note.body.make_theirs();
            }
        } else {
            let source = if note.key_text("mail").is_some() { Source::Mail } else { Source::Pasted };
            note.body = note.read_body(body_at, note.is_mail.then_some(source));
        }
        // What else is wrong with such a note follows from it.
        let has_mark = merge::has_sign(&note.text);
        let in_merge = || if has_mark { merge::find_all(&note) } else { Vec::new() };
        let whole = damage::find(&note).map_or_else(in_merge, |damage| vec![damage]);
        note.is_damaged = !whole.is_empty();
        if whole.is_empty() {
            problems.extend(Some(&note).filter(|_| has_mark).and_then(merge::left_alone));
        } else {
            problems.retain(|problem| problem.code == "not-utf8");
            problems.extend(whole);
        }
        Loaded { value: note, problems }
    }

    /// What names a note whose body may be left out; `None` where it has to be read.
    fn leave_out(&self, body_at: usize, kind: NoteKind, depth: Depth) -> Option<Vec<Section>> {
        let body = &self.text[body_at..];
        let may_say_outcome = || self.key_text("outcome").is_none() && near::may_say_outcome(body, kind);
        let may_be_left = matches!(self.fence, Fence::Block { .. })
            && silence::holds_nothing(body, depth)
            && !may_say_outcome();
        may_be_left.then(|| silence::look(body, body_at, kind))?
    }

    /// The text behind the front matter.
    #[must_use]
    pub fn body_text(&self) -> &str {
        match self.fence {
            Fence::Block { body, .. } => &self.text[body..],
            _ => &self.text[fence::bom(&self.text)..],
        }
    }

    /// The line of an offset as it stands, without the blanks around it.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> &str {
        self.text[self.lines.range(self.lines.line(offset))].trim().trim_start_matches('\u{feff}')
    }

    /// The line of an offset as a statement, likewise.
    #[must_use]
    pub fn statement_at(&self, offset: usize) -> Statement {
        let line = self.lines.line(offset);
        let words = self.text[self.lines.range(line)].trim().trim_start_matches('\u{feff}');
        Statement::new(words, &self.path, line)
    }

    /// The text of a top-level key, whatever it is read as; an alias is followed.
    #[must_use]
    pub fn key_text(&self, key: &str) -> Option<&str> {
        self.front.follow(&self.front.root.as_ref()?.known_entry(key)?.value)?.text()
    }

    /// Whether the whole of it is the client's: `from: client`.
    #[must_use]
    pub const fn is_mail(&self) -> bool {
        self.is_mail
    }

    /// The body. Of a client's mail what they quote and what stands below every mail of theirs is read as blanks, so that it neither
    /// says anything nor draws their own lines into a quote.
    fn read_body(&self, body_at: usize, mail: Option<Source>) -> Body {
        let Some(source) = mail else { return Body::read(&self.text, body_at, &self.lines) };
        let blank = blank_out_others(&self.text[body_at..], source);
        let mut body = match blank {
            Some(blank) => Body::read(&format!("{}{blank}", &self.text[..body_at]), body_at, &self.lines),
            None => Body::read(&self.text, body_at, &self.lines),
        };
        body.make_theirs();
        body
    }

    /// A problem at a place of this note.
    #[must_use]
    pub fn problem(
        &self,
        at: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        let (line, column) = self.lines.place(&self.text, at.start);
        let shown = self
            .text
            .get(at.start..at.end.min(self.lines.end_of_line(at.start)).max(at.start))
            .unwrap_or_default();
        Problem {
            path: self.path.to_string(),
            line,
            column,
            message: message.into(),
            hint: hint.into(),
            code,
            severity: Severity::Error,
            doubts: false,
            mend: None,
            meant_id: None,
            length: shown.trim_end().chars().count().max(1),
        }
    }

    fn read_front(&mut self, yaml: Range<usize>, parse: Parse, problems: &mut Vec<Problem>) {
        match parse(&self.text[yaml.clone()], yaml.start) {
            Ok(tree) => {
                self.front = tree;
                if !self.front.is_proved {
                    self.tell_duplicates(self.front.root.as_ref(), false, problems);
                    self.tell_second_reading(yaml, problems);
                }
            }
            Err(error) => self.read_in_pieces(yaml, error, problems),
        }
        if let Some(root) = &self.front.root
            && !matches!(root.kind, Kind::Mapping { .. })
        {
            let message = "the front matter isn't a list of keys and values";
            let mended = pieces::mend_lines(&self.text[root.span.clone()]);
            let one = mended.as_ref().filter(|mended| !mended.contains('\n'));
            let hint =
                one.map_or("write one `key: value` a line".to_owned(), |one| format!("write it as `{one}`"));
            let problem = self.problem(root.span.clone(), "front-matter-not-keys", message, hint);
            let mend = mended.map(|text| Mend { range: root.span.clone(), text });
            problems.push(Problem { mend, ..problem });
        }
    }

    /// One bad key costs only itself: where the block as a whole isn't YAML, each top-level key is read for itself.
    fn read_in_pieces(&mut self, yaml: Range<usize>, whole: BadYaml, problems: &mut Vec<Problem>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut bad = Vec::new();
        for piece in pieces::pieces(&self.text[yaml.clone()]) {
            let mut piece = yaml.start + piece.start..yaml.start + piece.end;
            let mut read = self.front.parse_piece(&self.text[piece.clone()], piece.start);
            if read.is_err()
                && let Some(stray) = pieces::find_stray_line(&self.text[piece.clone()])
            {
                let (before, stray) = (piece.start..piece.start + stray, piece.start + stray..piece.end);
                let alone = self.front.parse_piece(&self.text[before.clone()], before.start);
                if alone.is_ok() || pieces::find_mend(&self.text[before.clone()]).is_some() {
                    bad.push((stray.clone(), pieces::no_key(&stray)));
                    (piece, read) = (before, alone);
                }
            }
            bad.extend(pieces::find_fault(&piece, &read).map(|error| (piece, error)));
            if let Ok(Some(Node { kind: Kind::Mapping { entries: more, flow: false }, .. })) = read {
                entries.extend(more);
            }
        }
        if bad.is_empty() {
            bad.push((yaml.start..yaml.start, whole));
        }
        bad.put_in_order_by_key(|(_, error)| error.at);
        for (piece, error) in bad {
            let (hint, mend) = pieces::advise(&self.text, piece, &error);
            let what = format!("this isn't YAML: {}", error.what);
            let problem = self.problem(error.at..error.at + 1, "broken-yaml", what, hint);
            problems.push(Problem { mend, ..problem });
        }
        let span = yaml;
        if !entries.is_empty() {
            let root = Node { span, kind: Kind::Mapping { entries, flow: false }, marked: false };
            self.tell_duplicates(Some(&root), false, problems);
            self.front.root = Some(root);
        }
    }

    fn tell_duplicates(&self, node: Option<&Node>, own: bool, problems: &mut Vec<Problem>) {
        match node.map(|node| &node.kind) {
            Some(Kind::Mapping { entries, .. }) => {
                let mut seen: HashMap<&str, &Node> = HashMap::new();
                for entry in entries {
                    let name =
                        entry.key.text().map(|key| if own { key } else { find_spelled(key).unwrap_or(key) });
                    if let Some(first) = name.and_then(|name| seen.insert(name, &entry.key)) {
                        let key = entry.key.text().unwrap_or_default();
                        let line = self.lines.line(first.span.start);
                        let message = format!(
                            "`{key}` stands here a second time (first on line {line}); this one counts"
                        );
                        problems.push(self.problem(
                            entry.key.span.clone(),
                            "duplicate-key",
                            message,
                            "keep one of the two",
                        ));
                    }
                    // The names of areas are the client's own, in their own spelling.
                    let own = name == Some("balance");
                    self.tell_duplicates(Some(&entry.value), own, problems);
                }
            }
            Some(Kind::Sequence { items, .. }) => {
                for item in items {
                    self.tell_duplicates(Some(item), true, problems);
                }
            }
            _ => {}
        }
    }

    /// Other tools read YAML with other parsers: where one of them would see something else, that is worth a look.
    fn tell_second_reading(&self, yaml: Range<usize>, problems: &mut Vec<Problem>) {
        let hint = "quote the value to make it plain to every reader";
        for difference in second_opinion::differences(&self.front, &self.text, yaml) {
            let what = match difference {
                Difference::Value(_) => "another tool may read this differently",
                Difference::Refused(_) => "another tool may not take this for YAML",
            };
            let (Difference::Value(at) | Difference::Refused(at)) = difference;
            problems.push(self.problem(at, "read-differently", what, hint).as_note());
        }
    }
}
