//! What a note and a practice hold, by name: headings with what stands under them, goals, plans and clients.

use lsp_types::{DocumentSymbol, FoldingRange, FoldingRangeKind, Location, SymbolInformation, SymbolKind};

use super::addresses;
use super::desk::{Desk, Sheet};
use crate::model::matching::without_accents;
use crate::model::order::InOrder as _;
use crate::note::fence::Fence;
use crate::note::sections::Section;
use crate::practice::standing::find_root;
use crate::practice::{Practice, paths};

/// The shortest word by which clients are looked for whose notes aren't open: nobody's name comes up unasked.
const SHORTEST_WORD: usize = 2;
/// The most that is listed at once.
const MOST_LISTED: usize = 200;

/// The headings of a buffer, each with those below it.
#[must_use]
pub fn list_headings(sheet: &Sheet<'_>) -> Vec<DocumentSymbol> {
    let note = sheet.read_note();
    let mut sections = note.body.sections.iter().peekable();
    nest(sheet, &mut sections, 0)
}

fn nest<'s>(
    sheet: &Sheet<'_>,
    sections: &mut std::iter::Peekable<impl Iterator<Item = &'s Section>>,
    above: u8,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    while let Some(section) = sections.next_if(|section| section.level > above) {
        let children = nest(sheet, sections, section.level);
        let name = if section.title.trim().is_empty() { "…" } else { section.title.trim() };
        #[allow(deprecated, reason = "the protocol's own field has no other way to be filled")]
        symbols.push(DocumentSymbol {
            name: name.to_owned(),
            detail: None,
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            range: sheet.positions.range(section.heading.start..section.content.end),
            selection_range: sheet.positions.range(section.heading.clone()),
            children: Some(children),
        });
    }
    symbols
}

/// What can be folded: the front matter, sections, comments.
#[must_use]
pub fn list_folds(sheet: &Sheet<'_>) -> Vec<FoldingRange> {
    let note = sheet.read_note();
    let text = sheet.positions.text();
    let mut folds = Vec::new();
    let mut add = |bytes: std::ops::Range<usize>, kind: FoldingRangeKind| {
        let kept = text.get(bytes.clone()).unwrap_or_default().trim_end().len();
        let range = sheet.positions.range(bytes.start..bytes.start + kept);
        if range.end.line > range.start.line {
            let (start_line, end_line, kind) = (range.start.line, range.end.line, Some(kind));
            folds.push(FoldingRange { start_line, end_line, kind, ..FoldingRange::default() });
        }
    };
    if let Fence::Block { body, .. } = note.fence {
        add(0..body, FoldingRangeKind::Region);
    }
    for section in &note.body.sections {
        add(section.heading.start..section.content.end, FoldingRangeKind::Region);
    }
    for comment in &note.body.comments {
        add(comment.clone(), FoldingRangeKind::Comment);
    }
    folds
}

/// Goals and plans of the clients whose notes are open, and the clients whose name holds what is typed.
#[must_use]
pub fn find_symbols(desk: &Desk, typed: &str) -> Vec<SymbolInformation> {
    let typed = fold(typed.trim());
    let mut symbols = Vec::new();
    let mut seen = Vec::new();
    for (key, buffer) in &desk.buffers {
        let Some(place) = &buffer.place else { continue };
        let whose = (place.root.clone(), place.client.clone());
        let Some(client) = place.client.clone().filter(|_| !seen.contains(&whose)) else { continue };
        seen.push(whose);
        let Some(sheet) = desk.sheet(key) else { continue };
        let record = sheet.practice.record(&client).value;
        let name = record.client.display_name();
        let goals = record.goals.iter().map(|goal| (goal.display_name(), &goal.path, SymbolKind::CLASS));
        let plans = record.plans.iter().map(|plan| (plan.title.as_str(), &plan.path, SymbolKind::METHOD));
        for (title, path, kind) in goals.chain(plans).filter(|(title, ..)| fold(title).contains(&typed)) {
            symbols.extend(sheet.address(path).map(|uri| make_symbol(title, kind, uri, Some(name))));
        }
    }
    let mut roots: Vec<_> =
        desk.buffers.values().filter_map(|buffer| Some(buffer.place.as_ref()?.root.clone())).collect();
    match &desk.practice {
        Some(practice) => roots.push(practice.root.clone()),
        None => roots.extend(desk.folders.iter().filter_map(|folder| find_root(folder))),
    }
    roots.put_in_order();
    roots.dedup();
    if typed.chars().count() >= SHORTEST_WORD {
        for practice in roots.iter().filter_map(|root| Practice::open_at(root).ok()) {
            let holds = |one: &str| fold(one).contains(&typed);
            let found = practice.candidates().into_iter().filter(|who| holds(&who.name) || holds(&who.id));
            symbols.extend(found.filter_map(|who| {
                let file = practice.root.join(&*paths::client_note(&who.id));
                Some(make_symbol(&who.name, SymbolKind::NAMESPACE, addresses::from_path(&file)?, None))
            }));
        }
    }
    symbols.truncate(MOST_LISTED);
    symbols
}

fn fold(text: &str) -> String {
    without_accents(text).to_lowercase()
}

fn make_symbol(name: &str, kind: SymbolKind, uri: lsp_types::Uri, within: Option<&str>) -> SymbolInformation {
    #[allow(deprecated, reason = "the protocol's own field has no other way to be filled")]
    SymbolInformation {
        name: name.to_owned(),
        kind,
        tags: None,
        deprecated: None,
        location: Location { uri, range: lsp_types::Range::default() },
        container_name: within.map(str::to_owned),
    }
}
