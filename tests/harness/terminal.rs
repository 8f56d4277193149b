//! A command in a pseudo-terminal of 80 by 24: what is typed, what is to be seen, and how it ends.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, tcgetattr};

use crate::harness::Practice;

/// How long something may take to be seen, even on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// A command and the terminal that it talks to.
pub struct Terminal {
    pty: pty_process::blocking::Pty,
    child: Child,
    screen: vt100::Parser,
    /// The same on a screen that is as tall as everything that was ever said.
    scroll: vt100::Parser,
    /// Everything that was said, escape codes and all.
    said: Vec<u8>,
    /// Where in it the last answer was sent.
    sent: usize,
    /// Whether the other end is gone.
    gone: bool,
}

/// What is left when a command has ended.
pub struct Ended {
    /// The exit code, if it wasn't killed.
    pub code: Option<i32>,
    /// The 24 lines that are to be seen.
    pub screen: String,
    /// Every line, those that have scrolled away as well.
    pub scroll: String,
    /// Everything that was said, escape codes and all.
    #[allow(dead_code, reason = "what is told without codes is looked at with it")]
    pub said: String,
    /// Whether the cursor is to be seen and lines are read with an echo, as a shell expects it.
    pub restored: bool,
}

impl Practice {
    /// A command in a terminal.
    pub fn terminal<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Terminal {
        Terminal::of(&self.command(arguments))
    }

    /// A command line without quotes in it, in a terminal.
    pub fn talk(&self, line: &str) -> Terminal {
        self.terminal(line.split_whitespace())
    }
}

impl Terminal {
    /// Any command in a terminal; its variables are those that were set for it.
    pub fn of(meant: &Command) -> Self {
        let (pty, other_end) = pty_process::blocking::open().expect("a pseudo-terminal");
        pty.resize(pty_process::Size::new(24, 80)).expect("its size");
        let variables = meant.get_envs().filter_map(|(name, value)| Some((name, value?)));
        let command = pty_process::blocking::Command::new(meant.get_program())
            .args(meant.get_args())
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("PAGER", "cat")
            .envs(variables)
            .current_dir(meant.get_current_dir().expect("a working folder"));
        let child = command.spawn(other_end).expect("a command");
        Self {
            pty,
            child,
            screen: vt100::Parser::new(24, 80, 0),
            scroll: vt100::Parser::new(400, 80, 0),
            said: Vec::new(),
            sent: 0,
            gone: false,
        }
    }

