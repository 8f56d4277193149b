//! An editor that talks with `coach lsp`: what it sends, and what it gets to see.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::Practice;

/// An editor in the middle of a session.
pub struct Editor {
    server: Child,
    to_server: Option<ChildStdin>,
    from_server: BufReader<ChildStdout>,
    root: PathBuf,
    asked: u64,
    /// What the server said when it began.
    pub greeting: Value,
    /// What it told and nobody has looked at yet.
    told: Vec<Value>,
}

impl Editor {
    /// An editor that is able to do all that it can be told to do, and counts in UTF-16.
    pub fn start(practice: &Practice) -> Self {
        let edits = json!({"documentChanges": true, "resourceOperations": ["rename", "create", "delete"]});
        let watching = json!({"dynamicRegistration": true});
        let able = json!({"workspace": {"workspaceEdit": edits, "didChangeWatchedFiles": watching}});
        Self::start_with(practice, &able)
    }

    /// An editor with these abilities.
    pub fn start_with(practice: &Practice, able: &Value) -> Self {
        let mut editor = Self::connect(practice);
        editor.greeting = editor.ask("initialize", json!({"processId": null, "capabilities": able}));
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor that hasn't said anything yet.
    pub fn connect(practice: &Practice) -> Self {
        let mut command = practice.command(["lsp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut server = command.spawn().expect("coach");
        let to_server = server.stdin.take();
        let from_server = BufReader::new(server.stdout.take().expect("its output"));
        let root = practice.root().canonicalize().expect("the practice");
        let (asked, greeting, told) = (0, Value::Null, Vec::new());
        Self { server, to_server, from_server, root, asked, greeting, told }
    }

    /// The address of a file.
    pub fn address(&self, path: &str) -> String {
        format!("file://{}", self.root.join(path).display())
    }

    /// Opens a note with a text that may be another than the disk's, and gives its problems.
    pub fn open(&mut self, path: &str, text: &str) -> Vec<String> {
        let uri = self.address(path);
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        self.problems(path)
    }

    /// Types: the whole text is another one now.
    pub fn type_text(&mut self, path: &str, version: i32, text: &str) {
        let document = json!({"uri": self.address(path), "version": version});
        let changes = json!([{"text": text}]);
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Waits for the next problems of a note: `line:column code`, both from 0.
    pub fn problems(&mut self, path: &str) -> Vec<String> {
        let uri = self.address(path);
        let is_it = |told: &Value| {
            told["method"] == "textDocument/publishDiagnostics" && told["params"]["uri"] == uri.as_str()
        };
        let told = match self.told.iter().position(is_it) {
            Some(place) => self.told.remove(place),
            None => loop {
                let told = self.receive();
                if is_it(&told) {
                    break told;
                }
                self.told.push(told);
            },
        };
        let shown = |problem: &Value| {
            let start = &problem["range"]["start"];
            format!("{}:{} {}", start["line"], start["character"], problem["code"].as_str().unwrap_or("?"))
        };
        told["params"]["diagnostics"].as_array().expect("a list").iter().map(shown).collect()
    }

    /// Asks about a place in a note.
    pub fn ask_at(&mut self, method: &str, path: &str, (line, character): (u32, u32)) -> Value {
        let place = json!({"line": line, "character": character});
        let params = json!({"textDocument": {"uri": self.address(path)}, "position": place});
        self.ask(method, params)
    }

    /// Asks, and waits for the answer. An error is `{"error": …}`.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut told = self.receive();
            if told["id"] == id && told.get("method").is_none() {
                return if told.get("error").is_some() { told } else { told["result"].take() };
            }
            self.told.push(told);
        }
    }

    /// Tells something that has no answer.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// What the server asked or told by this method, and nobody has looked at yet.
    pub fn take_told(&mut self, method: &str) -> Vec<Value> {
        self.told.extract_if(.., |told| told["method"] == method).collect()
    }

    /// Ends the process that answers, as a fault in it does.
    #[cfg(target_os = "linux")]
    pub fn break_server_off(&self) {
        let keeper = self.server.id();
        let answering = std::fs::read_to_string(format!("/proc/{keeper}/task/{keeper}/children"));
        let answering =
            answering.ok().and_then(|ids| ids.trim().parse().ok()).expect("a process that answers");
        let answering = rustix::process::Pid::from_raw(answering).expect("its number");
        rustix::process::kill_process(answering, rustix::process::Signal::KILL).expect("it ends");
    }

    /// Says goodbye; the server ends with 0 and has said nothing beside.
    pub fn quit(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        drop(self.to_server.take());
        let ended = self.server.wait().expect("it ends");
        let mut said = String::new();
        self.server.stderr.take().expect("its errors").read_to_string(&mut said).expect("text");
        assert_eq!((ended.code(), said.as_str()), (Some(0), ""));
    }

    /// Leaves without shutting down first, and asserts the code with which the server ends.
    pub fn leave(mut self, code: i32) {
        self.tell("exit", Value::Null);
        assert_eq!(self.server.wait().expect("it ends").code(), Some(code));
    }

    fn send(&mut self, message: &Value) {
        self.send_text(&message.to_string());
    }

    /// Sends a text as it is.
    pub fn send_text(&mut self, text: &str) {
        let to_server = self.to_server.as_mut().expect("a session");
        write!(to_server, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        to_server.flush().expect("the server listens");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from_server.read_line(&mut line).expect("text"), 0, "the server went away");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", bytes)) => length = bytes.parse().expect("a number"),
                Some(_) => {}
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.from_server.read_exact(&mut bytes).expect("a message");
        serde_json::from_slice(&bytes).expect("JSON")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A text with its edits made, as an editor makes them that counts in UTF-16; `edit` is a workspace edit.
pub fn make_edits(edit: &Value, uri: &str, text: &str) -> String {
    let operations = edit["documentChanges"].as_array().into_iter().flatten();
    let of_uri = operations.filter(|operation| operation["textDocument"]["uri"] == uri);
    let edits = of_uri.flat_map(|operation| operation["edits"].as_array().expect("edits"));
    let offset = |place: &Value| {
        let (line, column) =
            (place["line"].as_u64().expect("a line"), place["character"].as_u64().expect("a column"));
        let start: usize =
            text.split_inclusive('\n').take(usize::try_from(line).expect("small")).map(str::len).sum();
        let mut left = column;
        let in_line = text[start..].char_indices().find(|(_, c)| {
            let is_here = left == 0;
            left = left.saturating_sub(c.len_utf16() as u64);
            is_here
        });
        in_line.map_or(text.len(), |(at, _)| start + at)
    };
    let mut edited = text.to_owned();
    for edit in edits {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        edited.replace_range(range, edit["newText"].as_str().expect("text"));
    }
    edited
}
