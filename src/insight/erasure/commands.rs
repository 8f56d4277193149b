//! The commands that take a person out of a repository's history, for a shell to run as they stand.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::model::git_traces::GitTraces;
use crate::model::identity::Identity;
use crate::model::matching::without_accents;
use crate::model::shell_word::quote;
use crate::model::traces::{Traces, is_unspaced};

/// What stands for them from then on. It is no YAML of its own, so that a front matter with it stays one.
const INSTEAD: &str = "(erased)";
/// Whatever may stand between two words, in bytes.
const BETWEEN: &str = r"[\W_]+";
/// No letter and no digit before a name: of ASCII, or of the two bytes that most other letters of names have.
const BEFORE: &str = r"(?<![0-9A-Za-z])(?<![\xc3-\xdf][\x80-\xbf])";
/// And none behind it, but for the `s` of a genitive.
const BEHIND: &str = r"[sS]?(?![0-9A-Za-z]|[\xc3-\xdf][\x80-\xbf])";

/// The commands, one after the other, each to be run only where the one before went well. None where git holds nothing, or where a
/// merge isn't finished. `git_files` are files of git's own that name them, from the repository's top or absolute.
#[must_use]
pub fn list_commands(git: &GitTraces, identity: &Identity, git_files: &[String]) -> Vec<String> {
    let holds_more = !git.stashes.is_empty() || git.reflog > 0 || !git_files.is_empty();
    let is_needed = git.holds_anything() || holds_more;
    if git.is_busy || !is_needed {
        return Vec::new();
    }
    let mut commands = vec![format!("cd {}", quote(&git.top))];
    // A working tree with changes isn't removed, so that nothing is lost: then nothing else is done either.
    if !git.worktrees.is_empty() {
        commands.push("git worktree prune".into());
        commands.extend(git.worktrees.iter().map(|path| format!("git worktree remove {}", quote(path))));
    }
    if git.is_detached {
        commands.push("git switch --quiet --create kept-head".into());
    }
    commands.push("git add --update".into());
    commands.push(
        "{ git diff --cached --quiet || git commit --quiet --message 'Before records are taken out'; }"
            .into(),
    );
    for place in (0..git.stash_count).rev() {
        commands.push(format!("git branch kept-stash-{} 'stash@{{{place}}}'", place + 1));
        commands.push(format!("git stash drop --quiet 'stash@{{{place}}}'"));
    }
    commands.extend(rename_refs(git));
    commands.extend(filter_commands(git, identity));
    commands.push("git reflog expire --expire=now --expire-unreachable=now --all".into());
    commands.extend((!git_files.is_empty()).then(|| {
        let files: Vec<String> = git_files.iter().map(|file| quote(file).into_owned()).collect();
        format!("rm -f -- {}", files.join(" "))
    }));
    commands.push("git gc --quiet --prune=now".into());
    commands
}

/// Branches, tags and other refs that bear their name get another one.
fn rename_refs(git: &GitTraces) -> Vec<String> {
    let named = git.refs.iter().filter(|one| one.names_them).enumerate();
    let rename = |(at, one): (usize, &crate::model::git_traces::GitRef)| {
        let new = format!("erased-{}", at + 1);
        let name = &one.name;
        if let Some(branch) = name.strip_prefix("refs/heads/") {
            return vec![format!("git branch --move {} {new}", quote(branch))];
        }
        let delete = format!("git update-ref -d {}", quote(name));
        if name.starts_with("refs/remotes/") {
            return vec![delete];
        }
        let folder = if name.starts_with("refs/tags/") { "refs/tags" } else { "refs/kept" };
        vec![format!("git update-ref {folder}/{new} {}", quote(name)), delete]
    };
    named.flat_map(rename).collect()
}

