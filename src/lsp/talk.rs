//! What an editor and its server have said to each other so far, as much of it as begins the talk again where a server broke off.

use std::collections::BTreeMap;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit, Initialized, Notification as _,
    PublishDiagnostics,
};
use lsp_types::request::{Initialize, Request as _};
use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams, TextDocumentItem,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::buffers::Buffer;
use super::positions::Unit;

/// How often a server may break off without having said anything.
const MOST_FALLS: u32 = 8;

/// The talk of an editor with its servers, one after the other.
#[derive(Debug, Default)]
pub(super) struct Talk {
    greeting: Option<Request>,
    /// What the columns of changes count, once a server has agreed.
    unit: Option<Unit>,
    initialized: Option<Notification>,
    open: BTreeMap<String, Open>,
    /// The buffer that the editor opened or changed last.
    last: Option<String>,
    /// What wasn't answered yet.
    asked: Vec<RequestId>,
    /// How many servers broke off since one said something.
    falls: u32,
    is_second: bool,
    is_over: bool,
}

/// A note that the editor holds open.
#[derive(Debug)]
struct Open {
    buffer: Buffer,
    language: String,
    /// Whether the server has it: at the one that it broke off at it isn't to look again, before it has changed.
    is_told: bool,
}

/// How it goes on.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// What the editor is told in place of what the server owes.
    pub(super) to_editor: Vec<Message>,
    /// What a new server is told.
    pub(super) to_server: Vec<Message>,
}

impl Talk {
    /// Takes note of what the editor says, and gives what the server is to hear.
    pub(super) fn hear_editor(&mut self, message: Message) -> Message {
        match &message {
            Message::Request(request) => {
                if request.method == Initialize::METHOD && self.greeting.is_none() {
                    self.greeting = Some(request.clone());
                }
                self.asked.push(request.id.clone());
            }
            Message::Response(_) => {}
            Message::Notification(told) => match told.method.as_str() {
                Initialized::METHOD => self.initialized = Some(told.clone()),
                Exit::METHOD => self.is_over = true,
                DidOpenTextDocument::METHOD => self.open(told),
                DidCloseTextDocument::METHOD => {
                    if let Some(DidCloseTextDocumentParams { text_document }) = read(told) {
                        self.open.remove(text_document.uri.as_str());
                    }
                }
                DidChangeTextDocument::METHOD => return self.change(told).unwrap_or(message),
                _ => {}
            },
        }
        message
    }

    fn open(&mut self, told: &Notification) {
        let Some(DidOpenTextDocumentParams { text_document: opened }) = read(told) else { return };
        let TextDocumentItem { uri, language_id: language, version, text } = opened;
        let key = uri.to_string();
        let buffer = Buffer { uri, version, text, place: None };
        self.open.insert(key.clone(), Open { buffer, language, is_told: true });
        self.last = Some(key);
    }

    /// Makes a change in what is kept. Where the server doesn't have the note, it is told all of it instead.
    fn change(&mut self, told: &Notification) -> Option<Message> {
        let DidChangeTextDocumentParams { text_document, content_changes } = read(told)?;
        let key = text_document.uri.to_string();
        let open = self.open.get_mut(&key)?;
        open.buffer.change(text_document.version, content_changes, self.unit.unwrap_or_default());
        self.last = Some(key);
        if open.is_told {
            return None;
        }
        open.is_told = true;
        Some(open.tell())
    }

    /// Takes note of what a server says; whether the editor is to hear it.
    pub(super) fn hear_server(&mut self, message: &Message) -> bool {
        match message {
            Message::Response(response) => {
                let is_greeting = self.greeting.as_ref().is_some_and(|greeting| greeting.id == response.id);
                if is_greeting {
                    let was_known = self.unit.is_some();
                    let agreed = response.result.as_ref();
                    let agreed = agreed.map(|result| &result["capabilities"]["positionEncoding"]);
                    let is_bytes = agreed.is_some_and(|unit| unit == Unit::Bytes.kind().as_str());
                    self.unit = Some(if is_bytes { Unit::Bytes } else { Unit::Utf16 });
                    self.asked.retain(|id| *id != response.id);
                    return !was_known;
                }
                self.falls = 0;
                self.asked.retain(|id| *id != response.id);
                true
            }
            // What the first one asked of the editor holds for those behind it.
            Message::Request(_) => !self.is_second,
            Message::Notification(_) => {
                self.falls = 0;
                true
            }
        }
    }

    /// The editor has said goodbye, or is gone.
    pub(super) fn end(&mut self) {
        self.is_over = true;
    }

    /// How it goes on where a server broke off: what it owed is refused, and a new one hears what it has to know. A note by which it fell isn't
    /// looked at again until it changes. `None` where nothing goes on.
    pub(super) fn begin_again(&mut self) -> Option<Again> {
        self.falls += 1;
        if self.is_over || self.unit.is_none() || self.falls > MOST_FALLS {
            return None;
        }
        self.is_second = true;
        let mut again = Again::default();
        if self.asked.is_empty() {
            self.lay_aside(&mut again);
        }
        let message = "coach couldn't answer that; the notes are as they were";
        again.to_editor.extend(self.asked.drain(..).map(|id| {
            let refused = Response::new_err(id, ErrorCode::InternalError as i32, message.to_owned());
            Message::Response(refused)
        }));
        again.to_server.extend(self.greeting.clone().map(Message::Request));
        again.to_server.extend(self.initialized.clone().map(Message::Notification));
        again.to_server.extend(self.open.values().filter(|open| open.is_told).map(Open::tell));
        Some(again)
    }

