//! A table as sentences: one a row, each figure behind its column's name.

use super::signs::speak_signs;

/// A table as it is read: the head first, then the rows, as the text of their cells.
pub type Rows = Vec<Vec<String>>;

/// The sentences of a table, one a row, without their full stops.
#[must_use]
pub fn speak_rows(rows: &[Vec<String>]) -> Vec<String> {
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    let head: Vec<String> = head.iter().map(|name| speak_signs(name)).collect();
    let names: Vec<&str> = head.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if rows.is_empty() && !names.is_empty() {
        return vec![format!("Nothing stands under {}", names.join(", "))];
    }
    rows.iter().map(|row| speak_row(&head, row)).filter(|sentence| !sentence.is_empty()).collect()
}

/// What the row is about, then what each other column says of it.
fn speak_row(head: &[String], row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| speak_signs(cell)).collect();
    let name = |place: usize| head.get(place).map_or("", String::as_str);
    let about = cells.first().map(String::as_str).unwrap_or_default();
    // A number or a date alone doesn't say what it is.
    let about = match name(0) {
        "" => about.to_owned(),
        name if about.starts_with(|c: char| c.is_ascii_digit()) => format!("{name} {about}"),
        _ => about.to_owned(),
    };
    let told: Vec<String> = (1..cells.len())
        .filter(|place| !cells[*place].is_empty())
        .map(|place| speak_cell(name(place), &cells[place]))
        .collect();
    let joint = if told.iter().any(|part| part.contains([',', ';'])) { "; " } else { ", " };
    match (about.is_empty(), told.is_empty()) {
        (true, _) => told.join(joint),
        (false, true) => about,
        (false, false) => format!("{about}: {}", told.join(joint)),
    }
}

/// A cell behind its column's name. Of a column `quality, 1 to 9` a 3 is `quality 3 of 9`.
fn speak_cell(name: &str, cell: &str) -> String {
    if name.is_empty() {
        return cell.to_owned();
    }
    let Some((name, most)) = split_scale(name) else { return format!("{} {cell}", lower_first(name)) };
    let name = lower_first(name);
    let (number, rest) =
        cell.split_at(cell.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(cell.len()));
    if number.is_empty() || rest.trim_start().starts_with("of ") {
        return format!("{name} {cell}");
    }
    format!("{name} {number} of {most}{rest}")
}

/// A name that says its scale: `quality, 1 to 9`.
fn split_scale(name: &str) -> Option<(&str, &str)> {
    let (name, scale) = name.rsplit_once(", ")?;
    let (least, most) = scale.split_once(" to ")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(least) && is_number(most)).then_some((name, most))
}

/// A name inside of a sentence: it begins with a small letter, unless it is `I` or written in capitals.
fn lower_first(name: &str) -> String {
    let mut rest = name.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().collect::<String>() + rest.as_str()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::speak_rows;

    #[test]
    fn a_row_is_a_sentence() {
        for (head, row, wanted) in [
            ("Name|Id|Last", "Alice|alice|8 Nov", "Alice: id alice, last 8 Nov"),
            ("area|quality, 1 to 9|hours", "Vision|3|2", "Vision: quality 3 of 9, hours 2"),
            ("area|quality, 1 to 9", "Vision|3 of 9, 4 before", "Vision: quality 3 of 9, 4 before"),
            (
                "Goal|Where it stands|ICF",
                "Board|as expected, today|yes",
                "Board: where it stands as expected, today; ICF yes",
            ),
            ("Call|Felt heard|Overall", "8 Nov|9|", "Call 8 Nov: felt heard 9"),
            ("||", "●|+1|looks so", "+1, looks so"),
            ("Name|Id", "Alice|", "Alice"),
            ("||", "||", ""),
        ] {
            let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
            let sentences = speak_rows(&[cells(head), cells(row)]);
            assert_eq!(sentences.join("/"), wanted);
        }
        assert_eq!(speak_rows(&[vec!["A".into(), "B".into()]]), ["Nothing stands under A, B"]);
        assert!(speak_rows(&[]).is_empty());
    }
}
