//! Whose a record or a note is, where several people's come in at once. Nobody is taken for somebody else whose name is only similar.

use super::call_record::{CallRecord, Fitting, Person, find_for_certain, find_person, fold_name, holds_name};
use super::links::{clean_name, find_links, part_names, turn_listed_name};
use crate::model::order::InOrder as _;

/// Whose something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Somebody who is known, by their place among them.
    Known(usize),
    /// Somebody who isn't known.
    Stranger(Person),
    /// Somebody whose name is nearly that of one or several who are known, or of another stranger.
    Similar {
        /// The name as it stands there.
        name: String,
        /// Whom it is like.
        to: Vec<String>,
    },
    /// Nobody is named, or two are equally meant: what stands there instead.
    Unnamed(String),
}

/// Everybody whose records may come in, and what was said of names on the command line.
#[derive(Debug, Clone, Default)]
pub struct Owners {
    /// Those who are known.
    pub people: Vec<Person>,
    /// The one whose records alone are wanted, among them.
    pub only: Option<usize>,
    /// Whether the first folder of each path is somebody's name.
    pub by_folder: bool,
    /// Who is meant by a name: somebody who is known, or nobody yet.
    pub stated: Vec<(String, Option<usize>)>,
}

/// Keys of a note that name whose it is.
const NAME_KEYS: [&str; 12] = [
    "client",
    "clients",
    "coachee",
    "coachees",
    "klient",
    "klientin",
    "klient_in",
    "kunde",
    "kundin",
    "cliente",
    "person",
    "people",
];

impl Owners {
    /// Whose a record of a table or a calendar is.
    #[must_use]
    pub fn find_for_record(&self, record: &CallRecord) -> Owner {
        let named = record.names.iter().map(String::as_str).find(|name| !name.trim().is_empty());
        if let Some(stated) = named.and_then(|name| self.find_stated(name)) {
            return stated;
        }
        // A first name alone is enough where somebody is asked for, or a calendar's title can't say more.
        let is_sure = record.is_log && self.only.is_none() && named.is_some();
        let found = if is_sure {
            find_for_certain(record, &self.people).one()
        } else {
            find_person(record, &self.people)
        };
        if let Some(at) = found {
            return Owner::Known(at);
        }
        let all = record.names.iter().chain(&record.emails).chain([&record.title]);
        let whom = all.map(String::as_str).find(|named| !named.trim().is_empty()).unwrap_or("nobody");
        // Of a calendar's guests one is the coach, and a title is no name: only a table says who it was.
        match named.filter(|_| record.is_log) {
            Some(name) => self.find_for_new_name(name, record.emails.clone()),
            None if find_for_certain(record, &self.people) == Fitting::Several => {
                Owner::Unnamed("several clients".to_owned())
            }
            None => Owner::Unnamed(whom.to_owned()),
        }
    }

    /// Whose a note is that stands at a path; `key` gives the text of a key of its front matter, `title` is what it calls itself: that counts where
    /// it is the whole of somebody's name, and nothing else says whose it is.
    #[must_use]
    pub fn find_for_note(
        &self,
        path: &str,
        title: Option<&str>,
        key: impl Fn(&str) -> Option<String>,
    ) -> Owner {
        if let Some(only) = self.only {
            return Owner::Known(only);
        }
        let folders: Vec<&str> =
            path.rsplit_once('/').map(|(folders, _)| folders.split('/').collect()).unwrap_or_default();
        if self.by_folder {
            return match folders.first() {
                Some(folder) => self.find_for_name(super::without_page_number(folder)),
                None => Owner::Unnamed("it lies in nobody's folder".to_owned()),
            };
        }
        if let Some(name) =
            NAME_KEYS.iter().find_map(|name| key(name)).filter(|name| !clean_name(name).is_empty())
        {
            return self.find_for_value(&name);
        }
        let parts: Vec<(&str, Vec<String>)> = path.split('/').map(|part| (part, fold_name(part))).collect();
        let holds =
            |at: &usize| parts.iter().any(|(part, words)| holds_name(part, words, self.people[*at].words()));
        let named: Vec<usize> = (0..self.people.len()).filter(holds).collect();
        match named[..] {
            [one] => Owner::Known(one),
            [] => {
                self.find_for_title(title).unwrap_or_else(|| Owner::Unnamed("it names no client".to_owned()))
            }
            _ => Owner::Unnamed("it names several clients".to_owned()),
        }
    }