/// What rewrites the history, where anything in it has to be rewritten.
fn filter_commands(git: &GitTraces, identity: &Identity) -> Vec<String> {
    let paths: Vec<String> = git
        .folders
        .iter()
        .map(|folder| format!("literal:{folder}"))
        .chain(rename_paths(git, &identity.traces()))
        .collect();
    let words = list_patterns(identity);
    let has_words = !(git.mentions.is_empty() && git.messages.is_empty() && git.perhaps.is_empty());
    if paths.is_empty() && !has_words && git.authors.is_empty() {
        return Vec::new();
    }
    let mut commands = vec!["kept=$(mktemp -d)".to_owned()];
    let mut filter = "git filter-repo --force --quiet --replace-refs update-no-add".to_owned();
    let mut add = |option: &str, name: &str, lines: &[String]| {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| quote(line).into_owned()).collect();
            commands.push(format!("printf '%s\\n' {} > \"$kept/{name}\"", lines.join(" ")));
            let _ = write!(filter, " {option} \"$kept/{name}\"");
        }
    };
    add("--invert-paths --paths-from-file", "paths", &paths);
    add("--replace-text", "words", &words);
    // A given name by itself is replaced in messages alone, and only where nobody else here has it.
    let parts: Vec<String> =
        git.parts.iter().filter(|_| !git.perhaps.is_empty()).map(|part| pattern(part, "")).collect();
    let in_messages: Vec<String> =
        if parts.is_empty() { Vec::new() } else { [words.clone(), parts].concat() };
    add("--replace-message", "messages", &in_messages);
    let authors: Vec<String> =
        git.authors.iter().map(|author| format!("Erased <erased@localhost> {author}")).collect();
    add("--mailmap", "authors", &authors);
    if in_messages.is_empty() && !words.is_empty() {
        filter += " --replace-message \"$kept/words\"";
    }
    commands.push(filter);
    commands.push("rm -r \"$kept\"".into());
    // What was renamed to what stands there, refs with their names among it.
    commands.push("rm -rf \"$(git rev-parse --git-dir)/filter-repo\"".into());
    commands
}

/// Paths that name them get another name.
fn rename_paths(git: &GitTraces, traces: &Traces) -> Vec<String> {
    let parts = git.named_paths.iter().flat_map(|path| path.split('/')).filter(|part| traces.is_in(part));
    let mut names: Vec<&str> = Vec::new();
    for name in parts {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let other_name = |part: &str| {
        let number = names.iter().position(|name| *name == part)? + 1;
        let ending = part.rsplit_once('.').map(|(_, ending)| ending);
        let ending = ending.filter(|ending| ending.len() < 6 && !traces.is_in(ending));
        Some(format!("erased-{number}{}", ending.map(|ending| format!(".{ending}")).unwrap_or_default()))
    };
    let rename = |(number, path): (usize, &String)| {
        let parts: Vec<String> =
            path.split('/').map(|part| other_name(part).unwrap_or_else(|| part.to_owned())).collect();
        // A name that only several folders together make up.
        let new = if parts.join("/") == *path { format!("erased/{}", number + 1) } else { parts.join("/") };
        format!("literal:{path}==>{new}")
    };
    git.named_paths.iter().enumerate().map(rename).collect()
}

/// What is looked for and replaced: addresses first, since a name may be a part of one.
fn list_patterns(identity: &Identity) -> Vec<String> {
    let ids = identity.ids.iter().filter(|id| id.contains(['-', '_', ' ']));
    let all = identity.addresses.iter().chain(&identity.names).chain(ids);
    let mut patterns: Vec<String> = Vec::new();
    for name in all {
        let found = pattern(name, "(?i)");
        if !name.trim().is_empty() && !patterns.contains(&found) {
            patterns.push(found);
        }
    }
    patterns
}

/// A regular expression over bytes that finds what [`Traces`] finds.
fn pattern(name: &str, flags: &str) -> String {
    let name: String = name.nfc().collect();
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(|c| letter(c, !flags.is_empty())).collect())
        .collect();
    let edge = |c: Option<char>, edge: &'static str| if c.is_some_and(is_unspaced) { "" } else { edge };
    let before = edge(name.chars().next(), BEFORE);
    let behind = edge(name.chars().next_back(), BEHIND);
    format!("regex:{flags}{before}{}{behind}==>{INSTEAD}", words.join(BETWEEN))
}

/// A letter in every way in which it may be written: in both cases, with its accent or without, in one sign or in two.
fn letter(c: char, in_any_case: bool) -> String {
    if c.is_ascii() {
        return c.to_string();
    }
    let mut ways: Vec<String> = vec![c.to_string()];
    if in_any_case {
        ways.extend([c.to_lowercase().collect(), c.to_uppercase().collect()]);
    }
    for way in ways.clone() {
        ways.push(way.nfd().collect());
        ways.push(without_accents(&way));
        ways.push(without_accents(&way).to_uppercase());
    }
    let mut all: Vec<String> = Vec::new();
    for way in ways {
        if !all.contains(&way) && way.chars().all(char::is_alphanumeric)
            || way.chars().count() == 2 && !all.contains(&way)
        {
            all.push(way);
        }
    }
    let ways = format!("(?:{})", all.join("|"));
    match write_single_bytes(c) {
        bytes if bytes.is_empty() => ways,
        bytes => format!("(?:{ways}|[{bytes}](?![\\x80-\\xbf]))"),
    }
}

