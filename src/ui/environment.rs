//! What surrounds the process, looked at once, so that the decisions about it can be tried out.

use std::env;
use std::io::{self, IsTerminal};

use super::Colour;

/// Editors that one finds on a system where none was chosen, the friendliest first.
const FALLBACKS: &[&str] = if cfg!(windows) { &["notepad"] } else { &["nano", "micro", "vi"] };

/// An editor, and whether somebody chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Its command.
    pub command: String,
    /// Whether it was chosen by the person, not found by chance.
    pub is_chosen: bool,
}

/// The variables and terminals that output depends on. A variable that is set but isn't text counts as unset.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Whether standard input is a terminal.
    pub input: bool,
    /// Whether standard output is a terminal.
    pub output: bool,
    /// Whether standard error is a terminal.
    pub error: bool,
    /// The terminal's columns and rows.
    pub size: Option<(usize, usize)>,
    /// `LESS`.
    pub less: Option<String>,
    /// `SHELL`.
    pub shell: Option<String>,
    /// `BROWSER`.
    pub browser: Option<String>,
    no_color: Option<String>,
    clicolor_force: Option<String>,
    term: Option<String>,
    /// `COACH_LINEAR`.
    linear: Option<String>,
    columns: Option<String>,
    pager: Option<String>,
    visual: Option<String>,
    editor: Option<String>,
    path: Option<String>,
    /// What `LC_ALL`, else `LC_CTYPE`, else `LANG` says.
    locale: Option<String>,
    /// What `LC_ALL`, else `LC_NUMERIC`, else `LANG` says.
    pub number_locale: Option<String>,
}

impl Environment {
    /// Looks around.
    #[must_use]
    pub fn look() -> Self {
        let variable = |name: &str| env::var(name).ok();
        let first_set = |names: [&str; 3]| names.into_iter().filter_map(variable).find(|it| !it.is_empty());
        Self {
            input: io::stdin().is_terminal(),
            output: io::stdout().is_terminal(),
            error: io::stderr().is_terminal(),
            size: terminal_size::terminal_size().map(|(columns, rows)| (columns.0.into(), rows.0.into())),
            less: variable("LESS"),
            shell: variable("SHELL"),
            browser: variable("BROWSER"),
            no_color: variable("NO_COLOR"),
            clicolor_force: variable("CLICOLOR_FORCE"),
            term: variable("TERM"),
            linear: variable("COACH_LINEAR"),
            columns: variable("COLUMNS"),
            pager: variable("PAGER"),
            visual: variable("VISUAL"),
            editor: variable("EDITOR"),
            path: variable("PATH"),
            locale: first_set(["LC_ALL", "LC_CTYPE", "LANG"]),
            number_locale: first_set(["LC_ALL", "LC_NUMERIC", "LANG"]),
        }
    }

    /// Whether a stream takes escape codes: what was asked for, else `NO_COLOR`, else `CLICOLOR_FORCE`, else
    /// whether it is a terminal that knows them.
    #[must_use]
    pub fn colour(&self, wish: Colour, terminal: bool) -> bool {
        let set = |variable: &Option<String>| variable.as_ref().is_some_and(|value| !value.is_empty());
        match wish {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if set(&self.no_color) => false,
            Colour::Auto if set(&self.clicolor_force) && self.clicolor_force.as_deref() != Some("0") => true,
            Colour::Auto => terminal && !self.is_dumb(),
        }
    }

    /// The columns to write for: `COLUMNS`, else the terminal's, else 80.
    #[must_use]
    pub fn columns(&self) -> usize {
        let said = self.columns.as_ref().and_then(|columns| columns.trim().parse().ok());
        said.filter(|&columns| columns > 0).unwrap_or_else(|| self.screen_columns())
    }

    /// The columns that the terminal truly has.
    #[must_use]
    pub fn screen_columns(&self) -> usize {
        self.size.map(|(columns, _)| columns).filter(|&columns| columns > 0).unwrap_or(80)
    }

    /// The rows that the terminal has.
    #[must_use]
    pub fn screen_rows(&self) -> usize {
        self.size.map(|(_, rows)| rows).filter(|&rows| rows > 0).unwrap_or(24)
    }

    /// The pager's command, if one is to be used: `PAGER`, else less. An empty one and cat mean none, and a
    /// dumb terminal can't scroll.
    #[must_use]
    pub fn pager(&self) -> Option<String> {
        let pager = self.pager.as_deref().unwrap_or("less").trim();
        (!pager.is_empty() && pager != "cat" && !self.is_dumb()).then(|| pager.to_owned())
    }

