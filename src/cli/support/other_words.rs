//! Words that people try for a command that is called otherwise here: they are answered with the way.

use crate::model::order::InOrder as _;
use clap::Command;

/// What people type, and what it may be called here, the likeliest first.
const OTHER_WORDS: &[(&[&str], &[&str])] = &[
    (&["delete", "del", "rm", "erase", "trash", "drop", "remove"], &["remove", "archive", "tick"]),
    (&["archive"], &["archive", "remove", "tick"]),
    (&["undo", "revert", "untick", "uncheck", "reopen", "recover"], &["untick", "undo", "restore"]),
    (&["create", "make", "add", "book", "schedule"], &["new", "add"]),
    (&["ls", "all"], &["list"]),
    (&["view", "cat", "get", "open"], &["show", "edit"]),
    (&["reschedule", "postpone", "shift", "mv"], &["move", "rename"]),
    (&["complete", "finish", "keep", "kept", "check", "close", "done"], &["tick", "close"]),
    (&["modify", "change", "update"], &["set", "edit"]),
];

/// The commands that a word may have been meant as, in full: of the group that it was typed behind, else of any.
pub fn find_ways(tree: &Command, group: Option<&str>, word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let known = OTHER_WORDS.iter().find(|(typed, _)| typed.contains(&word.as_str()));
    // What is a command of some groups is typed before the group as well.
    let own = [word.as_str()];
    let is_own = || tree.get_subcommands().any(|group| group.find_subcommand(own[0]).is_some());
    let names: &[&str] = match known {
        Some((_, names)) => names,
        None if is_own() => &own,
        None => return Vec::new(),
    };
    let in_group = |command: &Command| {
        let known = |name: &&&str| command.find_subcommand(name).is_some_and(|found| !found.is_hide_set());
        names.iter().find(known).map(|name| format!("coach {} {name}", command.get_name()))
    };
    let here = names.iter().filter(|name| tree.find_subcommand(name).is_some());
    if let Some(group) = group.and_then(|group| tree.find_subcommand(group)) {
        let found: Vec<String> = in_group(group).into_iter().collect();
        if found.is_empty() && group.get_positionals().next().is_some() {
            return vec![format!("coach {}", group.get_name())];
        }
        return if found.is_empty() { here.map(|name| format!("coach {name}")).collect() } else { found };
    }
    let is_own = known.is_none();
    let groups = tree
        .get_subcommands()
        .filter(|command| is_own || !matches!(command.get_name(), "thread" | "promise"));
    let mut found: Vec<String> = groups.filter_map(in_group).collect();
    // The likeliest word first, whatever group it stands in.
    let place = |way: &String| names.iter().position(|name| way.ends_with(&format!(" {name}")));
    found.put_in_order_by_key(place);
    here.map(|name| format!("coach {name}")).chain(found).collect()
}

/// The group of commands that a usage line is about, if it is about one.
pub fn find_group_in_usage(usage: &str) -> Option<&str> {
    let behind = usage.trim().strip_prefix("Usage: coach ")?;
    let first = behind.split_whitespace().next()?;
    first.starts_with(|c: char| c.is_ascii_lowercase()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{find_group_in_usage, find_ways};

    #[test]
    fn words_that_people_try_are_answered_with_the_way() {
        let tree = crate::cli::tree();
        for (group, word, wanted) in [
            (Some("session"), "delete", "coach session remove"),
            (Some("session"), "reschedule", "coach session move"),
            (Some("note"), "rm", "coach note remove"),
            (Some("thread"), "done", "coach thread tick"),
            (Some("thread"), "undo", "coach thread untick"),
            (Some("promise"), "create", "coach promise add"),
            (Some("client"), "create", "coach client new"),
            (Some("session"), "undo", "coach undo, coach restore"),
            (Some("session"), "sing", ""),
            (Some("client"), "new", "coach client new"),
            (Some("note"), "add", "coach note"),
            (None, "tick", "coach thread tick, coach promise tick"),
        ] {
            assert_eq!(find_ways(&tree, group, word).join(", "), wanted, "{group:?} {word}");
        }
        assert!(find_ways(&tree, None, "delete").iter().any(|way| way == "coach session remove"));
        assert_eq!(find_ways(&tree, None, "archive")[0], "coach client archive");
        assert!(find_ways(&tree, None, "undo").iter().any(|way| way == "coach restore"));
    }

    #[test]
    fn a_usage_line_tells_the_group() {
        assert_eq!(find_group_in_usage("Usage: coach session [OPTIONS] <COMMAND>"), Some("session"));
        assert_eq!(find_group_in_usage("Usage: coach [OPTIONS] [COMMAND]"), None);
    }
}
