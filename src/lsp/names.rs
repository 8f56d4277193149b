//! Ids of goals and plans: where one stands, where it is named, and another one for it everywhere.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lsp_types::{Location, WorkspaceEdit};

use super::desk::Sheet;
use super::edits::{ChangedNote, write_edit};
use super::front_place::{FrontPlace, named_kind};
use super::positions::Positions;
use crate::acts::key_changes::set_key;
use crate::acts::references::change_reference;
use crate::insight::which::named::{Naming, list_following, list_naming_goal};
use crate::model::file_name::folder_of;
use crate::model::id::{self, same};
use crate::model::keys::NoteKind;
use crate::model::kind::Kind;
use crate::model::meant_reference::find_meant_id;
use crate::model::moment::split_leading_day;
use crate::model::new_value::NewValue;
use crate::model::record::Record;
use crate::note::parsed::Note;
use crate::note::tree;
use crate::practice::standing::Standing;

/// A goal or a plan of this client.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    kind: Kind,
    id: String,
    path: Arc<str>,
}

/// The bytes of the id under the cursor: where it is named, or the title of the goal's own note. None where nothing there can be renamed.
#[must_use]
pub fn find_renamable(sheet: &Sheet<'_>, at: usize) -> Option<(Range<usize>, String)> {
    let place = FrontPlace::find(&sheet.read_note(), at).filter(|place| !place.is_key)?;
    let is_own_title = sheet.place.standing == Standing::Note(NoteKind::Goal)
        && place.path.len() == 1
        && place.path[0] == "title";
    if is_own_title {
        return Some((place.span, place.text));
    }
    find_named(sheet, &read_record(sheet)?, at).map(|named| (place.span, named.id))
}

/// Where the goal or the plan under the cursor stands.
#[must_use]
pub fn find_definition(sheet: &Sheet<'_>, at: usize) -> Option<Location> {
    let named = find_named(sheet, &read_record(sheet)?, at)?;
    Some(Location { uri: sheet.address(&named.path)?, range: lsp_types::Range::default() })
}

/// Every place that names the goal or the plan under the cursor; in its own note, the note itself.
#[must_use]
pub fn list_references(sheet: &Sheet<'_>, at: usize, with_definition: bool) -> Vec<Location> {
    let Some(record) = read_record(sheet) else { return Vec::new() };
    let Some(named) = find_named(sheet, &record, at).or_else(|| find_own(sheet, &record)) else {
        return Vec::new();
    };
    let mut locations = Vec::new();
    if with_definition && let Some(uri) = sheet.address(&named.path) {
        locations.push(Location { uri, range: lsp_types::Range::default() });
    }
    for Naming { path, key, written } in list_naming(&record, &named) {
        let note = sheet.practice.note(path).value;
        let positions = Positions::new(&note.text, sheet.desk.unit);
        let Some(uri) = sheet.address(path) else { continue };
        let spans = find_spans(&note, key, written).into_iter();
        locations.extend(spans.map(|span| Location { uri: uri.clone(), range: positions.range(span) }));
    }
    locations
}

/// The edit that gives the goal or the plan under the cursor another id, or a goal another title and the id that follows from it.
///
/// # Errors
/// Where nothing there has an id, the new one can't be one or is another's, or one of the notes can't be edited safely: then none is.
pub fn rename(sheet: &Sheet<'_>, at: usize, typed: &str) -> Result<WorkspaceEdit, String> {
    if !sheet.desk.able.renames_files {
        return Err("this editor can't rename files; on the command line: coach goal rename".to_owned());
    }
    let record = read_record(sheet).ok_or("this is no client's note")?;
    let named = find_named(sheet, &record, at)
        .or_else(|| find_renamable(sheet, at).and_then(|_| find_own(sheet, &record)))
        .ok_or("nothing here has an id")?;
    let typed = typed.trim();
    let new = make_id(&named, typed)?;
    let client = sheet.place.client.as_deref().unwrap_or_default();
    let is_itself = id::fold(&new) == id::fold(&named.id);
    if !is_itself && sheet.practice.free_id(client, named.kind, &new) != new {
        return Err(format!("`{new}` is there already; choose another"));
    }
    let mut changed: BTreeMap<String, ChangedNote> = BTreeMap::new();
    for Naming { path, key, written } in list_naming(&record, &named) {
        change(sheet, &mut changed, path, |text| change_reference(text, key, written, &new))?;
    }
    if named.kind == Kind::Goal && !id::is_typed_as_id(typed) {
        let title = NewValue::Text(typed.to_owned());
        change(sheet, &mut changed, &named.path, |text| set_key(text, "title", &title))?;
    }
    let folder = folder_of(&named.path);
    let path = format!("{folder}/{new}.md");
    let notes: Vec<ChangedNote> = changed.into_values().collect();
    let renamed = (path != *named.path).then_some((&*named.path, path.as_str()));
    write_edit(sheet, &notes, renamed).ok_or_else(|| "this folder has no address".to_owned())
}

