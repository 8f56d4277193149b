//! The first heading of a note.

use super::{EditRefusal, Splice};
use crate::note::body::Body;
use crate::note::fence::{self, Fence};
use crate::note::lines::Lines;

/// Puts other words into the first heading of level 1. Where there is none, it is put in front of the body.
///
/// # Errors
/// Where the words would not be one heading.
pub fn retitle(text: &str, title: &str) -> Result<String, EditRefusal> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let body_at = match fence::find(text) {
        Fence::Block { body, .. } => body,
        _ => fence::bom(text),
    };
    let sections = |text: &str| Body::read(text, body_at, &Lines::new(text)).sections;
    let before = sections(text);
    let heading = before.iter().find(|section| section.level == 1);
    let splice = match heading {
        Some(heading) => {
            let line = text[heading.heading.clone()].trim_end().len();
            Splice::new(heading.heading.start..heading.heading.start + line, format!("# {title}"))
        }
        None => Splice::new(body_at..body_at, format!("# {title}\n\n")),
    };
    let good = |new: &String| {
        let after = sections(new);
        let titles = |of: &[crate::note::body::Section]| {
            of.iter().map(|s| (s.level, s.title.clone())).collect::<Vec<_>>()
        };
        let mut wanted = titles(&before);
        match before.iter().position(|section| section.level == 1) {
            Some(place) => wanted[place].1 = after.get(place).map(|s| s.title.clone()).unwrap_or_default(),
            None => wanted.insert(0, (1, after.first().map(|s| s.title.clone()).unwrap_or_default())),
        }
        titles(&after) == wanted
            && after.iter().any(|section| section.level == 1 && !section.title.is_empty())
    };
    let refused =
        || EditRefusal::refuse_at(text, body_at, "these words can't be a heading", "write the title by hand");
    Splice::apply(text, &[splice]).filter(good).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::retitle;

    #[test]
    fn the_first_heading_changes_alone() {
        for (text, wanted) in [
            ("---\na: 1\n---\n\n# Plan\n\n## SMART\n", "---\na: 1\n---\n\n# Two\n\n## SMART\n"),
            ("Plan\r\n====\r\n\r\nbody\r\n", "# Two\r\n\r\nbody\r\n"),
            ("## SMART\n", "# Two\n\n## SMART\n"),
        ] {
            assert_eq!(retitle(text, " Two\n").as_deref().ok(), Some(wanted));
        }
        assert!(retitle("# Plan\n", " ").is_err());
    }
}
