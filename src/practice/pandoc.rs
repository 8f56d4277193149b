//! The pandoc command: it reads what word processors write.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::LARGEST;
use crate::model::refusal::{Refusal, RefusalKind};

/// What is written: Markdown in which nothing is lost to raw HTML, tables that are too much for pipes included.
const MARKDOWN: &str = "markdown-raw_html-raw_attribute-raw_tex-native_divs-native_spans-fenced_divs-bracketed_spans\
-header_attributes-link_attributes-inline_code_attributes-fenced_code_attributes-smart-simple_tables-multiline_tables\
-superscript-subscript";

/// How to mend what pandoc can't do.
const OR_ELSE: &str = "save it as Markdown or plain text in your word processor, and run this again";

/// A document of a word processor as Markdown. Pandoc gets its bytes and nothing else: no file, no network.
///
/// # Errors
/// Where pandoc isn't installed, can't read the document, or makes more of it than a note may hold.
pub fn to_markdown(document: &[u8], format: &str) -> Result<Vec<u8>, Refusal> {
    let pandoc = Command::new("pandoc")
        .args(["--sandbox", "--standalone", "--wrap=none", "--eol=lf", "--quiet"])
        .args(["--from", format, "--to", MARKDOWN])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut pandoc = pandoc.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Refusal::with_kind(
            RefusalKind::Program,
            "it needs pandoc, which isn't installed",
            "install pandoc (pandoc.org) and run this again, or save the document as Markdown or plain text",
        ),
        _ => Refusal::with_kind(
            RefusalKind::Program,
            format!("pandoc could not be started: {}", super::describe_io_error(&error)),
            OR_ELSE,
        ),
    })?;
    let input = pandoc.stdin.take();
    let output = std::thread::scope(|scope| {
        // Written beside the reading, so that neither waits for the other. A pandoc that stops early says why.
        scope.spawn(move || input.map(|mut input| input.write_all(document)));
        pandoc.wait_with_output()
    });
    let output = output.map_err(|error| {
        Refusal::with_kind(
            RefusalKind::Program,
            format!("pandoc: {}", super::describe_io_error(&error)),
            OR_ELSE,
        )
    })?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let why = told.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing").trim();
        return Err(Refusal::with_kind(
            RefusalKind::Program,
            format!("pandoc can't read it: {why}"),
            OR_ELSE,
        ));
    }
    if output.stdout.len() as u64 > LARGEST {
        return Err(Refusal::with_kind(
            RefusalKind::Damaged,
            "as Markdown it is longer than 16 MiB, the most that is read",
            OR_ELSE,
        ));
    }
    Ok(output.stdout)
}
