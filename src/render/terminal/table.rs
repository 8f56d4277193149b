//! Tables, without borders: a rule under the head and two blanks between columns.

use anstyle::Style;
use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

use super::line::{DIM, Line, PLAIN, STRONG, Span, lay_over, width_of};
use super::wrap::wrap;

/// Blanks between two columns.
const GAP: usize = 2;
/// A column that gets less than this, and less than it needs, is no longer read: then each row becomes a
/// list.
const NARROWEST: usize = 6;
/// The text of one cell.
pub type Cell = Vec<Span>;

/// A table as it is read. The first row is the head.
#[derive(Debug, Default)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The rows, of one cell a column, the head first.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table's lines, none wider than `width`: side by side where there is room, else row after row, each
    /// cell after its column's name.
    #[must_use]
    pub fn lines(mut self, width: usize) -> Vec<Line> {
        let Some(head) = self.rows.first_mut() else { return Vec::new() };
        for span in head.iter_mut().flatten() {
            span.style = lay_over(span.style, STRONG);
        }
        match self.columns(width) {
            Some(columns) => self.side_by_side(&columns),
            None => self.list_one_by_one(width),
        }
    }

    /// How wide each column is; none where they aren't read any more side by side.
    fn columns(&self, width: usize) -> Option<Vec<usize>> {
        let count = self.alignments.len();
        let needed: Vec<usize> = (0..count)
            .map(|column| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| width_of(cell)).max())
            .map(|widest| widest.unwrap_or(0).max(1))
            .collect();
        let room = width.checked_sub(GAP * count.saturating_sub(1))?;
        let mut columns = share_out(room, &needed);
        // What the words of a column don't fill goes to the others.
        let filled: Vec<usize> =
            columns.iter().enumerate().map(|(column, &given)| self.fill_column(column, given)).collect();
        if filled != columns && columns != needed {
            let wanted: Vec<usize> = needed
                .iter()
                .zip(columns.iter().zip(&filled))
                .map(|(&needed, (&given, &filled))| if filled < given { filled } else { needed })
                .collect();
            columns = share_out(room, &wanted);
        }
        let fits = columns.iter().sum::<usize>() <= room
            && columns.iter().zip(&needed).all(|(&given, &needed)| given >= needed.min(NARROWEST))
            && columns.iter().enumerate().all(|(column, &given)| given >= self.widest_drawing(column));
        fits.then_some(columns)
    }

    /// How wide the widest line of a column gets in so many columns.
    fn fill_column(&self, column: usize, given: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.flat_map(|cell| wrap(cell, given.max(1))).map(|line| line.width()).max().unwrap_or(0).max(1)
    }

    /// The columns that the longest bar of a column needs: words without a letter or digit can't be read in pieces.
    fn widest_drawing(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| text_of(cell));
        let widest = |cell: String| {
            let drawings = cell.split_whitespace().filter(|word| !word.contains(char::is_alphanumeric));
            drawings.map(UnicodeWidthStr::width).max().unwrap_or(0)
        };
        cells.map(widest).max().unwrap_or(0)
    }

    fn side_by_side(&self, columns: &[usize]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let nameless = index == 0 && row.iter().all(|cell| text_of(cell).trim().is_empty());
            if !nameless {
                lines.extend(self.row(row, columns));
            }
            if index == 0 {
                lines.push(join(columns.iter().map(|&width| Line::styled("─".repeat(width), DIM))));
            }
        }
        lines
    }

    fn row(&self, row: &[Cell], columns: &[usize]) -> Vec<Line> {
        let mut cells: Vec<_> =
            row.iter().zip(columns).map(|(cell, &width)| wrap(cell, width).into_iter()).collect();
        let height = cells.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
        (0..height)
            .map(|_| {
                let parts = cells.iter_mut().map(|lines| lines.next().unwrap_or_default());
                join(
                    parts
                        .zip(columns)
                        .zip(&self.alignments)
                        .map(|((part, &width), &to)| align(&part, width, to)),
                )
            })
            .collect()
    }

    fn list_one_by_one(&self, width: usize) -> Vec<Line> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        let mut lines = Vec::new();
        for row in rows {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                let mut spans = name.clone();
                if !name.is_empty() {
                    spans.push(Span::new(": ", STRONG));
                }
                spans.extend(cell.iter().cloned());
                lines.extend(wrap(&spans, width));
            }
        }
        if rows.is_empty() { head.iter().flat_map(|name| wrap(name, width)).collect() } else { lines }
    }
}

/// Shares out the room: whoever needs no more than an even part gets what they need, the others share the rest evenly.
fn share_out(room: usize, needed: &[usize]) -> Vec<usize> {
    let mut given = vec![None; needed.len()];
    loop {
        let open: Vec<usize> = (0..needed.len()).filter(|&column| given[column].is_none()).collect();
        let left = room.saturating_sub(given.iter().flatten().sum());
        let Some(even) = left.checked_div(open.len()) else { break };
        let small: Vec<usize> = open.iter().copied().filter(|&column| needed[column] <= even).collect();
        if small.is_empty() {
            let over = left % open.len();
            for (place, column) in open.into_iter().enumerate() {
                given[column] = Some(even + usize::from(place < over));
            }
            break;
        }
        for column in small {
            given[column] = Some(needed[column]);
        }
    }
    given.into_iter().flatten().collect()
}

fn text_of(cell: &[Span]) -> String {
    cell.iter().map(|span| span.text.as_str()).collect()
}

fn join(parts: impl Iterator<Item = Line>) -> Line {
    let mut line = Line::default();
    for (index, part) in parts.enumerate() {
        line.push(&" ".repeat(if index == 0 { 0 } else { GAP }), PLAIN);
        line.append(&part);
    }
    line
}

fn align(part: &Line, width: usize, to: Alignment) -> Line {
    let room = width.saturating_sub(part.width());
    let before = match to {
        Alignment::Left | Alignment::None => 0,
        Alignment::Center => room / 2,
        Alignment::Right => room,
    };
    let mut line = Line::default();
    let blanks = |count: usize| " ".repeat(count);
    line.push(&blanks(before), Style::new());
    line.append(part);
    line.push(&blanks(room - before), Style::new());
    line
}