    fn find_for_title(&self, title: Option<&str>) -> Option<Owner> {
        let owner = self.find_for_name(clean_name(title?));
        matches!(owner, Owner::Known(_)).then_some(owner)
    }

    /// Whose a value is that names somebody: by a name, a link to their page, or several of them.
    #[must_use]
    pub fn find_for_value(&self, value: &str) -> Owner {
        // Of several links none is the first: whichever was taken, the others' words would be filed with them.
        if find_links(value).len() > 1 {
            return Owner::Unnamed("it names several people".to_owned());
        }
        let whole = self.find_for_name(clean_name(value));
        if matches!(whole, Owner::Known(_)) {
            return whole;
        }
        let names = part_names(value);
        match &names[..] {
            [] | [_] => whole,
            // `Lund, Ada` of somebody new is one name, and so is what nobody is known by.
            several if several.iter().all(|name| !matches!(self.find_for_name(name), Owner::Known(_))) => {
                whole
            }
            _ => Owner::Unnamed("it names several people".to_owned()),
        }
    }

    /// Whose a part of an outline is: of the one to whose page it links, in its first line before the lines below.
    #[must_use]
    pub fn find_for_links(&self, lines: &[Vec<&str>]) -> Owner {
        let first = lines.first().map(Vec::as_slice).unwrap_or_default();
        let known = |links: &[&str]| {
            let mut found: Vec<usize> = Vec::new();
            for link in links {
                if let Owner::Known(at) = self.find_for_name(clean_name(link))
                    && !found.contains(&at)
                {
                    found.push(at);
                }
            }
            found
        };
        let found =
            Some(known(first)).filter(|found| !found.is_empty()).unwrap_or_else(|| known(&lines.concat()));
        match found[..] {
            [one] => Owner::Known(one),
            [] => Owner::Unnamed("it names no client".to_owned()),
            _ => Owner::Unnamed("it names several clients".to_owned()),
        }
    }

    /// Whose a name is, all of it.
    #[must_use]
    pub fn find_for_name(&self, name: &str) -> Owner {
        let name = name.trim();
        if let Some(stated) = self.find_stated(name) {
            return stated;
        }
        let same: Vec<usize> =
            (0..self.people.len()).filter(|at| are_same(&self.people[*at].name, name)).collect();
        match same[..] {
            [one] => Owner::Known(one),
            [] => self.find_for_new_name(name, Vec::new()),
            _ => Owner::Unnamed(format!("`{name}` is the name of several clients")),
        }
    }

    fn find_stated(&self, name: &str) -> Option<Owner> {
        let (_, whom) = self.stated.iter().find(|(stated, _)| are_same(stated, name))?;
        let stranger = || Owner::Stranger(Person::new(turn_listed_name(name.trim()), Vec::new()));
        Some(whom.map_or_else(stranger, Owner::Known))
    }

    fn find_for_new_name(&self, name: &str, emails: Vec<String>) -> Owner {
        let name = name.trim();
        // Of a name without a letter or a digit no folder can be made, and two of them can't be told apart.
        if fold_name(name).is_empty() {
            return Owner::Unnamed(format!("`{name}` is no name that a folder can have"));
        }
        let to: Vec<String> = self
            .people
            .iter()
            .filter(|person| are_similar(&person.name, name))
            .map(|person| person.name.clone())
            .collect();
        if to.is_empty() {
            Owner::Stranger(Person::new(turn_listed_name(name), emails))
        } else {
            Owner::Similar { name: name.to_owned(), to }
        }
    }
}

/// Whether two names are one: case, accents, signs and `Lund, Ada` apart.
#[must_use]
pub fn are_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (fold_name(one), fold_name(other));
    one.put_in_order();
    other.put_in_order();
    !one.is_empty() && one == other
}

