//! Whether what a repository's own settings name may be run: only where the user said, once, that it is theirs.
//!
//! The confirmation lies in the user's state folder, never in the repository, which may come from somebody else.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::call;
use crate::model::order::InOrder as _;
use crate::model::refusal::Refusal;
use crate::practice::only_mine::can_be_run;
use crate::practice::state;

/// What a repository may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// The user said that it is theirs.
    Confirmed,
    /// Nobody said so.
    Unconfirmed {
        /// What of its settings could run a program or lead elsewhere, by name.
        settings: Vec<String>,
        /// The hooks that lie in it, by name.
        hooks: Vec<String>,
        /// The folder of hooks that the user set up for all repositories.
        users_hooks: Option<String>,
    },
}

impl Trust {
    /// That of a repository of which nothing is known.
    pub(super) fn assume_nothing() -> Self {
        Self::Unconfirmed { settings: Vec::new(), hooks: Vec::new(), users_hooks: None }
    }

    /// That of a repository, whose shared folder and top this is.
    pub(super) fn examine(shared: &Path, top: &Path) -> Result<Self, Refusal> {
        if marker(shared).is_some_and(|marker| marker.is_file()) {
            return Ok(Self::Confirmed);
        }
        let mut git = call::prepare_reading(top);
        git.args(["config", "--list", "--show-scope", "-z"]);
        let list = call::ask(git)?.unwrap_or_default();
        let mut parts = list.split('\0');
        let (mut settings, mut users_hooks) = (Vec::new(), None);
        while let (Some(scope), Some(setting)) = (parts.next(), parts.next()) {
            let (key, value) = setting.split_once('\n').unwrap_or((setting, ""));
            match scope {
                "local" | "worktree" if key == "core.worktree" && is_led_to(shared, top) => {}
                "local" | "worktree" if !is_harmless(key, value, top) => settings.push(key.to_owned()),
                // One that isn't a whole path would be looked for in the repository.
                "global" | "system" if key == "core.hookspath" => {
                    users_hooks =
                        (Path::new(value).is_absolute() || value.starts_with("~/")).then(|| value.to_owned());
                }
                _ => {}
            }
        }
        if top.join(".git").is_symlink() {
            settings.push("a .git that leads elsewhere".to_owned());
        }
        settings.dedup();
        Ok(Self::Unconfirmed { settings, hooks: hooks_in(&shared.join("hooks")), users_hooks })
    }
}

/// Whether a file in the working copy leads to its repository, as it does in a submodule: a setting that leads back says nothing new.
fn is_led_to(shared: &Path, top: &Path) -> bool {
    let file = top.join(".git");
    let is_file = fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
    let text = if is_file { fs::read_to_string(&file).unwrap_or_default() } else { return false };
    let place = text.strip_prefix("gitdir:").map(|place| top.join(place.trim()));
    place.and_then(|place| place.canonicalize().ok()).is_some_and(|place| place == shared)
}

/// Keeps that a repository is the user's.
pub(super) fn confirm(shared: &Path) -> anyhow::Result<()> {
    use anyhow::Context as _;
    let marker = marker(shared).context("this system names no place for it; set XDG_STATE_HOME")?;
    let written = marker.parent().map_or(Ok(()), state::make_private_folder);
    let written = written.and_then(|()| fs::write(&marker, format!("{}\n", shared.display())));
    written.with_context(|| format!("{} can't be written", marker.display()))
}

fn marker(shared: &Path) -> Option<PathBuf> {
    Some(state::state_folder()?.join("confirmed").join(state::file_name(shared)))
}

/// The hooks that git would run.
fn hooks_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries
        .filter(|entry| can_be_run(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok());
    let mut hooks: Vec<String> = names.filter(|name| !name.contains('.')).collect();
    hooks.put_in_order();
    hooks
}

