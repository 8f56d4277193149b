//! What somebody says the columns of a table hold: `columns.yaml`, as it is proposed and as it is read.

use std::fmt::Write as _;

use super::cells::read_minutes;
use super::columns::Column;
use crate::model::dates::written::{DateOf, date_of};

/// What each column holds, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap {
    /// What is held, and the name of the column that holds it.
    pub columns: Vec<(Column, String)>,
}

/// A column with some of what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledColumn {
    /// Its name.
    pub name: String,
    /// What it holds, as far as that is known or can be seen from its cells.
    pub holds: Option<Column>,
    /// Its first cells that aren't empty.
    pub samples: Vec<String>,
}

/// How many cells of each column are shown.
const SAMPLES: usize = 3;
/// How many rows are looked at to see what a column holds.
const LOOKED_AT: usize = 50;

impl ColumnMap {
    /// Reads a `columns.yaml`.
    ///
    /// # Errors
    /// Where it isn't YAML, or a key isn't known.
    pub fn read(text: &str) -> Result<Self, String> {
        let map: serde_yaml::Mapping = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        let mut columns = Vec::new();
        for (key, value) in map {
            let key = key.as_str().unwrap_or_default();
            let Some(column) = Column::VARIANTS.iter().find(|column| column.word() == key) else {
                return Err(format!("`{key}` isn't one of {}", Column::WORDS.join(", ")));
            };
            let name = match value {
                serde_yaml::Value::Null => continue,
                serde_yaml::Value::String(name) => name,
                serde_yaml::Value::Number(number) => number.to_string(),
                _ => return Err(format!("`{key}:` needs the name of one column")),
            };
            if !name.trim().is_empty() {
                columns.push((*column, name));
            }
        }
        Ok(Self { columns })
    }

    /// What each column of a table holds.
    ///
    /// # Errors
    /// The name of a column that the table hasn't.
    pub fn assign(&self, head: &[String]) -> Result<Vec<Option<Column>>, String> {
        let mut found = vec![None; head.len()];
        for (column, name) in &self.columns {
            let same = |one: &String| one.trim().to_lowercase() == name.trim().to_lowercase();
            let at = head.iter().position(same).ok_or_else(|| name.clone())?;
            found[at] = Some(*column);
        }
        Ok(found)
    }
}

/// What each column seems to hold: what its name says, else what its cells look like.
#[must_use]
pub fn propose_map(
    head: &[String],
    known: &[Option<Column>],
    rows: &[(usize, Vec<String>)],
) -> Vec<SampledColumn> {
    let mut columns: Vec<SampledColumn> = Vec::new();
    for (at, name) in head.iter().enumerate() {
        let cells = || {
            rows.iter()
                .filter_map(|(_, cells)| cells.get(at))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
        };
        let samples = cells().take(SAMPLES).map(|cell| cell.chars().take(60).collect()).collect();
        let seen = guess_column(&cells().take(LOOKED_AT).collect::<Vec<_>>());
        let is_free = |column: &Column| {
            !known.contains(&Some(*column)) && !columns.iter().any(|other| other.holds == Some(*column))
        };
        let holds = known.get(at).copied().flatten().or_else(|| seen.filter(is_free));
        columns.push(SampledColumn { name: name.clone(), holds, samples });
    }
    columns
}

/// What cells look like: three in four have to.
fn guess_column(cells: &[&str]) -> Option<Column> {
    const LONG: usize = 60;
    let most = |is: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 4 >= cells.len() * 3
    };
    let is_day = |cell: &str| matches!(date_of(cell, None), DateOf::One(_)) && cell.chars().count() < LONG;
    let is_length = |cell: &str| read_minutes(cell).is_some_and(|minutes| (15..=240).contains(&minutes));
    let is_name = |cell: &str| {
        let words: Vec<&str> = cell.split_whitespace().collect();
        (2..=4).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    if most(&is_day) {
        Some(Column::Start)
    } else if most(&|cell| cell.contains('@') && !cell.contains(' ')) {
        Some(Column::Email)
    } else if most(&is_length) {
        Some(Column::Minutes)
    } else if most(&is_name) {
        Some(Column::Name)
    } else if most(&|cell| cell.chars().count() >= LONG) {
        Some(Column::Body)
    } else {
        None
    }
}

/// The text of a `columns.yaml` for a table: every key with the column that seems to hold it, and what stands in each column.
#[must_use]
pub fn write_map(columns: &[SampledColumn], file: &str) -> String {
    let mut text = format!(
        "# What the columns of {file} hold. Put the name of a column behind what it holds; leave empty what there isn't.\n"
    );
    text.push_str("# Each column and what stands in it:\n");
    for column in columns.iter().filter(|column| !column.name.trim().is_empty()) {
        let line = format!("#   {}: {}", column.name, column.samples.join(" | "));
        let _ = writeln!(text, "{}", line.replace(['\n', '\r'], " "));
    }
    for column in Column::VARIANTS {
        let held = columns.iter().find(|one| one.holds == Some(*column));
        let name = held.map_or_else(String::new, |held| {
            format!(" {}", crate::note::edit::scalar_text(held.name.trim()))
        });
        let _ = writeln!(text, "{column}:{name}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ColumnMap, propose_map, write_map};
    use crate::note::foreign::columns::Column;

    #[test]
    fn what_is_proposed_can_be_read_and_assigned() {
        let head: Vec<String> = ["When it was", "Who", "Long", "Room: #2"].map(str::to_owned).to_vec();
        let row = |cells: [&str; 4]| (2, cells.map(str::to_owned).to_vec());
        let rows = [row(["2025-10-02", "Ada Lund", "60", "blue"]), row(["2025-10-09", "Bo Ek", "90", ""])];
        let proposed = propose_map(&head, &[None; 4], &rows);
        let map = ColumnMap::read(&write_map(&proposed, "log.csv")).unwrap();
        let holds = map.assign(&head).unwrap();
        assert_eq!(holds, [Some(Column::Start), Some(Column::Name), Some(Column::Minutes), None]);
        assert_eq!(map.assign(&head[..1]), Err("Who".to_owned()));
    }

    #[test]
    fn a_key_that_is_not_known_is_told() {
        for text in ["day: When", "date: [a, b]", "- date", ": :"] {
            assert!(ColumnMap::read(text).is_err(), "{text}");
        }
        assert!(ColumnMap::read("client: \"=2\"\n").is_ok());
    }
}
