//! Tables of web pages, made ready for what turns them into Markdown: it keeps the cells of one kind in each row, and one row of a head, so
//! that a row's own heading or the cells beside it would be lost.

use std::borrow::Cow;

/// A row of a table that is looked at.
#[derive(Default)]
struct Row {
    /// Where the names of its heading cells stand, opened and closed.
    headings: Vec<usize>,
    /// Where those of its other cells stand, likewise.
    cells: Vec<usize>,
}

/// A page in which the cells of each row are of one kind: headings in a table's first row where one of that row is, else plain ones. A
/// table's head is part of its body. Nothing but the names of tags is changed, each to one of the same length.
#[must_use]
pub fn make_cells_alike(page: &str) -> Cow<'_, str> {
    let lower = page.to_ascii_lowercase();
    if !lower.contains("<th") {
        return Cow::Borrowed(page);
    }
    let mut plain: Vec<usize> = Vec::new();
    let mut first: Vec<usize> = Vec::new();
    let mut heads: Vec<usize> = Vec::new();
    // Tables stand in the cells of others: each with how many rows it had, and the one that is open.
    let mut tables: Vec<(usize, Row)> = vec![(0, Row::default())];
    let close_row = |(rows, row): &mut (usize, Row), plain: &mut Vec<usize>, first: &mut Vec<usize>| {
        let row = std::mem::take(row);
        if *rows > 1 {
            plain.extend(row.headings);
        } else if !row.headings.is_empty() {
            first.extend(row.cells);
        }
    };
    for (at, _) in lower.match_indices('<') {
        let rest = &lower[at + 1..];
        let (name_at, is_end) = if rest.starts_with('/') { (at + 2, true) } else { (at + 1, false) };
        let name = lower[name_at..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let Some(table) = tables.last_mut() else { break };
        match (name, is_end) {
            ("table", false) => tables.push((0, Row::default())),
            ("table", true) => {
                close_row(table, &mut plain, &mut first);
                if tables.len() > 1 {
                    tables.pop();
                }
            }
            ("tr", false) => {
                close_row(table, &mut plain, &mut first);
                table.0 += 1;
            }
            ("th", _) => table.1.headings.push(name_at),
            ("td", _) => table.1.cells.push(name_at),
            ("thead", _) => heads.push(name_at),
            _ => {}
        }
    }
    for table in &mut tables {
        close_row(table, &mut plain, &mut first);
    }
    let mut bytes = page.as_bytes().to_vec();
    for (places, name) in [(plain, &b"td"[..]), (first, b"th"), (heads, b"tbody")] {
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(page), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::make_cells_alike;

    #[test]
    fn the_cells_of_a_row_are_of_one_kind() {
        for (page, wanted) in [
            ("<p>none</p>", "<p>none</p>"),
            ("<table><tr><TH>a</TH><td>b</td></tr></table>", "<table><tr><TH>a</TH><th>b</th></tr></table>"),
            (
                "<table><thead><tr><th>a</th></tr></thead><tr><th>b</th><td>c</td></tr></table>",
                "<table><tbody><tr><th>a</th></tr></tbody><tr><td>b</td><td>c</td></tr></table>",
            ),
            (
                "<table><tr><th>a</th></tr><tr><th>b</th></tr></table>",
                "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
            ),
            (
                "<table><tr><td><table><tr><th>x</th></tr></table></td><th>y</th></tr></table>",
                "<table><tr><th><table><tr><th>x</th></tr></table></th><th>y</th></tr></table>",
            ),
            ("</table><th", "</table><th"),
        ] {
            assert_eq!(make_cells_alike(page), wanted, "{page}");
        }
    }
}