/// The settings that run nothing and lead nowhere: whole keys, or all below a section.
const HARMLESS: &[&str] = &[
    "core.repositoryformatversion",
    "core.filemode",
    "core.bare",
    "core.logallrefupdates",
    "core.ignorecase",
    "core.precomposeunicode",
    "core.quotepath",
    "core.autocrlf",
    "core.eol",
    "core.safecrlf",
    "core.symlinks",
    "core.untrackedcache",
    "core.abbrev",
    "core.commentchar",
    "core.whitespace",
    "core.trustctime",
    "core.checkstat",
    "core.sharedrepository",
    "core.longpaths",
    "core.hidedotfiles",
    "core.protecthfs",
    "core.protectntfs",
    "core.preloadindex",
    "core.sparsecheckout",
    "core.sparsecheckoutcone",
    "user.name",
    "user.email",
    "user.signingkey",
    "user.useconfigonly",
    "author.",
    "committer.",
    "color.",
    "column.",
    "init.",
    "push.default",
    "push.followtags",
    "push.autosetupremote",
    "pull.",
    "fetch.prune",
    "fetch.prunetags",
    "fetch.parallel",
    "merge.conflictstyle",
    "merge.ff",
    "merge.renames",
    "merge.renamelimit",
    "merge.directoryrenames",
    "merge.log",
    "merge.stat",
    "commit.gpgsign",
    "commit.verbose",
    "commit.cleanup",
    "commit.status",
    "tag.",
    "pack.",
    "index.",
    "status.",
    "log.",
    "rerere.",
    "rebase.",
    "advice.",
    "i18n.",
    "extensions.objectformat",
    "extensions.refstorage",
    "extensions.worktreeconfig",
    "submodule.active",
    "maintenance.auto",
    "maintenance.strategy",
    "gc.",
    "gui.",
    "gpg.format",
    "lfs.repositoryformatversion",
    "diff.renames",
    "diff.algorithm",
    "diff.context",
    "diff.colormoved",
    "diff.mnemonicprefix",
    "diff.noprefix",
];
/// The same for what has a name in the middle: `branch.NAME.remote`.
const HARMLESS_OF_NAMED: &[(&str, &[&str])] = &[
    ("remote", &["fetch", "push", "tagopt", "prune", "gh-resolved"]),
    ("diff", &["xfuncname", "funcname", "binary", "wordregex", "algorithm"]),
    ("lfs", &["access"]),
];

/// Whether a setting can run nothing. What isn't known could.
fn is_harmless(key: &str, value: &str, top: &Path) -> bool {
    let key = key.to_ascii_lowercase();
    // Ours, and set on the command line whenever it is used.
    if key.starts_with("merge.coach.") || key == "core.fsmonitor" && matches!(value, "true" | "false") {
        return true;
    }
    if HARMLESS.iter().any(|known| key == *known || known.ends_with('.') && key.starts_with(known)) {
        return true;
    }
    let (Some((section, _)), Some((_, name))) = (key.split_once('.'), key.rsplit_once('.')) else {
        return false;
    };
    if section == "remote" && matches!(name, "url" | "pushurl") {
        return is_plain_address(value, top);
    }
    if section == "branch" {
        // Editors keep notes of their own there; options for a merge could name a program.
        return name != "mergeoptions";
    }
    HARMLESS_OF_NAMED.iter().any(|(known, names)| section == *known && names.contains(&name))
}

/// Whether an address is a place elsewhere: no helper's (`ext::…`), no option, and nothing inside of the practice, whose hooks
/// would be run when it is sent to.
fn is_plain_address(address: &str, top: &Path) -> bool {
    if address.starts_with('-') || address.contains("::") {
        return false;
    }
    local_path(address, top).is_none_or(|path| !path.starts_with(top))
}

/// The folder that an address names on this machine.
pub(super) fn local_path(address: &str, top: &Path) -> Option<PathBuf> {
    let path = address.strip_prefix("file://").unwrap_or(address);
    let is_local = path.len() < address.len()
        || !address.contains("://")
            && address
                .find(':')
                .is_none_or(|colon| address[..colon].contains('/') || colon == 1 && cfg!(windows));
    let path = is_local.then(|| top.join(path))?;
    Some(path.canonicalize().unwrap_or_else(|_| resolve_parents(&path)))
}

/// A path that isn't there, without its `..`: whether it lies in the practice is told by its parts.
fn resolve_parents(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::is_harmless;
    use std::path::Path;

    #[test]
    fn what_could_run_a_program_is_told_from_what_cannot() {
        let top = Path::new("/practice");
        for (key, value) in [
            ("core.bare", "false"),
            ("remote.origin.url", "git@example.org:robin/practice.git"),
            ("remote.origin.url", "https://example.org/practice.git"),
            ("remote.origin.url", "../practice.git"),
            ("branch.main.merge", "refs/heads/main"),
            ("branch.main.vscode-merge-base", "origin/main"),
            ("merge.coach.driver", "anything"),
            ("user.name", "Robin"),
        ] {
            assert!(is_harmless(key, value, top), "{key} {value}");
        }
        for (key, value) in [
            ("core.fsmonitor", "touch x"),
            ("core.hookspath", "hooks"),
            ("core.worktree", "/home"),
            ("core.sshcommand", "x"),
            ("filter.x.clean", "x"),
            ("diff.x.textconv", "x"),
            ("merge.x.driver", "x"),
            ("gpg.program", "x"),
            ("gpg.ssh.program", "x"),
            ("credential.helper", "!x"),
            ("include.path", "../evil"),
            ("remote.origin.url", "ext::sh -c x"),
            ("remote.origin.url", "-x"),
            ("remote.origin.url", "/practice/evil.git"),
            ("remote.origin.vcs", "x"),
            ("remote.origin.receivepack", "x"),
            ("remote.origin.uploadpack", "x"),
            ("protocol.ext.allow", "always"),
            ("url.ext::sh.insteadof", "https:"),
            ("branch.main.mergeoptions", "-s x"),
            ("hook.x.command", "x"),
        ] {
            assert!(!is_harmless(key, value, top), "{key} {value}");
        }
    }
}