    /// The editor's command: the one of the person's configuration, else `VISUAL`, else `EDITOR`, else one of those that most
    /// systems have, if there is a terminal to show it on.
    #[must_use]
    pub fn editor(&self, configured: Option<&str>) -> Option<Editor> {
        let configured = configured.map(str::to_owned);
        let set = [&configured, &self.visual, &self.editor].into_iter().flatten();
        if let Some(command) = set.into_iter().find(|value| !value.trim().is_empty()) {
            return Some(Editor { command: command.clone(), is_chosen: true });
        }
        let usable = self.input && self.output && !self.is_dumb();
        let found = FALLBACKS.iter().find(|name| self.has_program(name)).copied();
        let fallback = found.or_else(|| FALLBACKS.last().copied()).unwrap_or_default();
        usable.then(|| Editor { command: fallback.to_owned(), is_chosen: false })
    }

    /// The editor, and the variable that names it.
    #[must_use]
    pub fn editor_found(&self, configured: Option<&str>) -> (Option<String>, Option<&'static str>) {
        let is_set = |value: &Option<String>| value.as_ref().is_some_and(|value| !value.trim().is_empty());
        let configured = configured.filter(|value| !value.trim().is_empty());
        let from = match configured {
            Some(_) => Some("your own configuration"),
            None if is_set(&self.visual) => Some("VISUAL"),
            None if is_set(&self.editor) => Some("EDITOR"),
            None => None,
        };
        (self.editor(configured).map(|editor| editor.command), from)
    }

    /// The pager, and the variable that names it or takes it away.
    #[must_use]
    pub fn pager_found(&self) -> (Option<String>, Option<&'static str>) {
        let from = if self.pager.is_some() { Some("PAGER") } else { self.is_dumb().then_some("TERM=dumb") };
        (self.pager(), from)
    }

    /// The variable that decides about colour.
    #[must_use]
    pub fn colour_found(&self) -> Option<&'static str> {
        let is_set = |value: &Option<String>| value.as_ref().is_some_and(|value| !value.is_empty());
        if is_set(&self.no_color) {
            Some("NO_COLOR")
        } else if is_set(&self.clicolor_force) {
            Some("CLICOLOR_FORCE")
        } else {
            self.is_dumb().then_some("TERM=dumb")
        }
    }

    /// The variable that decides whether views are to be heard.
    #[must_use]
    pub fn linear_found(&self) -> Option<&'static str> {
        match self.linear.as_deref().map(str::trim) {
            None | Some("") => self.is_linear().then_some("TERM=dumb"),
            Some(_) => Some("COACH_LINEAR"),
        }
    }

    /// The variable that says how wide text is.
    #[must_use]
    pub fn width_found(&self) -> Option<&'static str> {
        let said = self.columns.as_ref().and_then(|columns| columns.trim().parse::<usize>().ok());
        said.is_some_and(|columns| columns > 0).then_some("COLUMNS")
    }

    /// The locale of letters, and whether it is one of UTF-8.
    #[must_use]
    pub fn locale_found(&self) -> (Option<String>, bool) {
        (self.locale.clone(), self.locale.as_ref().is_none_or(|locale| is_utf8(locale)))
    }

    /// Whether the program that a command begins with is there.
    #[must_use]
    pub fn has_program_of(&self, command: &str) -> bool {
        let named = super::command::command(command).map(|command| command.get_program().to_owned());
        named
            .and_then(|name| name.into_string().ok())
            .is_some_and(|name| std::path::Path::new(&name).is_file() || self.has_program(&name))
    }

    /// Whether a program of that name is in one of the folders of `PATH`.
    fn has_program(&self, name: &str) -> bool {
        let path = self.path.as_deref().unwrap_or_default();
        env::split_paths(path).any(|folder| folder.join(name).is_file())
    }

    /// Whether a terminal has to make do with the signs of a typewriter: it is dumb, or its locale names another encoding than
    /// UTF-8. Where no locale is named, UTF-8 is what terminals have had for many years.
    #[must_use]
    pub fn has_plain_signs(&self) -> bool {
        let other = !cfg!(windows) && self.locale.as_ref().is_some_and(|locale| !is_utf8(locale));
        self.output && (self.is_dumb() || other)
    }

    /// Whether everything is to be told in sentences: `COACH_LINEAR` says so (0 says no), else the terminal is dumb. What goes into a
    /// pipe is Markdown, whatever the terminal around it is.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        match self.linear.as_deref().map(str::trim) {
            None | Some("") => self.output && self.is_dumb(),
            Some(said) => !matches!(said, "0" | "false" | "no" | "off"),
        }
    }

    /// Whether standard error is a terminal whose cursor can be moved.
    #[must_use]
    pub fn can_draw(&self) -> bool {
        self.error && !self.is_dumb()
    }

    fn is_dumb(&self) -> bool {
        self.term.as_deref() == Some("dumb")
    }
}

