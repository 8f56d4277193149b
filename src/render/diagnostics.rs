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

/// A problem with its line and a mark; `text` is the file it stands in.
#[must_use]
pub fn with_its_line(problem: &Problem, text: &str, colour: bool) -> String {
    let level = if problem.severity == Severity::Error { Level::ERROR } else { Level::NOTE };
    // Control characters are replaced one for one, so that the mark stays where it belongs.
    let line = text.split('\n').nth(problem.line - 1).unwrap_or_default().trim_start_matches('\u{feff}');
    let line: String =
        line.trim_end_matches('\r').chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (line, column) = window(&line, problem.column);
    let offset = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
    let (start, end) = (offset(column - 1), offset(column - 1 + problem.length));
    let message = clean(&problem.message).into_owned();
    let path = format!("{}:{}", clean(&problem.path), problem.line);
    let title = level.clone().primary_title(&*message).id(problem.code);
    let hint = Level::HELP.message(clean(&problem.hint).into_owned());
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    if text.is_empty() {
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

/// A very long line is shown around the place alone.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 140;
    if line.chars().count() <= WIDTH {
        return (line.to_owned(), column);
    }
    let from = column.saturating_sub(WIDTH / 2);
    let shown: String = line.chars().skip(from).take(WIDTH).collect();
    (shown, column - from)
}
