//! Problems for people: in one line, or with the line of the note itself and a mark under the place.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model::clean::clean;
use crate::model::problem::{Problem, Severity};

/// A problem in one line: where, what, how to mend it.
#[must_use]
pub fn write_line(problem: &Problem) -> String {
    let Problem { path, line, column, message, hint, .. } = problem;
    clean(&format!("{path}:{line}:{column}: {message}; {hint}")).replace('\n', " ")
}

/// A problem with its line and a mark; `line` is the line that it stands in, where its file could be read and isn't empty.
#[must_use]
pub fn with_its_line(problem: &Problem, line: Option<&str>, colour: bool) -> String {
    let level = if problem.severity == Severity::Error { Level::ERROR } else { Level::NOTE };
    let is_read = line.is_some();
    let line = line.unwrap_or_default().trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    let (line, column) = window(line, problem.column);
    // Control characters are replaced one for one, so that the mark stays where it belongs.
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let offset = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
    let (start, end) = (offset(column - 1), offset(column - 1 + problem.length));
    let message = clean(&problem.message).into_owned();
    let path = format!("{}:{}", clean(&problem.path), problem.line);
    let title = level.clone().primary_title(&*message).id(problem.code);
    let hint = Level::HELP.message(clean(&problem.hint).into_owned());
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    if !is_read {
        let origin =
            annotate_snippets::Origin::path(&*problem.path).line(problem.line).char_column(problem.column);
        return renderer.render(&[Group::with_title(title).element(origin).element(hint)]) + "\n";
    }
    let snippet = Snippet::source(&*line)
        .path(path.rsplit_once(':').map_or("", |(path, _)| path))
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(start..end.max(start)));
    renderer.render(&[Group::with_title(title).element(snippet).element(hint)]) + "\n"
}

/// A very long line is shown around the place alone. Only there is it gone through: one line may have ten thousand problems.
fn window(line: &str, column: usize) -> (&str, usize) {
    const WIDTH: usize = 140;
    if line.chars().nth(WIDTH).is_none() {
        return (line, column);
    }
    let from = column.saturating_sub(WIDTH / 2);
    let start = byte_of_char(line, from);
    let shown = &line[start..];
    (&shown[..byte_of_char(shown, WIDTH)], column - from)
}

/// Where the nth character begins, from 0; the end where there are fewer.
fn byte_of_char(text: &str, n: usize) -> usize {
    // A line may have very many problems: only what stands before the place is looked at.
    if text.as_bytes().get(..n).is_some_and(<[u8]>::is_ascii) {
        return n;
    }
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}
