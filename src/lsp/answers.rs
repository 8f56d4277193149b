//! Which answer belongs to which request.

use lsp_server::{ErrorCode, Request};
use serde_json::Value;

use super::desk::Desk;

/// Why a request has no answer.
#[derive(Debug)]
pub struct Refused {
    /// The kind, as the protocol counts them.
    pub code: ErrorCode,
    /// What stands in the way, for the one who types.
    pub message: String,
}

/// The answer to a request.
///
/// # Errors
/// Where the request isn't known or can't be read, or what it asks for is refused.
pub fn answer(_desk: &Desk, request: Request) -> Result<Value, Refused> {
    let message = format!("{} isn't answered here", request.method);
    Err(Refused { code: ErrorCode::MethodNotFound, message })
}
