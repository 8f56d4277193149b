//! Quotes, lists and their items: what stands before each line, and where blank lines part the blocks.

use anstyle::Style;

use super::line::{DIM, Line, PLAIN};

/// The columns that text keeps however deep it stands; deeper containers no longer indent it.
const LEAST_ROOM: usize = 10;

/// What of a container is written.
#[derive(Debug, Default, PartialEq, Eq)]
enum Written {
    #[default]
    Nothing,
    /// Some blocks.
    Blocks,
    /// Some blocks, of which the last is a heading: the next one follows it closely.
    Heading,
}

/// What holds blocks.
#[derive(Debug, Default)]
pub struct Container {
    /// What stands before its first line, while that isn't written.
    marker: Option<Line>,
    /// What stands before every other line.
    indent: Line,
    /// What is written of it.
    written: Written,
    /// Whether its next block is to be parted from the last by a blank line.
    gap: bool,
    /// Whether blank lines part its blocks.
    loose: bool,
    /// The number of its next item, for an ordered list.
    number: Option<u64>,
    /// The columns left for text.
    room: usize,
}

impl Container {
    /// A block quote: a bar before each line.
    #[must_use]
    pub fn quote() -> Self {
        Self { indent: Line::styled("│ ", DIM), loose: true, ..Self::default() }
    }

    /// A list, numbered from `number` on if there is one.
    #[must_use]
    pub fn list(number: Option<u64>, loose: bool) -> Self {
        Self { loose, number, ..Self::default() }
    }
}

/// The containers that are open, the page first, and the text written so far.
#[derive(Debug)]
pub struct Containers {
    open: Vec<Container>,
    colour: bool,
    out: String,
}

impl Containers {
    /// An empty page of so many columns.
    #[must_use]
    pub fn new(width: usize, colour: bool) -> Self {
        let page = Container { loose: true, room: width, ..Container::default() };
        Self { open: vec![page], colour, out: String::new() }
    }

    /// The columns left for text.
    #[must_use]
    pub fn room(&self) -> usize {
        self.open.last().map_or(LEAST_ROOM, |container| container.room)
    }

    /// Opens a container. Where there is no room for its indent, it goes without.
    pub fn open(&mut self, mut container: Container) {
        if container.indent.width() + LEAST_ROOM > self.room() {
            container.indent = Line::default();
        }
        container.room = self.room() - container.indent.width();
        self.begin_block();
        self.open.push(container);
    }

    /// Opens an item of the innermost list. Gives its marker back if there is no room to hang it before the
    /// text.
    #[must_use]
    pub fn open_item(&mut self) -> Option<String> {
        let list = self.open.last_mut();
        let loose = list.as_ref().is_some_and(|list| list.loose);
        let marker = match list.and_then(|list| list.number.as_mut()) {
            Some(number) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            None => "• ".to_owned(),
        };
        self.begin_block();
        let (room, wide) = (self.room(), marker.chars().count());
        if wide + LEAST_ROOM > room {
            self.open.push(Container { loose, room, ..Container::default() });
            return Some(marker);
        }
        let (marker, indent) = (Line::styled(marker, PLAIN), Line::styled(" ".repeat(wide), PLAIN));
        let room = room - wide;
        self.open.push(Container { marker: Some(marker), indent, loose, room, ..Container::default() });
        None
    }

    /// Makes the innermost item a task. Says no if its marker isn't ahead any more.
    #[must_use]
    pub fn mark(&mut self, sign: &str, style: Style) -> bool {
        let numbered = self.open.iter().rev().nth(1).is_some_and(|list| list.number.is_some());
        let Some(Container { marker: Some(marker), indent, room, .. }) = self.open.last_mut() else {
            return false;
        };
        if numbered {
            if *room < LEAST_ROOM + 2 {
                return false;
            }
            marker.push(sign, style);
            indent.push("  ", PLAIN);
            *room -= 2;
        } else {
            *marker = Line::styled(sign, style);
        }
        true
    }

    /// Writes a block, without the blank lines around it.
    pub fn write(&mut self, mut lines: Vec<Line>) {
        let Some(last) = lines.iter().rposition(|line| !line.is_blank()) else { return };
        lines.truncate(last + 1);
        self.begin_block();
        for line in lines.into_iter().skip_while(Line::is_blank) {
            self.write_line(&line);
        }
    }

    /// What was written last is the heading of what comes next: no blank line parts them.
    pub fn head(&mut self) {
        if let Some(container) = self.open.last_mut().filter(|container| container.written == Written::Blocks)
        {
            container.written = Written::Heading;
        }
    }

    /// Closes the innermost container. An item without text shows its marker.
    pub fn close(&mut self) {
        if self.open.last().is_some_and(|container| container.marker.is_some()) {
            self.write_line(&Line::default());
        }
        self.open.pop();
    }

    /// All that was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn begin_block(&mut self) {
        if let Some(container) = self.open.last_mut() {
            container.gap = container.loose && container.written == Written::Blocks;
        }
    }

    fn write_line(&mut self, line: &Line) {
        // A gap is left only once something follows it, so that an empty block leaves none.
        if let Some(outermost) = self.open.iter().position(|container| container.gap) {
            let mut blank = Line::default();
            for container in &self.open[..=outermost] {
                blank.append(&container.indent);
            }
            blank.write(&mut self.out, self.colour);
        }
        let mut full = Line::default();
        for container in &mut self.open {
            container.gap = false;
            container.written = Written::Blocks;
            match container.marker.take() {
                Some(marker) => full.append(&marker),
                None => full.append(&container.indent),
            }
        }
        full.append(line);
        full.write(&mut self.out, self.colour);
    }
}