    /// Waits until this is asked or said, behind the last answer.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let wanted = squeezed(text);
        let since = Instant::now();
        while !self.said_since().contains(&wanted) {
            assert!(since.elapsed() < PATIENCE && !self.gone, "{text:?} isn't seen on\n{}", self.shown());
            self.read(Duration::from_millis(200));
        }
        self
    }

    /// Answers a question, once it is asked, and presses Enter once the answer stands there.
    #[track_caller]
    pub fn answers(&mut self, question: &str, answer: &str) -> &mut Self {
        self.sees(&format!("? {question}"));
        self.types(answer);
        self.presses("\r")
    }

    /// Answers a question if it is asked, and tells whether it was; the command may have ended instead.
    #[allow(dead_code, reason = "what is open is looked at with it")]
    pub fn answers_or_ends(&mut self, question: &str, answer: &str) -> bool {
        let wanted = squeezed(&format!("? {question}"));
        let since = Instant::now();
        while !self.said_since().contains(&wanted) {
            if self.gone || since.elapsed() > PATIENCE {
                return false;
            }
            self.read(Duration::from_millis(200));
        }
        self.types(answer).presses("\r");
        true
    }

    /// Types without pressing Enter, and waits until it stands there.
    #[track_caller]
    pub fn types(&mut self, text: &str) -> &mut Self {
        if text.is_empty() {
            // The question is drawn whole before anything is typed at it.
            self.read(Duration::from_millis(5));
            return self;
        }
        self.pty.write_all(text.as_bytes()).expect("a terminal to type at");
        let wanted = squeezed(text);
        let since = Instant::now();
        while !squeezed(&self.screen.screen().contents()).contains(&wanted) {
            assert!(since.elapsed() < PATIENCE && !self.gone, "{text:?} isn't typed on\n{}", self.shown());
            self.read(Duration::from_millis(200));
        }
        self
    }

    /// Presses keys that leave nothing to be seen by themselves.
    pub fn presses(&mut self, keys: &str) -> &mut Self {
        self.sent = self.said.len();
        self.pty.write_all(keys.as_bytes()).expect("a terminal to type at");
        self
    }

    /// Waits until the line that the cursor stands in is this.
    #[track_caller]
    pub fn stands_at(&mut self, line: &str) -> &mut Self {
        let since = Instant::now();
        while self.line() != line.trim_end() {
            let told = || format!("the line isn't {line:?} but {:?} on\n{}", self.line(), self.shown());
            assert!(since.elapsed() < PATIENCE && !self.gone, "{}", told());
            self.read(Duration::from_millis(200));
        }
        self
    }

    /// The line that the cursor stands in, up to the cursor.
    fn line(&self) -> String {
        let screen = self.screen.screen();
        let (row, column) = screen.cursor_position();
        screen.contents_between(row, 0, row, column).trim_end().to_owned()
    }

    /// Everything of the screen, and what was said before.
    pub fn shown(&self) -> String {
        trimmed(&self.scroll.screen().contents())
    }

    /// Waits for its end.
    #[track_caller]
    pub fn ends(mut self) -> Ended {
        let since = Instant::now();
        while !self.gone {
            assert!(since.elapsed() < PATIENCE, "it doesn't end\n{}", self.shown());
            self.read(Duration::from_millis(200));
        }
        let code = self.child.wait().expect("its end").code();
        let modes = tcgetattr(&self.pty).expect("the terminal's modes").local_modes;
        let cooked = modes.contains(LocalModes::ICANON | LocalModes::ECHO);
        Ended {
            code,
            screen: trimmed(&self.screen.screen().contents()),
            scroll: self.shown(),
            said: String::from_utf8_lossy(&self.said).into_owned(),
            restored: cooked && !self.screen.screen().hide_cursor(),
        }
    }

    /// Waits for its end, which is to be a good one.
    #[track_caller]
    pub fn ends_well(self) -> Ended {
        let ended = self.ends();
        assert_eq!(ended.code, Some(0), "{}", ended.scroll);
        assert!(ended.restored, "the terminal isn't as it was\n{}", ended.scroll);
        ended
    }

    /// Kills it as nothing can withstand.
    pub fn killed(mut self) {
        self.child.kill().expect("a process to kill");
        self.child.wait().expect("its end");
    }

    /// Closes the terminal's window; the command has to end by itself.
    #[track_caller]
    pub fn closed(mut self) {
        drop(self.pty);
        let since = Instant::now();
        while self.child.try_wait().expect("its end").is_none() {
            if since.elapsed() > PATIENCE {
                let _ = self.child.kill();
                panic!("it goes on without a terminal");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What was said behind the last answer, without codes and blanks.
    fn said_since(&self) -> String {
        squeezed(&without_codes(&String::from_utf8_lossy(&self.said[self.sent..])))
    }

    fn read(&mut self, patience: Duration) {
        let timeout = Timespec { tv_sec: 0, tv_nsec: i64::from(patience.subsec_nanos()) };
        let mut fds = [PollFd::new(&self.pty, PollFlags::IN)];
        if poll(&mut fds, Some(&timeout)).expect("to look at the terminal") == 0 {
            return;
        }
        let mut bytes = [0; 8192];
        // Linux answers with an error once the other end is closed.
        let count = self.pty.read(&mut bytes).unwrap_or(0);
        self.gone = count == 0;
        self.screen.process(&bytes[..count]);
        self.scroll.process(&bytes[..count]);
        if bytes[..count].windows(4).any(|code| code == b"\x1b[6n") {
            let (row, column) = self.screen.screen().cursor_position();
            let here = format!("\u{1b}[{};{}R", row + 1, column + 1);
            self.pty.write_all(here.as_bytes()).expect("a terminal that tells its cursor");
        }
        if bytes[..count].windows(3).any(|code| code == b"\x1b[c") {
            self.pty.write_all(b"\x1b[?1;2c").expect("a terminal that tells its kind");
        }
        self.said.extend_from_slice(&bytes[..count]);
    }
}

/// Text without escape codes.
fn without_codes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' if rest.clone().next() == Some('[') => {
                rest.next();
                rest.by_ref().find(|c| ('@'..='~').contains(c));
            }
            '\u{1b}' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Text without its blanks and line ends, which depend on where a line is broken.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

fn trimmed(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned() + "\n"
}
