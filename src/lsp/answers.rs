//! Which answer belongs to which request.

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, FoldingRangeRequest, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, Rename, Request as _, WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionParams, DocumentSymbolResponse, Hover, HoverContents, MarkupContent, MarkupKind,
    PrepareRenameResponse, ReferenceParams, RenameParams, TextDocumentIdentifier, TextDocumentPositionParams,
    WorkspaceSymbolParams,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::desk::{Desk, Sheet};
use super::{actions, completion, hover, names, symbols};

/// Why a request has no answer.
#[derive(Debug)]
pub struct Refused {
    /// The kind, as the protocol counts them.
    pub code: ErrorCode,
    /// What stands in the way, for the one who types.
    pub message: String,
}

/// The part of a request that names a buffer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AboutBuffer {
    text_document: TextDocumentIdentifier,
}

/// The answer to a request. What stands in no practice has none.
///
/// # Errors
/// Where the request isn't known or can't be read, or what it asks for is refused.
pub fn answer(desk: &Desk, request: Request) -> Result<Value, Refused> {
    let Request { method, params, .. } = request;
    match method.as_str() {
        Completion::METHOD => at_place(desk, params, |sheet, at| Some(completion::complete(sheet, at))),
        HoverRequest::METHOD => at_place(desk, params, |sheet, at| {
            let (value, bytes) = hover::describe(sheet, at)?;
            let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
            Some(Hover { contents, range: Some(sheet.positions.range(bytes)) })
        }),
        GotoDefinition::METHOD => at_place(desk, params, names::find_definition),
        References::METHOD => {
            let asked: ReferenceParams = read(params.clone())?;
            let with_definition = asked.context.include_declaration;
            at_place(desk, params, |sheet, at| Some(names::list_references(sheet, at, with_definition)))
        }
        PrepareRenameRequest::METHOD => at_place(desk, params, |sheet, at| {
            let (bytes, placeholder) = names::find_renamable(sheet, at)?;
            let range = sheet.positions.range(bytes);
            Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
        }),
        Rename::METHOD => {
            let asked: RenameParams = read(params)?;
            let place = asked.text_document_position;
            let Some(sheet) = desk.sheet(place.text_document.uri.as_str()) else { return Ok(Value::Null) };
            let at = sheet.positions.offset(place.position);
            let edit = names::rename(&sheet, at, &asked.new_name)
                .map_err(|message| Refused { code: ErrorCode::RequestFailed, message })?;
            write(edit)
        }
        CodeActionRequest::METHOD => {
            let asked: CodeActionParams = read(params)?;
            let Some(sheet) = desk.sheet(asked.text_document.uri.as_str()) else { return Ok(Value::Null) };
            let bytes = sheet.positions.bytes(asked.range);
            write(actions::list_actions(&sheet, &bytes, asked.context.only.as_deref()))
        }
        DocumentSymbolRequest::METHOD => {
            in_buffer(desk, params, |sheet| DocumentSymbolResponse::Nested(symbols::list_headings(sheet)))
        }
        FoldingRangeRequest::METHOD => in_buffer(desk, params, symbols::list_folds),
        WorkspaceSymbolRequest::METHOD => {
            let asked: WorkspaceSymbolParams = read(params)?;
            write(symbols::find_symbols(desk, &asked.query))
        }
        _ => {
            let message = format!("{method} isn't answered here");
            Err(Refused { code: ErrorCode::MethodNotFound, message })
        }
    }
}

/// An answer about a place in a buffer.
fn at_place<T: serde::Serialize>(
    desk: &Desk,
    params: Value,
    find: impl FnOnce(&Sheet<'_>, usize) -> Option<T>,
) -> Result<Value, Refused> {
    let asked: TextDocumentPositionParams = read(params)?;
    let sheet = desk.sheet(asked.text_document.uri.as_str());
    write(sheet.and_then(|sheet| find(&sheet, sheet.positions.offset(asked.position))))
}

/// An answer about a whole buffer.
fn in_buffer<T: serde::Serialize>(
    desk: &Desk,
    params: Value,
    find: impl FnOnce(&Sheet<'_>) -> T,
) -> Result<Value, Refused> {
    let asked: AboutBuffer = read(params)?;
    write(desk.sheet(asked.text_document.uri.as_str()).map(|sheet| find(&sheet)))
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refused> {
    let refuse =
        |error: serde_json::Error| Refused { code: ErrorCode::InvalidParams, message: error.to_string() };
    serde_json::from_value(params).map_err(refuse)
}

fn write(answer: impl serde::Serialize) -> Result<Value, Refused> {
    let refuse =
        |error: serde_json::Error| Refused { code: ErrorCode::InternalError, message: error.to_string() };
    serde_json::to_value(answer).map_err(refuse)
}
