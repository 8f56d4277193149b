//! Marks as they are typed, and as they are written.

use anyhow::bail;

use crate::model::id::fold;
use crate::model::mark::{Hours, Rating};
use crate::model::matching::find_nearest_word;
use crate::model::refusal::Refusal;
use crate::model::session::is_same_area;
use crate::model::shell_word::quote;
use crate::render::one_line::strip_markup;

/// One of the three marks of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// How good it is, 1 to 9.
    Rating,
    /// The hours a week that it gets.
    Hours,
    /// The hours a week wished for.
    Wish,
}

impl Mark {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 3] = [Self::Rating, Self::Hours, Self::Wish];

    /// The key that holds it, which is the name of its question as well.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Hours => "hours",
            Self::Wish => "wish",
        }
    }

    /// What it is called in a sentence.
    const fn spoken_name(self) -> &'static str {
        match self {
            Self::Rating => "the quality",
            Self::Hours => "the hours",
            Self::Wish => "the hours wished for",
        }
    }

    /// Reads it as it is typed.
    pub fn read(self, said: &str) -> anyhow::Result<f64> {
        let bare = said.trim().trim_end_matches(['h', 'H']).trim_end().replace(',', ".");
        // Nothing less than nothing is still nothing: `-0` isn't written.
        let number = bare.parse::<f64>().ok().map(|number| number + 0.0);
        match (self, number) {
            (Self::Rating, Some(number)) if Rating::new(number).is_some() => Ok(number),
            (_, None) if said.contains([',', ' ']) => {
                bail!("`{said}`: one mark at a time; {} first", self.spoken_name())
            }
            (Self::Rating, _) => bail!("`{said}` isn't a quality from 1 to 9"),
            (_, Some(number)) if Hours::new(number).is_some() => Ok(number),
            _ => bail!("`{said}` isn't a number of hours in a week, 0 to 168"),
        }
    }
}

/// What a flag says of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The area, as it was typed.
    pub area: String,
    /// Its marks, those that were given.
    pub marks: Vec<(Mark, f64)>,
}

/// Reads `vision=3,2,10`: quality, hours, wish. A mark that is left out stays as it is.
pub fn read_area_flag(typed: &str) -> anyhow::Result<Given> {
    let usage = |what: &str| {
        Refusal::invalid(
            format!("--area {typed}: {what}"),
            "write it as --area vision=3,2,10: quality, hours, wish",
        )
    };
    let Some((area, marks)) = typed.rsplit_once('=') else { bail!(usage("there are no marks in it")) };
    let area = strip_markup(area);
    if area.is_empty() {
        bail!(usage("it names no area"));
    }
    let parts: Vec<&str> = marks.split(',').map(str::trim).collect();
    if parts.len() > Mark::ALL.len() {
        bail!(usage("that is more than three marks"));
    }
    let said = Mark::ALL.into_iter().zip(parts).filter(|(_, part)| !part.is_empty());
    let marks: Vec<(Mark, f64)> = said
        .map(|(mark, part)| Ok((mark, mark.read(part).map_err(|error| usage(&error.to_string()))?)))
        .collect::<anyhow::Result<_>>()?;
    if marks.is_empty() {
        bail!(usage("there are no marks in it"));
    }
    Ok(Given { area, marks })
}

/// The names of areas that were typed with commas between them, each once.
pub fn split_area_names(typed: &str) -> Vec<String> {
    each_once(typed.split(',').map(strip_markup).filter(|name| !name.is_empty()))
}

/// Names of areas without those that mean the same as one before.
pub fn each_once(areas: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for area in areas {
        if !names.iter().any(|known| is_same_area(known, &area)) {
            names.push(area);
        }
    }
    names
}

/// The area that is meant, as it is called.
pub fn find_area<'a>(typed: &str, areas: &'a [String], client: &str) -> anyhow::Result<&'a str> {
    if let Some(area) = areas.iter().find(|area| is_same_area(area, typed)) {
        return Ok(area);
    }
    let begun: Vec<&String> = areas.iter().filter(|area| begins_with(area, typed)).collect();
    if let [area] = begun.as_slice() {
        return Ok(area);
    }
    let near = find_nearest_word(typed, areas.iter().map(String::as_str));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the areas are {}; to add one: coach client set {client} areas+=…",
            areas.join(", "),
            client = quote(client)
        ),
    };
    bail!(Refusal::unknown(format!("there is no area `{typed}`"), hint))
}

/// Whether an area's name begins with what was typed.
fn begins_with(area: &str, typed: &str) -> bool {
    let typed = fold(typed.trim());
    !typed.is_empty() && fold(area).starts_with(&typed)
}

#[cfg(test)]
mod tests {
    use super::{Mark, find_area, read_area_flag, split_area_names};

    #[test]
    fn marks_are_read_as_people_type_them() {
        for (mark, said, wanted) in [
            (Mark::Rating, "3", Some(3.0)),
            (Mark::Rating, "3,5", Some(3.5)),
            (Mark::Rating, "0", None),
            (Mark::Rating, "10", None),
            (Mark::Rating, "good", None),
            (Mark::Hours, "2 h", Some(2.0)),
            (Mark::Hours, "2.5h", Some(2.5)),
            (Mark::Wish, "168", Some(168.0)),
            (Mark::Wish, "169", None),
            (Mark::Hours, "-0", Some(0.0)),
            (Mark::Hours, "-1", None),
            (Mark::Hours, "NaN", None),
            (Mark::Hours, "inf", None),
        ] {
            let read = mark.read(said).ok();
            assert_eq!(read.map(|mark| mark.to_string()), wanted.map(|mark: f64| mark.to_string()), "{said}");
        }
    }

    #[test]
    fn a_flag_names_an_area_and_its_marks() {
        use Mark::{Hours, Rating, Wish};
        for (typed, area, marks) in [
            ("vision=3,2,10", "vision", vec![(Rating, 3.0), (Hours, 2.0), (Wish, 10.0)]),
            (" the  team = 7 ", "the team", vec![(Rating, 7.0)]),
            ("vision=,,10", "vision", vec![(Wish, 10.0)]),
            ("a=b=3", "a=b", vec![(Rating, 3.0)]),
            ("愿景=3.5,,2", "愿景", vec![(Rating, 3.5), (Wish, 2.0)]),
        ] {
            let given = read_area_flag(typed).expect(typed);
            assert_eq!((given.area.as_str(), given.marks), (area, marks), "{typed}");
        }
        for bad in [
            "vision",
            "vision=",
            "vision=,,",
            "=3",
            "vision=3,2,10,1",
            "vision=0",
            "vision=3,200",
            "vision=x",
        ] {
            assert!(read_area_flag(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn areas_are_named_once_and_found_by_their_names() {
        assert_eq!(split_area_names("vision, the  team,, Vision,"), ["vision", "the team"]);
        let areas = split_area_names("Vision, the team");
        assert_eq!(find_area("vision", &areas, "alice").ok(), Some("Vision"));
        let told = |typed: &str| find_area(typed, &areas, "alice").expect_err("no area").to_string();
        assert!(told("vison").contains("`Vision`"), "{}", told("vison"));
        assert!(told("money").contains("Vision, the team"), "{}", told("money"));
    }
}
