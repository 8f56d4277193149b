//! The names in a path that has `/` between its parts. They are asked for of each note several times.

/// The last part of a path.
#[must_use]
pub fn file_name(path: &str) -> &str {
    memchr::memrchr(b'/', path.as_bytes()).map_or(path, |at| &path[at + 1..])
}

/// A path without its last part; empty where it has but one.
#[must_use]
pub fn folder_of(path: &str) -> &str {
    memchr::memrchr(b'/', path.as_bytes()).map_or("", |at| &path[..at])
}

/// A file's name and its ending; `None` where it has none.
#[must_use]
pub fn split_ending(name: &str) -> Option<(&str, &str)> {
    memchr::memrchr(b'.', name.as_bytes()).map(|at| (&name[..at], &name[at + 1..]))
}

/// The stem of a note's file: its id.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    split_ending(name).map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::{file_name, folder_of, split_ending, stem};

    #[test]
    fn a_path_has_parts() {
        for (path, folder, name, own) in [
            ("clients/ada/notes/2026-11-08.md", "clients/ada/notes", "2026-11-08.md", "2026-11-08"),
            ("clients/ö/é.md", "clients/ö", "é.md", "é"),
            ("a.b.md", "", "a.b.md", "a.b"),
            ("clients/", "clients", "", ""),
            ("c.d/bare", "c.d", "bare", "bare"),
            ("", "", "", ""),
        ] {
            assert_eq!((folder_of(path), file_name(path), stem(path)), (folder, name, own), "{path}");
        }
        assert_eq!(split_ending("a.b.MD"), Some(("a.b", "MD")));
        assert_eq!(split_ending("bare"), None);
    }
}