/// The id that is typed, or made of a title. A plan keeps its day.
fn make_id(named: &Named, typed: &str) -> Result<String, String> {
    if id::is_typed_as_id(typed) {
        id::check(typed).map_err(|bad| bad.to_string())?;
        return Ok(typed.to_owned());
    }
    let slug = id::slug(typed).map_err(|bad| bad.to_string())?;
    let day = (named.kind == Kind::Plan).then(|| split_leading_day(&named.id)).flatten();
    Ok(day.map_or_else(|| slug.clone(), |(day, _)| format!("{day}-{slug}")))
}

/// Puts a note's change behind those that it has already.
fn change(
    sheet: &Sheet<'_>,
    changed: &mut BTreeMap<String, ChangedNote>,
    path: &str,
    edit: impl FnOnce(&str) -> crate::acts::Edited,
) -> Result<(), String> {
    let note = if let Some(note) = changed.remove(path) {
        note
    } else {
        let text = sheet.practice.text(path).map_err(|refusal| refusal.to_string())?;
        ChangedNote { path: path.to_owned(), before: text.clone(), after: text }
    };
    let after = edit(&note.after).map_err(|refusal| format!("{path}:{}: {refusal}", refusal.line))?;
    changed.insert(path.to_owned(), ChangedNote { after, ..note });
    Ok(())
}

fn read_record(sheet: &Sheet<'_>) -> Option<Record> {
    Some(sheet.practice.record(sheet.place.client.as_deref()?).value)
}

/// The goal or the plan that the value under the cursor names.
fn find_named(sheet: &Sheet<'_>, record: &Record, at: usize) -> Option<Named> {
    let place = FrontPlace::find(&sheet.read_note(), at).filter(|place| !place.is_key)?;
    if named_kind(sheet.place.standing, &place.path)? == NoteKind::Plan {
        let plans = || record.plans.iter().map(|plan| (&*plan.id, plan.title.as_str()));
        let meant = find_meant_id(&place.text, plans).unwrap_or(&place.text);
        return find_plan(record, |id, _| same(id, meant));
    }
    let goals = || record.goals.iter().map(|goal| (&*goal.id, goal.display_name()));
    let meant = find_meant_id(&place.text, goals).unwrap_or(&place.text);
    find_goal(record, |id, _| same(id, meant))
}

/// The goal or the plan whose own note this is.
fn find_own(sheet: &Sheet<'_>, record: &Record) -> Option<Named> {
    let is_own = |_: &str, path: &str| *path == *sheet.place.path;
    match sheet.place.standing {
        Standing::Note(NoteKind::Goal) => find_goal(record, is_own),
        Standing::Note(NoteKind::Plan) => find_plan(record, is_own),
        _ => None,
    }
}

fn find_goal(record: &Record, is_it: impl Fn(&str, &str) -> bool) -> Option<Named> {
    let goal = record.goals.iter().find(|goal| is_it(&goal.id, &goal.path))?;
    Some(Named { kind: Kind::Goal, id: goal.id.clone(), path: Arc::clone(&goal.path) })
}

fn find_plan(record: &Record, is_it: impl Fn(&str, &str) -> bool) -> Option<Named> {
    let plan = record.plans.iter().find(|plan| is_it(&plan.id, &plan.path))?;
    Some(Named { kind: Kind::Plan, id: plan.id.clone(), path: Arc::clone(&plan.path) })
}

/// The notes that name it, those that don't count until somebody has looked among them.
fn list_naming<'r>(record: &'r Record, named: &Named) -> Vec<Naming<'r>> {
    let doubted = &record.doubted;
    if named.kind == Kind::Goal {
        let naming = list_naming_goal(&record.sessions, &record.plans, &named.id).into_iter();
        naming.chain(list_naming_goal(&doubted.sessions, &doubted.plans, &named.id)).collect()
    } else {
        let naming = list_following(&record.plans, &named.id).into_iter();
        naming.chain(list_following(&doubted.plans, &named.id)).collect()
    }
}

/// The bytes of an id behind a key: one value, or items of a list.
fn find_spans(note: &Note, key: &str, id: &str) -> Vec<Range<usize>> {
    let Some(entry) = note.front.root.as_ref().and_then(|root| root.known_entry(key)) else {
        return Vec::new();
    };
    let is_it = |node: &&tree::Node| node.text().is_some_and(|text| same(text.trim(), id));
    match &entry.value.kind {
        tree::Kind::Sequence { items, .. } => {
            items.iter().filter(is_it).map(|node| node.span.clone()).collect()
        }
        _ => Some(&entry.value).filter(is_it).map(|node| node.span.clone()).into_iter().collect(),
    }
}