/// Whether two names that aren't one could be one person's: a slip apart, or the words of one stand in the other.
#[must_use]
pub fn are_similar(one: &str, other: &str) -> bool {
    // `O'Brien` is one word, and no initial.
    let fold = |name: &str| fold_name(&name.replace(['\'', '’'], ""));
    let (one, other) = (fold(one), fold(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (few, many) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let is_like = |a: &str, b: &str| {
        let (a_length, b_length) = (a.chars().count(), b.chars().count());
        // `A.` is Ada and Anna.
        if a_length.min(b_length) == 1 {
            return a.chars().next() == b.chars().next();
        }
        let slips = if a_length.max(b_length) > 8 { 2 } else { usize::from(a_length.min(b_length) > 2) };
        strsim::osa_distance(a, b) <= slips
    };
    // Each word of the shorter name is like another one of the longer.
    let mut left: Vec<&String> = many.iter().collect();
    few.iter().all(|word| match left.iter().position(|other| is_like(word, other)) {
        Some(at) => {
            left.remove(at);
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Owner, Owners, are_same, are_similar};
    use crate::note::foreign::call_record::Person;

    #[test]
    fn names_are_one_similar_or_others() {
        for (one, other, same, similar) in [
            ("Ada Lund", "lund, ada", true, true),
            ("Zoé Ünal", "Zoe Unal", true, true),
            ("Ann Lee", "Anne Lee", false, true),
            ("Alice Moreau", "Alice Morau", false, true),
            ("Ann", "Ann Lee", false, true),
            ("A. Lee", "Ann Lee", false, true),
            ("Ann M. Lee", "Ann Lee", false, true),
            ("Hana O'Brien", "Hana Øst", false, false),
            ("Hana O’Brian", "Hana O'Brien", false, true),
            ("Ada Lund", "Ada Berg", false, false),
            ("Jo Ek", "Bo Ek", false, false),
            ("Wei Li", "Wei Lu", false, false),
            ("", "Ann", false, false),
        ] {
            assert_eq!((are_same(one, other), are_similar(one, other)), (same, similar), "{one} {other}");
        }
    }

    #[test]
    fn a_note_is_of_the_one_whom_its_folder_its_key_or_its_name_says() {
        let people = ["Ada Lund", "Bo Ek"].map(|name| Person::new(name, Vec::new())).to_vec();
        let owners = Owners { people, ..Owners::default() };
        let none = |_: &str| None;
        assert_eq!(owners.find_for_note("x/2025 Ada Lund.md", None, none), Owner::Known(0));
        assert_eq!(owners.find_for_note("Bo Ek/a.md", None, none), Owner::Known(1));
        assert!(matches!(owners.find_for_note("Ada Lund and Bo Ek.md", None, none), Owner::Unnamed(_)));
        let key = |name: &str| (name == "client").then(|| "[[Bo Ek]]".to_owned());
        assert_eq!(owners.find_for_note("Ada Lund.md", None, key), Owner::Known(1));
        assert_eq!(owners.find_for_note("2025 Lund, Ada.md", None, none), Owner::Known(0));
        assert_eq!(owners.find_for_note("a.md", Some("[[Ada Lund]]"), none), Owner::Known(0));
        assert_eq!(owners.find_for_note("Ada Lund.md", Some("Bo Ek"), none), Owner::Known(0));
        assert!(matches!(owners.find_for_note("a.md", Some("Ada Lund and me"), none), Owner::Unnamed(_)));
        for (value, wanted) in [
            ("[[People/Ada Lund|Ada]]", Some(0)),
            ("[Bo Ek](../Clients/Bo%20Ek%200f1e.md)", Some(1)),
            ("Bo Ek (../Clients/Bo%20Ek%200f1e.md)", Some(1)),
            ("Lund, Ada", Some(0)),
            ("@Ada Lund 🌱", Some(0)),
            ("Ada Lund, Bo Ek", None),
            ("[[Ada Lund]] and [[Bo Ek]]", None),
        ] {
            let owner = owners.find_for_value(value);
            let matches = wanted.map_or(matches!(owner, Owner::Unnamed(_)), |at| owner == Owner::Known(at));
            assert!(matches, "{value}: {owner:?}");
        }
        assert!(matches!(owners.find_for_name("🌸"), Owner::Unnamed(_)));
        let by_folder = Owners { by_folder: true, ..owners.clone() };
        assert!(matches!(by_folder.find_for_note("Ada Lundt/a.md", None, none), Owner::Similar { .. }));
        assert!(
            matches!(by_folder.find_for_note("Cy Dahl/a.md", None, none), Owner::Stranger(person) if person.name == "Cy Dahl")
        );
        assert!(matches!(by_folder.find_for_note("a.md", None, none), Owner::Unnamed(_)));
        let stated = Owners { stated: vec![("Ada Lundt".into(), Some(0))], ..by_folder };
        assert_eq!(stated.find_for_note("Ada Lundt/a.md", None, none), Owner::Known(0));
    }
}
