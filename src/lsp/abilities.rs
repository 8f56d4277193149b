//! What the editor is able to do, and what is offered to it.

use std::path::PathBuf;
use std::str::FromStr as _;

use lsp_server::Request;
use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::request::{RegisterCapability, Request as _};
use lsp_types::{CodeActionKind, PositionEncodingKind, ResourceOperationKind, TextDocumentSyncKind, Uri};
use serde_json::{Value, json};

use super::addresses;
use super::desk::Abilities;
use super::positions::Unit;

// What both are able to do is read and written as JSON: the types of all that an editor may say of itself are much program for four
// answers.

/// What an editor says it is able to do, in what it begins with.
#[must_use]
pub fn read(params: &Value) -> Abilities {
    let workspace = &params["capabilities"]["workspace"];
    let edits = &workspace["workspaceEdit"];
    let operations = edits["resourceOperations"].as_array().map(Vec::as_slice).unwrap_or_default();
    Abilities {
        renames_files: operations.contains(&json!(ResourceOperationKind::Rename)),
        knows_versions: edits["documentChanges"].as_bool().unwrap_or_default(),
        watches_files: workspace["didChangeWatchedFiles"]["dynamicRegistration"]
            .as_bool()
            .unwrap_or_default(),
    }
}

/// What an editor is able to count in.
#[must_use]
pub fn read_unit(params: &Value) -> Unit {
    let offered = params["capabilities"]["general"]["positionEncodings"].as_array();
    let offered: Option<Vec<PositionEncodingKind>> = offered.map(|offered| {
        offered
            .iter()
            .filter_map(|kind| Some(PositionEncodingKind::from(kind.as_str()?.to_owned())))
            .collect()
    });
    Unit::choose(offered.as_deref())
}

/// The folders that an editor has open.
#[must_use]
pub fn list_folders(params: &Value) -> Vec<PathBuf> {
    let named = params["workspaceFolders"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = named.iter().map(|folder| &folder["uri"]);
    let addresses = named.chain([&params["rootUri"]]).filter_map(Value::as_str);
    addresses.filter_map(|address| addresses::to_path(&Uri::from_str(address).ok()?)).collect()
}

/// What is offered.
#[must_use]
pub fn describe(unit: Unit) -> Value {
    let capabilities = json!({
        "positionEncoding": unit.kind(),
        "textDocumentSync": {"openClose": true, "change": TextDocumentSyncKind::INCREMENTAL, "save": {}},
        "completionProvider": {"triggerCharacters": [":", " ", "#", "[", "{", ",", "-"]},
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": {"prepareProvider": true},
        "codeActionProvider": {
            "codeActionKinds": [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, CodeActionKind::SOURCE_FIX_ALL],
        },
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "foldingRangeProvider": true,
        "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
    });
    json!({"capabilities": capabilities, "serverInfo": {"name": "coach", "version": env!("CARGO_PKG_VERSION")}})
}

/// Asks an editor to tell of notes that change on the disk.
#[must_use]
pub fn ask_to_watch() -> Request {
    let watchers = ["**/*.md", "**/coach.yaml"].map(|pattern| json!({"globPattern": pattern}));
    let registration = json!({
        "id": "notes",
        "method": DidChangeWatchedFiles::METHOD,
        "registerOptions": {"watchers": watchers},
    });
    let params = json!({"registrations": [registration]});
    Request::new("watch-notes".to_owned().into(), RegisterCapability::METHOD.to_owned(), params)
}