/// Whether a locale names UTF-8 as its encoding.
fn is_utf8(locale: &str) -> bool {
    locale.to_lowercase().replace('-', "").contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_decided_by_wish_then_environment_then_terminal() {
        let some = |value: &str| Some(value.to_owned());
        let bare = Environment::default;
        let cases = [
            (bare(), Colour::Auto, true, true),
            (bare(), Colour::Auto, false, false),
            (bare(), Colour::Always, false, true),
            (bare(), Colour::Never, true, false),
            (
                Environment { no_color: some("1"), clicolor_force: some("1"), ..bare() },
                Colour::Auto,
                true,
                false,
            ),
            (Environment { no_color: some("1"), ..bare() }, Colour::Always, false, true),
            (Environment { no_color: some(""), ..bare() }, Colour::Auto, true, true),
            (
                Environment { clicolor_force: some("1"), term: some("dumb"), ..bare() },
                Colour::Auto,
                false,
                true,
            ),
            (Environment { clicolor_force: some("0"), ..bare() }, Colour::Auto, false, false),
            (Environment { clicolor_force: some(""), ..bare() }, Colour::Auto, false, false),
            (Environment { clicolor_force: some("1"), ..bare() }, Colour::Never, true, false),
            (Environment { term: some("dumb"), ..bare() }, Colour::Auto, true, false),
        ];
        for (environment, wish, terminal, expected) in cases {
            assert_eq!(environment.colour(wish, terminal), expected, "{environment:?} {wish:?} {terminal}");
        }
    }

    #[test]
    fn signs_are_plain_where_a_terminal_has_no_others() {
        let some = |value: &str| Some(value.to_owned());
        let terminal = || Environment { output: true, ..Environment::default() };
        for (locale, term, expected) in [
            (None, None, false),
            (some("de_DE.UTF-8"), None, false),
            (some("C.utf8"), None, false),
            (some("C"), None, cfg!(not(windows))),
            (some("de_DE.ISO-8859-1"), None, cfg!(not(windows))),
            (some("C.UTF-8"), some("dumb"), true),
        ] {
            let environment = Environment { term, locale, ..terminal() };
            assert_eq!(environment.has_plain_signs(), expected, "{environment:?}");
            assert!(!Environment { output: false, ..environment }.has_plain_signs());
        }
    }

    #[test]
    fn sentences_are_for_whoever_asks_and_for_dumb_terminals() {
        let some = |value: &str| Some(value.to_owned());
        for (linear, term, output, expected) in [
            (None, None, true, false),
            (None, some("dumb"), true, true),
            (None, some("dumb"), false, false),
            (some("1"), some("xterm"), true, true),
            (some("yes"), None, false, true),
            (some("0"), some("dumb"), true, false),
            (some("off"), None, true, false),
            (some(""), some("dumb"), true, true),
            (some(" "), None, true, false),
        ] {
            let environment = Environment { output, term, linear, ..Environment::default() };
            assert_eq!(environment.is_linear(), expected, "{environment:?}");
        }
    }

    #[test]
    fn columns_come_from_the_variable_if_it_is_sane() {
        let some = |value: &str| Some(value.to_owned());
        let cases = [
            (None, None, 80),
            (None, Some((132, 40)), 132),
            (some("60"), Some((132, 40)), 60),
            (some("wide"), Some((132, 40)), 132),
            (some("0"), None, 80),
            (some("-3"), Some((0, 0)), 80),
        ];
        for (columns, size, expected) in cases {
            let environment = Environment { size, columns, ..Environment::default() };
            assert_eq!(environment.columns(), expected, "{environment:?}");
        }
    }

    #[test]
    fn the_pager_and_the_editor_are_the_persons_own() {
        let some = |value: &str| Some(value.to_owned());
        let bare = Environment::default;
        assert_eq!(bare().pager(), some("less"));
        assert_eq!(Environment { pager: some("more -e"), ..bare() }.pager(), some("more -e"));
        for none in ["", " ", "cat"] {
            assert_eq!(Environment { pager: some(none), ..bare() }.pager(), None);
        }
        let command = |environment: &Environment, own| environment.editor(own).map(|editor| editor.command);
        assert_eq!(command(&bare(), None), None);
        let both = Environment { visual: some("code --wait"), editor: some("nano"), ..bare() };
        assert_eq!(command(&both, None), some("code --wait"));
        assert_eq!(command(&both, Some("hx")), some("hx"));
        assert_eq!(command(&Environment { visual: some(""), ..both }, Some(" ")), some("nano"));
        let terminal = Environment { input: true, output: true, ..bare() };
        assert!(terminal.editor(None).is_some_and(|editor| !editor.is_chosen));
        assert_eq!(Environment { term: some("dumb"), ..terminal }.editor(None), None);
    }
}
