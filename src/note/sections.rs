//! The sections of a body, found the same way by everything that reads or edits it.

use std::ops::Range;

use crate::model::headings::{is_near, list_all, list_beside, same, strip_signs};
use crate::model::order::InOrder as _;

pub use crate::model::headings::PREP;

/// A heading and what stands under it, to the next heading of the same or a higher level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words.
    pub title: String,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// Where the heading stands, in bytes of the file.
    pub heading: Range<usize>,
    /// From behind the heading to the end of the section.
    pub content: Range<usize>,
    /// Whether the heading is only somebody's words: in a mail of the client's no heading means anything.
    pub is_inert: bool,
    /// Whether the heading is surely one of the format's, letter by letter: it is no slip from another then.
    is_known: bool,
    /// Whether digests are put under it, as long as headings mean anything.
    is_prep: bool,
}

impl Section {
    /// A section whose end isn't known yet.
    #[must_use]
    pub fn open(level: u8, heading: Range<usize>) -> Self {
        let content = heading.end..heading.end;
        let title = String::new();
        Self { title, level, content, heading, is_inert: false, is_known: false, is_prep: false }
    }

    /// Whether the heading reads so: in whatever case, with a colon, an emoji, or one slip of the fingers.
    #[must_use]
    pub fn is_called(&self, title: &str) -> bool {
        if self.is_inert {
            return false;
        }
        // Every heading is held against every title of the format, and most are one of these.
        if self.is_known {
            return self.title == title || same(&self.title, strip_signs(title));
        }
        let (own, title) = (strip_signs(&self.title), strip_signs(title));
        let is_elsewhere = own.len().abs_diff(title.len()) > 2 && own.is_ascii() && title.is_ascii();
        !is_elsewhere && (same(own, title) || is_near(own, title))
    }

    fn read_heading(&mut self) {
        self.is_known = list_all().any(|known| known == self.title);
        self.is_prep = self.level > 1 && self.is_called(PREP);
    }

    /// Whether this is where digests are put. A heading of level 1 is the note's own title, whatever it says.
    #[must_use]
    pub fn is_prep(&self) -> bool {
        self.is_prep && !self.is_inert
    }
}

/// Ends every section at the next heading of the same or a higher level, or at the end of the text. Their headings are read.
pub fn close(sections: &mut [Section], end: usize) {
    // There are six levels, so each heading is looked at by six sections at most.
    for i in 0..sections.len() {
        sections[i].read_heading();
        let next = sections[i + 1..].iter().find(|later| later.level <= sections[i].level);
        sections[i].content.end = next.map_or(end, |next| next.heading.start);
    }
}

/// The places of the sections of a title, in the order of the file. What stands under a `Prep` is only found where
/// that is asked for, and a heading of level 1 under which a section of its own name stands is the note's title.
pub fn find_called(sections: &[Section], title: &str) -> impl Iterator<Item = usize> {
    let of_prep = title.trim().eq_ignore_ascii_case(PREP);
    let mut prep_end = 0;
    sections.iter().enumerate().filter_map(move |(i, section)| {
        let in_prep = section.heading.start < prep_end;
        if section.is_prep() {
            prep_end = prep_end.max(section.content.end);
        }
        if in_prep || of_prep && !section.is_prep() || !section.is_called(title) {
            return None;
        }
        let inside = |later: &&Section| later.heading.start < section.content.end;
        let is_title = section.level == 1
            && sections[i + 1..].iter().take_while(inside).any(|later| later.is_called(title));
        (!is_title).then_some(i)
    })
}

/// What stands in the sections of a title, one behind the other.
#[must_use]
pub fn contents(sections: &[Section], title: &str) -> Vec<Range<usize>> {
    join_ranges(find_called(sections, title).map(|i| sections[i].content.clone()))
}

/// As [`contents`], without what stands under another heading of the same kind of note within it: nothing is read twice.
#[must_use]
pub fn own_contents(sections: &[Section], title: &str) -> Vec<Range<usize>> {
    let mut own = Vec::new();
    for place in find_called(sections, title) {
        let Range { mut start, end } = sections[place].content;
        for within in sections[place + 1..].iter().take_while(|within| within.heading.start < end) {
            if within.heading.start >= start && list_beside(title).any(|other| within.is_called(other)) {
                own.push(start..within.heading.start);
                start = within.content.end;
            }
        }
        own.push(start..end);
    }
    own.put_in_order_by_key(|range| range.start);
    join_ranges(own.into_iter())
}

/// What stands under every heading of that name, be it the note's title or in a `Prep`.
#[must_use]
pub fn find_anywhere(sections: &[Section], title: &str) -> Vec<Range<usize>> {
    join_ranges(
        sections.iter().filter(|section| section.is_called(title)).map(|section| section.content.clone()),
    )
}

/// What stands in a `Prep`.
#[must_use]
pub fn preps(sections: &[Section]) -> Vec<Range<usize>> {
    join_ranges(sections.iter().filter(|section| section.is_prep()).map(|section| section.content.clone()))
}

/// Whether a place is in one of some ranges that are in order and apart.
#[must_use]
pub fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.end <= at);
    ranges.get(behind).is_some_and(|range| range.contains(&at))
}

/// Ranges in the order of their starts, without those that lie inside of another.
pub fn join_ranges(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        if apart.last().is_none_or(|last| last.end <= range.start) {
            apart.push(range);
        }
    }
    apart
}
