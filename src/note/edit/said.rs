//! Words as somebody said them, written so that Markdown takes them for words.

/// Words as paragraphs: whatever a line begins with, it is no heading, list, quote, code, comment or rule.
#[must_use]
pub fn as_paragraphs(words: &str) -> String {
    let lines: Vec<String> = words.trim().lines().map(as_words).collect();
    lines.join("\n")
}

/// One line of words.
fn as_words(line: &str) -> String {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = &line[digits..];
    let number = (1..10).contains(&digits)
        && behind.starts_with(['.', ')'])
        && (behind.len() == 1 || behind[1..].starts_with([' ', '\t']));
    if number {
        return format!("{}\\{behind}", &line[..digits]);
    }
    let hashes = line.trim_start_matches('#');
    let heading = hashes.len() < line.len() && (hashes.is_empty() || hashes.starts_with([' ', '\t']));
    let marks = line.starts_with(['-', '+', '*', '>', '=', '`', '~', '<', '|', '[', '_', '\\']);
    if heading || marks { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::as_paragraphs;
    use crate::note::body::Body;
    use crate::note::lines::Lines;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_said_is_one_paragraph(words in "[-#> `*~\\[\\]x<!a.\n0-9|=_+)\\\\]{1,30}") {
            let text = format!("before\n\n{}\n\nafter\n", as_paragraphs(&words).replace("\n\n", "\n"));
            let body = Body::read(&text, 0, &Lines::new(&text));
            prop_assert!(body.sections.is_empty(), "{text:?}");
            prop_assert!(body.blocks.iter().all(|block| block.task.is_none() && !block.is_item), "{text:?}");
            let last = body.blocks.last().map(|block| block.words(&text));
            prop_assert_eq!(last.as_deref(), Some("after"));
        }
    }
}
