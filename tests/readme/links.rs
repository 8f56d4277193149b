//! What the pages point to is there: files, and the headings within them.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::book::pages;

const README: &str = include_str!("../../README.md");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A link or a picture.
pub struct Link {
    /// The file, from the page's folder; empty for the page itself.
    pub to: String,
    /// The heading in it.
    pub heading: Option<String>,
}

/// Links of a page that stay in the repository.
pub fn of(text: &str) -> Vec<Link> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url),
            _ => None,
        })
        .filter(|to| !to.contains("://") && !to.starts_with("mailto:"))
        .map(|to| match to.split_once('#') {
            Some((to, heading)) => Link { to: to.to_owned(), heading: Some(heading.to_owned()) },
            None => Link { to: to.into_string(), heading: None },
        })
        .collect()
}

/// What stands in a line of a page as code.
pub fn codes(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter_map(|event| if let Event::Code(code) = event { Some(code.into_string()) } else { None })
        .collect()
}

/// The names by which the headings of a page are linked to: small letters and digits, blanks as `-`; a second one of a name ends in `-1`.
fn headings(text: &str) -> Vec<String> {
    let mut headings: Vec<String> = vec![];
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::Text(text) | Event::Code(text), Some(heading)) => heading.push_str(&text),
            (Event::End(TagEnd::Heading(_)), Some(text)) => {
                let name = anchor(text);
                let before = headings.iter().filter(|other| **other == name).count();
                headings.push(if before == 0 { name } else { format!("{name}-{before}") });
                heading = None;
            }
            _ => {}
        }
    }
    headings
}

fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn no_link_leads_nowhere() {
    let docs = Path::new(ROOT).join("docs");
    let readme = [("README.md".to_owned(), README.to_owned())];
    let all = readme
        .into_iter()
        .map(|page| (Path::new(ROOT), page))
        .chain(pages().into_iter().map(|page| (docs.as_path(), page)));
    let mut checked = 0;
    for (folder, (name, text)) in all {
        for Link { to, heading } in of(&text) {
            let target = if to.is_empty() {
                text.clone()
            } else {
                let file = folder.join(&to);
                assert!(file.is_file(), "{name}: there is no {to}");
                std::fs::read_to_string(file).unwrap_or_default()
            };
            // A page of the book is read where only the book is.
            assert!(
                folder == Path::new(ROOT) || !to.starts_with(".."),
                "{name}: {to} is no part of the book"
            );
            if let Some(heading) = heading {
                assert!(headings(&target).contains(&heading), "{name}: there is no {to}#{heading}");
            }
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked} links");
}