    /// Nothing was asked, so it was a look at a note: at the one that was typed in last, or else at any.
    fn lay_aside(&mut self, again: &mut Again) {
        let last = self.last.take().filter(|last| self.open.get(last).is_some_and(|open| open.is_told));
        for (key, open) in &mut self.open {
            if open.is_told && last.as_ref().is_none_or(|last| last == key) {
                open.is_told = false;
                let params = PublishDiagnosticsParams::new(
                    open.buffer.uri.clone(),
                    Vec::new(),
                    Some(open.buffer.version),
                );
                again.to_editor.push(tell(PublishDiagnostics::METHOD, params));
            }
        }
    }
}

impl Open {
    fn tell(&self) -> Message {
        let Buffer { uri, version, text, .. } = &self.buffer;
        let text_document = TextDocumentItem::new(uri.clone(), self.language.clone(), *version, text.clone());
        tell(DidOpenTextDocument::METHOD, DidOpenTextDocumentParams { text_document })
    }
}

fn tell(method: &str, params: impl Serialize) -> Message {
    Message::Notification(Notification::new(method.to_owned(), params))
}

fn read<P: DeserializeOwned>(told: &Notification) -> Option<P> {
    P::deserialize(&told.params).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Again, Message, Talk};

    fn message(value: Value) -> Message {
        serde_json::from_value(value).expect("a message")
    }

    fn ask(id: i32, method: &str) -> Message {
        message(json!({"id": id, "method": method, "params": {}}))
    }

    fn tell(method: &str, params: &Value) -> Message {
        message(json!({"method": method, "params": params}))
    }

    /// Two notes are open, and one of them was typed in; the server takes bytes.
    fn talk() -> Talk {
        let mut talk = Talk::default();
        talk.hear_editor(ask(1, "initialize"));
        let agreed = json!({"id": 1, "result": {"capabilities": {"positionEncoding": "utf-8"}}});
        assert!(talk.hear_server(&message(agreed)));
        talk.hear_editor(tell("initialized", &json!({})));
        for name in ["a", "b"] {
            let note = json!({"uri": format!("file:///{name}.md"), "languageId": "markdown", "version": 1, "text": "é\n"});
            talk.hear_editor(tell("textDocument/didOpen", &json!({"textDocument": note})));
        }
        talk.hear_editor(change(2));
        talk
    }

    fn change(version: i32) -> Message {
        let range = json!({"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}});
        let changes = json!([{"range": range, "text": "x"}]);
        let note = json!({"uri": "file:///a.md", "version": version});
        tell("textDocument/didChange", &json!({"textDocument": note, "contentChanges": changes}))
    }

    fn show(messages: &[Message]) -> Vec<String> {
        let show = |message: &Message| match message {
            Message::Request(request) => request.method.clone(),
            Message::Notification(told) => {
                format!("{} {}", told.method, told.params["textDocument"]["text"]).replace(" null", "")
            }
            Message::Response(response) => {
                format!("{} {:?}", response.id, response.error.as_ref().map(|error| error.code))
            }
        };
        messages.iter().map(show).collect()
    }

    const GREETING: [&str; 2] = ["initialize", "initialized"];

    #[test]
    fn what_was_asked_is_refused_and_the_next_server_has_the_buffers_as_they_are() {
        let mut talk = talk();
        talk.hear_editor(ask(7, "textDocument/hover"));
        let Again { to_editor, to_server } = talk.begin_again().expect("it goes on");
        assert_eq!(show(&to_editor), ["7 Some(-32603)"]);
        let opened = ["textDocument/didOpen \"éx\\n\"", "textDocument/didOpen \"é\\n\""];
        assert_eq!(show(&to_server), [&GREETING[..], &opened[..]].concat());
        // The second greeting and what comes with it are nothing new to the editor.
        assert!(!talk.hear_server(&message(json!({"id": 1, "result": {"capabilities": {}}}))));
        assert!(!talk.hear_server(&ask(1, "client/registerCapability")));
        assert!(talk.hear_server(&tell("textDocument/publishDiagnostics", &json!({}))));
    }

    #[test]
    fn a_note_by_which_it_fell_is_looked_at_again_once_it_changes() {
        let mut talk = talk();
        let Again { to_editor, to_server } = talk.begin_again().expect("it goes on");
        assert_eq!(show(&to_editor), ["textDocument/publishDiagnostics"]);
        assert_eq!(show(&to_server)[2..], ["textDocument/didOpen \"é\\n\""]);
        assert_eq!(show(&[talk.hear_editor(change(3))]), ["textDocument/didOpen \"éxx\\n\""]);
        assert_eq!(show(&[talk.hear_editor(change(4))]), ["textDocument/didChange"]);
        // Where it isn't the one that was typed in last, it may be any.
        talk.begin_again().expect("it goes on");
        let last = talk.begin_again().expect("it goes on");
        assert_eq!(show(&last.to_server), GREETING);
    }

    #[test]
    fn it_ends_with_the_editor_and_where_no_server_says_anything() {
        let mut over = talk();
        over.hear_editor(tell("exit", &Value::Null));
        assert!(over.begin_again().is_none());
        assert!(Talk::default().begin_again().is_none());
        let mut silent = talk();
        assert_eq!((0..20).take_while(|_| silent.begin_again().is_some()).count(), 8);
    }
}
