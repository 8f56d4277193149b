//! A day of Logseq's journal that is written in org: parted by its headlines as one in Markdown is by its blocks, and then made Markdown.

use super::arrive::{Fate, Wishes};
use super::drafts::{Draft, Made, Opened, draft_note, group_blocks};
use super::payload::Payload;
use crate::note::foreign::charset::decode_text;
use crate::note::foreign::export_kind::ExportKind;
use crate::note::foreign::outline::{part_headlines, turn_org_properties};
use crate::note::foreign::owner::Owner;
use crate::note::foreign::property_lines::find_name_line;
use crate::practice::pandoc;

/// The notes of a day: whole, where all of it is of one person or the page says whose it is; else one for each run of headlines that are of
/// one. `None` where it is no such day, or it is known already whose all of it is.
pub(super) fn draft_org_day(opened: &Opened<'_>, wishes: Wishes<'_>) -> Option<Vec<Draft>> {
    let is_day = opened.path.split('/').any(|folder| folder == "journals");
    let owners = wishes.owners.filter(|_| is_day || wishes.from == Some(ExportKind::Logseq))?;
    let text = decode_text(&opened.bytes).ok()?.text;
    let blocks = part_headlines(&text);
    let head = text.split("\n* ").next().filter(|head| !head.starts_with("* ")).unwrap_or_default();
    let head = turn_org_properties(head);
    let whole = owners.find_for_note(opened.path, None, |key| find_name_line(&head, key));
    let runs = match &whole {
        Owner::Unnamed(_) if !blocks.is_empty() => group_blocks(blocks, owners, |block| {
            find_name_line(&turn_org_properties(&text[block.range.clone()]), "client")
        }),
        _ => vec![(0..text.len(), 1, whole)],
    };
    let is_parted = runs.len() > 1;
    let draft = |(range, line, owner): (std::ops::Range<usize>, usize, Owner)| {
        let drafted = match pandoc::to_markdown(text[range].as_bytes(), ExportKind::Org.word()) {
            Ok(markdown) if markdown.trim_ascii().is_empty() => refuse(opened.path, Fate::Empty),
            Ok(markdown) => {
                let text = String::from_utf8_lossy(&markdown).into_owned();
                let made = Made { payload: Payload::from_held(markdown), by: Some("pandoc"), encoding: None };
                draft_note(opened.path, text, made, wishes)
            }
            Err(refusal) => refuse(opened.path, Fate::Unread(refusal)),
        };
        Draft { owner, line: is_parted.then_some(line), ..drafted }
    };
    Some(runs.into_iter().map(draft).collect())
}

fn refuse(path: &str, fate: Fate) -> Draft {
    Draft { path: path.to_owned(), line: None, owner: Owner::Known(0), content: Err(fate) }
}