/// A letter as one byte, in both cases: so it stands in files of old programs (Latin-1). What follows it may be no part of UTF-8.
fn write_single_bytes(c: char) -> String {
    let cases = c.to_lowercase().chain(c.to_uppercase());
    let mut bytes: Vec<u8> =
        cases.filter_map(|c| u8::try_from(u32::from(c)).ok()).filter(|byte| *byte >= 0xc0).collect();
    bytes.dedup();
    let written: Vec<String> = bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect();
    written.concat()
}

/// The command that looks for what is left of somebody.
#[must_use]
pub fn prove_command(identity: &Identity) -> String {
    let all = identity.names.iter().chain(&identity.ids).chain(&identity.addresses);
    let words: Vec<String> = all.map(|word| quote(word).into_owned()).collect();
    format!("coach erase --prove {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{list_commands, pattern, quote, rename_paths};
    use crate::model::git_traces::{GitRef, GitTraces};
    use crate::model::identity::Identity;

    fn alice() -> Identity {
        Identity {
            ids: vec!["alice".into()],
            names: vec!["Alice Moreau".into()],
            addresses: vec!["alice@example.org".into()],
        }
    }

    #[test]
    fn where_git_holds_nothing_there_is_nothing_to_run() {
        assert!(list_commands(&GitTraces::default(), &alice(), &[]).is_empty());
        let git = GitTraces { folders: vec!["clients/alice".into()], is_busy: true, ..GitTraces::default() };
        assert!(list_commands(&git, &alice(), &[]).is_empty(), "a merge is to be finished first");
    }

    #[test]
    fn stashes_become_branches_before_reflogs_expire_and_names_of_refs_give_way() {
        let named = |name: &str| GitRef { name: name.into(), holds: true, names_them: true };
        let git = GitTraces {
            top: "/home/robin/my notes".into(),
            folders: vec!["clients/alice".into()],
            refs: vec![
                named("refs/heads/alice-moreau"),
                named("refs/tags/Alice_Moreau"),
                named("refs/remotes/o/alice-moreau"),
            ],
            stashes: vec![0],
            stash_count: 2,
            worktrees: vec!["/tmp/other".into()],
            is_detached: true,
            ..GitTraces::default()
        };
        let commands = list_commands(&git, &alice(), &[".git/COMMIT_EDITMSG".into()]);
        let at = |wanted: &str| {
            let found = commands.iter().position(|command| command.starts_with(wanted));
            found.unwrap_or_else(|| panic!("{wanted}: {commands:#?}"))
        };
        let order = [
            "cd '/home/robin/my notes'",
            "git worktree remove /tmp/other",
            "git switch --quiet --create kept-head",
            "git add --update",
            "git branch kept-stash-2 'stash@{1}'",
            "git branch kept-stash-1 'stash@{0}'",
            "git branch --move alice-moreau erased-1",
            "git update-ref refs/tags/erased-2 refs/tags/Alice_Moreau",
            "git update-ref -d refs/remotes/o/alice-moreau",
            "git filter-repo --force",
            "git reflog expire",
            "rm -f -- .git/COMMIT_EDITMSG",
            "git gc",
        ];
        assert!(order.map(at).is_sorted(), "{commands:#?}");
    }

    #[test]
    fn paths_that_name_them_get_others() {
        let git = GitTraces {
            named_paths: vec![
                "bills/2026 Alice Moreau.pdf".into(),
                "Alice Moreau/a.md".into(),
                "Alice Moreau/b.md".into(),
            ],
            ..GitTraces::default()
        };
        let wanted = [
            "literal:bills/2026 Alice Moreau.pdf==>bills/erased-1.pdf",
            "literal:Alice Moreau/a.md==>erased-2/a.md",
            "literal:Alice Moreau/b.md==>erased-2/b.md",
        ];
        assert_eq!(rename_paths(&git, &alice().traces()), wanted);
    }

    #[test]
    fn a_pattern_finds_names_in_bytes_and_a_shell_gets_one_word() {
        assert!(pattern("Ana de Sá", "(?i)").contains("(?:á|Á|a\u{301}|a|A|A\u{301})"));
        assert!(pattern("Sá", "(?i)").contains(r"|[\xe1\xc1](?![\x80-\xbf]))"));
        assert!(pattern("王小明", "(?i)").starts_with("regex:(?i)(?:王)"));
        for (word, quoted) in
            [("a b", "'a b'"), ("it's", r"'it'\''s'"), ("clients/a-b.md", "clients/a-b.md"), ("", "''")]
        {
            assert_eq!(quote(word), quoted);
        }
    }
}
