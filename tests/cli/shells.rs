//! Completion as it is lived: real shells in a pseudo-terminal, set up by the line that `coach completions --help` tells.

use std::process::Command;

use crate::harness::terminal::Terminal;
use crate::harness::{Practice, installed};

/// A shell that can be talked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
}

use Shell::{Bash, Elvish, Fish, Zsh};

impl Shell {
    const fn name(self) -> &'static str {
        match self {
            Bash => "bash",
            Zsh => "zsh",
            Fish => "fish",
            Elvish => "elvish",
        }
    }

    /// The file that it reads at each start, and what stands there beside the line for completion.
    const fn startup(self) -> (&'static str, &'static str) {
        match self {
            Bash => (".bashrc", "PS1='> '\nbind 'set bell-style none'\n"),
            Zsh => (".zshrc", "PROMPT='> '\nunsetopt beep prompt_sp\n"),
            Fish => (
                ".config/fish/config.fish",
                "function fish_prompt; echo -n '> '; end\nset -g fish_greeting\nset -g fish_autosuggestion_enabled 0\n",
            ),
            Elvish => (
                ".config/elvish/rc.elv",
                "set edit:prompt = { put '> ' }\nset edit:rprompt = { }\nset edit:max-height = 20\n",
            ),
        }
    }

    /// Started in a practice by somebody who did what `--help` says.
    fn start(self, practice: &Practice) -> Talk {
        let help = practice.coach("completions --help").ok().stdout;
        let (file, own) = self.startup();
        let told = help.lines().find_map(|line| line.trim().strip_prefix(&format!("{}  ", self.name())));
        let (_, line) =
            told.expect("a line for the shell").trim().split_once("  ").expect("a file and a line");
        let home = practice.home();
        let startup = home.join(file);
        std::fs::create_dir_all(startup.parent().unwrap()).unwrap();
        std::fs::write(startup, format!("{own}{}\n", line.trim())).unwrap();
        let meant = practice.command([""; 0]);
        let binaries = std::path::Path::new(meant.get_program()).parent().unwrap();
        let path = std::env::join_paths(
            [binaries.to_owned()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut command = Command::new(self.name());
        let variables = meant.get_envs().filter_map(|(name, value)| Some((name, value?)));
        command.arg("-i").env_clear().envs(variables).env("PATH", path.unwrap()).env("LC_ALL", "C.UTF-8");
        command.current_dir(meant.get_current_dir().unwrap());
        let mut terminal = Terminal::of(&command);
        terminal.stands_at(">");
        Talk { shell: self, terminal }
    }
}

/// A shell that is being talked to; each of these begins at an empty line and leaves one.
struct Talk {
    shell: Shell,
    terminal: Terminal,
}

impl Talk {
    /// Types, presses Tab, and sees the line become what it is to be.
    #[track_caller]
    fn completes(&mut self, typed: &str, line: &str) -> &mut Self {
        self.terminal.types(typed).presses("\t").stands_at(&format!("> {line}"));
        self.wiped()
    }

    /// Types, presses Tab and Enter, and sees what the command says then.
    #[track_caller]
    fn completes_and_runs(&mut self, typed: &str, said: &str) -> &mut Self {
        self.terminal.types(typed).presses("\t").presses("\r").sees(said).stands_at(">");
        self
    }

    /// Types, presses Tab as often as it takes, and sees all of these offered.
    #[track_caller]
    fn offers(&mut self, typed: &str, offered: &[&str]) -> &mut Self {
        self.terminal.types(typed).presses(if self.shell == Bash { "\t\t" } else { "\t" });
        for word in offered {
            self.terminal.sees(word);
        }
        self.wiped()
    }

    /// Types, presses Tab, and nothing happens.
    #[track_caller]
    fn leaves(&mut self, typed: &str) -> &mut Self {
        // What is typed behind the Tab shows that the shell is done with it.
        self.terminal.types(typed).presses("\t\t").types("x").stands_at(&format!("> {typed}x"));
        self.wiped()
    }

    #[track_caller]
    fn wiped(&mut self) -> &mut Self {
        self.terminal.presses("\u{15}").stands_at(">");
        self
    }
}

/// Makes a test for each shell of a function that gets the shell.
macro_rules! in_every_shell {
    ($($name:ident),+ $(,)?) => { $(mod $name {
        use super::Shell::{self, Bash, Fish, Zsh};
        use crate::harness::installed;
        fn run(shell: Shell) { if installed(shell.name()) { super::$name(shell); } }
        #[test] fn in_bash() { run(Bash); }
        #[test] fn in_zsh() { run(Zsh); }
        #[test] fn in_fish() { run(Fish); }
    })+ };
}

in_every_shell!(
    commands_names_and_keys,
    names_that_need_quotes,
    lines_of_all_kinds,
    nothing_where_nothing_is
);

fn commands_names_and_keys(shell: Shell) {
    let practice = Practice::example();
    shell
        .start(&practice)
        .completes("coach pre", "coach prep ")
        .completes("coach prep --br", "coach prep --brief ")
        .completes("coach prep al", "coach prep alice ")
        .completes("coach find keys --client ch", "coach find keys --client chiara ")
        .completes("coach find keys --kind pl", "coach find keys --kind plan ")
        .completes("coach plan show alice 2026-11", "coach plan show alice 2026-11-08-two-mornings ")
        .completes("coach goal show ben own", "coach goal show ben own-workshop ")
        .completes("coach client set alice stat", "coach client set alice status=")
        .completes("coach client set alice status=pau", "coach client set alice status=paused ")
        .completes(
            "coach plan set ben outcome=op goal=own",
            "coach plan set ben outcome=op goal=own-workshop ",
        )
        .completes("coach session set ben goals=x,own", "coach session set ben goals=x,own-workshop ")
        .completes("coach session set alice last alliance.he", "coach session set alice last alliance.heard=")
        .offers("coach prep ", &["alice", "ben", "chiara", "tomas"])
        .offers("coach goal set tomas motive=", &["external", "introjected", "identified", "intrinsic"])
        .completes_and_runs("coach session show chiara '2026-03-02", "The bowl took up most of the hour");
}

fn names_that_need_quotes(shell: Shell) {
    let practice = [
        ("2025-03-02 Alice", "Alice by hand"),
        ("o'brien", "Conan O'Brien"),
        ("日本-太郎", "Taro"),
        ("Zoë", "Zoë Müller"),
        ("$(touch x)`*?[a]&;", "Bobby Tables"),
        ("a: b=c", "Colon"),
    ]
    .into_iter()
    .fold(Practice::empty(), |practice, (id, name)| {
        practice.file(&format!("clients/{id}/client.md"), format!("---\nname: {name}\n---\n"))
    });
    let show = |word: &str| format!("coach client show {word}");
    shell
        .start(&practice)
        .completes_and_runs(&show("2025"), "Alice by hand")
        .completes_and_runs(&show("'2025"), "Alice by hand")
        .completes_and_runs(&show("\"2025-03"), "Alice by hand")
        .completes_and_runs(&show("2025-03-02\\ Al"), "Alice by hand")
        .completes_and_runs(&show("o"), "Conan")
        .completes_and_runs(&show("\"o"), "Conan")
        .completes_and_runs(&show("日"), "Taro")
        .completes_and_runs(&show("Zo"), "Müller")
        .completes_and_runs(&show("\\$"), "Bobby")
        .completes_and_runs(&show("a:"), "Colon")
        .completes_and_runs(&show("'a: b=c"), "Colon");
    assert!(!practice.has("x"), "a name was run");
}

fn lines_of_all_kinds(shell: Shell) {
    let other = Practice::example();
    let practice = Practice::empty()
        .file("clients/nora/client.md", "---\nname: Nora\n---\n")
        .file("mail box/letter one.txt", "words")
        .file("mailing.txt", "words")
        .env("COACH_PRACTICE", other.root());
    let mut talk = shell.start(&practice);
    talk.completes("coach prep al", "coach prep alice ")
        .completes("coach --practice . prep no", "coach --practice . prep nora ")
        .completes("coach --practice=. prep no", "coach --practice=. prep nora ")
        .completes("coach prep no --practice . --br", "coach prep no --practice . --brief ")
        .completes("cd . && coach --format js", "cd . && coach --format json ")
        .completes("coach --format=js", "coach --format=json ")
        .completes("coach check mail\\ ", "coach check mail\\ box/")
        .completes("coach init mai", "coach init mail\\ box/")
        .completes("coach --practice=mai", "coach --practice=mail\\ box/")
        .completes(
            "coach plan new nora --from mail\\ box/l",
            "coach plan new nora --from mail\\ box/letter\\ one.txt ",
        )
        .completes("coach plan receive nora < mailin", "coach plan receive nora < mailing.txt ");
    let left = "\u{1b}[D".repeat(" --brief".len());
    talk.terminal.types("coach prep al --brief").presses(&left).presses("\t").stands_at("> coach prep alice");
}

fn nothing_where_nothing_is(shell: Shell) {
    let nowhere = Practice::nowhere();
    shell
        .start(&nowhere)
        .leaves("coach prep a")
        .leaves("coach plan show alice 2")
        .leaves("coach --practice /no prep a");
    let example = Practice::example();
    shell
        .start(&example)
        .leaves("coach prep --shared al")
        .leaves("coach thread add alice x")
        .leaves("coach client set zz areas=");
}

/// Elvish puts a word that needs quotes into a list, and takes it from there when Enter is pressed.
#[test]
fn elvish_completes_as_the_others_do() {
    if !installed(Elvish.name()) {
        return;
    }
    let practice = Practice::example().file("mail box/letter.txt", "words");
    let mut talk = Elvish.start(&practice);
    talk.completes("coach pre", "coach prep ")
        .completes("coach prep --br", "coach prep --brief ")
        .completes("coach prep al", "coach prep alice ")
        .leaves("coach thread add alice x");
    for (typed, listed, line) in [
        ("coach client set alice stat", "status=", "coach client set alice 'status='"),
        ("coach client set alice 'status='pau", "status=paused", "coach client set alice 'status=paused' "),
        ("coach check mai", "mail box/", "coach check 'mail box/'"),
        ("coach init mai", "mail box/", "coach init 'mail box/'"),
        ("coach --practice=mai", "mail box/", "coach '--practice=mail box/'"),
    ] {
        talk.terminal.types(typed).presses("\t").sees("COMPLETING").sees(listed);
        talk.terminal.presses("\r").stands_at(&format!("> {line}"));
        talk.wiped();
    }
    talk.terminal.types("coach goal set tomas motive=").presses("\t");
    for word in ["external", "introjected", "identified", "intrinsic"] {
        talk.terminal.sees(word);
    }
}
