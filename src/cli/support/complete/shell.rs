//! What each shell is handed: a script once, and then the words that can come next, in the form that the script reads.

use std::ffi::OsString;

use clap::{Command, ValueEnum};

use crate::cli::support::complete::line::quote_for_bash;
use crate::cli::support::complete::{Next, Offer, find_next, line};
use crate::model::clean::clean;

/// The shells that completion is made for.
#[allow(clippy::enum_variant_names, reason = "`PowerShell` is its name")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// eval "$(coach completions bash)" in ~/.bashrc
    Bash,
    /// eval "$(coach completions zsh)" in ~/.zshrc
    Zsh,
    /// coach completions fish | source, in ~/.config/fish/config.fish
    Fish,
    /// eval (coach completions elvish | slurp), in ~/.config/elvish/rc.elv
    Elvish,
    /// coach completions powershell | Out-String | Invoke-Expression, in the file that $PROFILE names
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
}

impl Shell {
    /// The shell of a program, such as `/usr/bin/zsh`.
    pub fn from_program(program: &str) -> Option<Self> {
        let name = program.rsplit(['/', '\\']).next().unwrap_or(program).trim_start_matches('-');
        let name = name.strip_suffix(".exe").unwrap_or(name);
        Self::from_str(name, false).ok()
    }
}

/// What a shell sources to complete the command. It names no path: the command that is typed completes itself.
pub fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("scripts/coach.bash"),
        Shell::Zsh => include_str!("scripts/coach.zsh"),
        Shell::Fish => include_str!("scripts/coach.fish"),
        Shell::Elvish => include_str!("scripts/coach.elv"),
        Shell::PowerShell => include_str!("scripts/coach.ps1"),
    }
}

/// What comes next, told to the script of a shell: a line that says how to take it, then a line for each word.
///
/// bash hands over the line up to the cursor and the part of it that will be replaced; zsh and elvish the words without their quotes;
/// fish the same, but the last one as it was typed; PowerShell the words with `=` before each, since it drops one that is empty.
pub fn answer(shell: Shell, tree: impl Fn() -> Command, words: &[OsString]) -> String {
    match shell {
        Shell::Bash => for_bash(tree, words),
        Shell::Zsh => write_offers(&find_next(tree, words, true), "words", |offer| {
            let mark = if offer.open { '=' } else { ' ' };
            let word = offer.word.replace('\\', "\\\\").replace(':', "\\:");
            let help = offer.help.as_deref().map(|help| format!(":{}", help.replace('\\', "\\\\")));
            Some(format!("{mark}{word}{}", help.unwrap_or_default()))
        }),
        Shell::Fish => {
            let mut words = words.to_vec();
            if let Some(last) = words.last_mut() {
                *last = line::parse(&last.to_string_lossy()).last.text.into();
            }
            write_offers(&find_next(tree, &words, true), "words", |offer| {
                let help = offer.help.as_deref().map(|help| format!("\t{help}")).unwrap_or_default();
                Some(format!("{}{help}", offer.word))
            })
        }
        Shell::Elvish => for_marked_lines(&find_next(tree, words, true)),
        Shell::PowerShell => {
            let bare = |word: &OsString| {
                let word = word.to_string_lossy();
                OsString::from(word.strip_prefix('=').unwrap_or(&word))
            };
            for_marked_lines(&find_next(tree, &words.iter().map(bare).collect::<Vec<_>>(), true))
        }
    }
}

/// A mark that says whether more of the word follows, the word, a tab, and what it stands for.
fn for_marked_lines(next: &Next) -> String {
    write_offers(next, "words", |offer| {
        let mark = if offer.open { '=' } else { ' ' };
        Some(format!("{mark}{}\t{}", offer.word, offer.help.as_deref().unwrap_or_default()))
    })
}

fn for_bash(tree: impl Fn() -> Command, handed: &[OsString]) -> String {
    let mut handed = handed.iter().map(|word| word.to_string_lossy());
    let typed = handed.next().unwrap_or_default();
    let replaced = handed.next().unwrap_or_default();
    let line = line::parse(&typed);
    if line.is_redirected {
        return write_offers(&Next::Files, "", |_| None);
    }
    let words = line.before.iter().skip(1).chain([&line.last.text]).map(OsString::from);
    let next = find_next(tree, &words.collect::<Vec<_>>(), false);
    // bash parts words at `=` and `:` as well, and replaces what stands behind the last of them alone.
    let kept = typed[line.last.start..].strip_suffix(&*replaced).unwrap_or_default();
    let kept = line::parse(kept).last;
    let is_open = matches!(&next, Next::Words(offers) if offers.iter().any(|offer| offer.open));
    write_offers(&next, if is_open { "beginnings" } else { "words" }, |offer| {
        offer.word.strip_prefix(&kept.text).map(|rest| quote_for_bash(rest, kept.open))
    })
}

fn write_offers(next: &Next, words: &str, line: impl Fn(&Offer) -> Option<String>) -> String {
    let (kind, offers) = match next {
        Next::Files => ("files", &[][..]),
        Next::Folders => ("folders", &[][..]),
        Next::Words(offers) => (words, offers.as_slice()),
    };
    let lines = offers.iter().filter_map(line).map(|line| format!("{line}\n"));
    format!("{kind}\n{}", lines.collect::<String>())
}

/// Text in one line, without what would drive a terminal.
pub fn join_lines(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
