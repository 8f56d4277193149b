//! Words of notes in one line of Markdown, as words and not as layout.

use std::borrow::Cow;

use crate::model::clean::{clean, is_plain_line};

/// A text in one line. What would start a heading, a list or a quote there is escaped: it is words, not layout.
pub(super) fn line(text: &str) -> String {
    safe_start(&strip_markup(text))
}

/// A text in one line, as it is: for a place behind a box or a `#`, where nothing can begin any more.
#[must_use]
pub fn strip_markup(text: &str) -> String {
    if is_plain_line(text) {
        return text.to_owned();
    }
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn safe_start(text: &str) -> String {
    // No layout begins with a letter.
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return text.to_owned();
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ordered =
        digits > 0 && text[digits..].starts_with(['.', ')']) && text[digits + 1..].starts_with([' ', '\t']);
    if ordered {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    let block = [
        "# ", "## ", "### ", "#### ", "##### ", "###### ", "- ", "+ ", "* ", ">", "```", "~~~", "<!--",
        "---", "===", "***",
    ]
    .iter()
    .any(|start| text.starts_with(start));
    let boxed = ["[ ]", "[x]", "[X]"].iter().any(|mark| text.starts_with(mark));
    let defines = text.starts_with('[') && text.contains("]:");
    if block || boxed || defines || text.starts_with('<') { format!("\\{text}") } else { text.to_owned() }
}

/// A text whose marks stay its own: one that nothing in the text closes is escaped, or it would reach into what stands beside it.
pub(super) fn contain_markup(text: &str) -> String {
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if !escaped && matches!(c, '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            marks.push((at, c));
        }
        escaped = !escaped && c == '\\';
    }
    let count = |mark: char| marks.iter().filter(|(_, c)| *c == mark).count();
    let is_open = |mark: char| match mark {
        '[' => count('[') != count(']'),
        '<' => count('<') != count('>'),
        ']' | '>' => false,
        mark => count(mark) % 2 == 1,
    };
    let mut contained = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in marks.iter().filter(|(_, mark)| is_open(*mark)) {
        contained.push_str(&text[from..*at]);
        contained.push('\\');
        from = *at;
    }
    contained + &text[from..]
}

/// A text of about so many characters at most, cut between words. Where only a few more would follow, all of it stands: a sentence
/// without its last word costs a reader more than the word.
pub(super) fn cut(text: &str, most: usize, is_linear: bool) -> String {
    if text.char_indices().nth(most_uncut(most)).is_none() {
        return text.to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let kept = kept.rfind(char::is_whitespace).map_or(kept, |at| &kept[..at]);
    format!("{} {}", kept.trim_end(), if is_linear { "(shortened)" } else { "…" })
}

/// How many characters stand uncut where so many are wanted.
const fn most_uncut(most: usize) -> usize {
    most + most / 8
}

/// As much of a text in one line as `cut` looks at: a statement may be pages long.
pub(super) fn begin_in_one_line(text: &str, most: usize) -> String {
    let text = clean(text);
    let (mut line, mut characters) = (String::new(), 0);
    for word in text.split_whitespace() {
        if characters > most_uncut(most) {
            break;
        }
        let gap = usize::from(!line.is_empty());
        line.push_str(&" "[..gap]);
        line.push_str(word);
        characters += gap + word.chars().count();
    }
    line
}

/// A text in which pictures are told and not shown: `![alt](file.png)`, `![[file.png]]`, one that was pasted as data.
pub(super) fn without_pictures(text: &str) -> Cow<'_, str> {
    if !text.contains("![") {
        return Cow::Borrowed(text);
    }
    let mut told = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("![") {
        let behind = &rest[at + 2..];
        let end = if let Some(inside) = behind.strip_prefix('[') {
            inside.find("]]").map(|end| end + 3)
        } else {
            behind.find("](").and_then(|open| Some(open + 2 + behind[open + 2..].find(')')? + 1))
        };
        let Some(end) = end else { break };
        told.push_str(&rest[..at]);
        told.push_str("[picture]");
        rest = &behind[end..];
    }
    Cow::Owned(told + rest)
}

#[cfg(test)]
mod tests {
    use super::{begin_in_one_line, contain_markup, cut, line, strip_markup};

    #[test]
    fn marks_that_are_not_closed_reach_no_further() {
        for (text, wanted) in [
            ("5 o'clock, *really*, `so`", "5 o'clock, *really*, `so`"),
            ("a ` and *so* on", "a \\` and *so* on"),
            ("2 * 3 is \\*six", "2 \\* 3 is \\*six"),
            ("snake_case [x", "snake\\_case \\[x"),
            ("<https://a.b> [a](b)", "<https://a.b> [a](b)"),
            ("<!-- hidden", "\\<!-- hidden"),
        ] {
            assert_eq!(contain_markup(text), wanted);
        }
    }

    #[test]
    fn words_stay_words() {
        for (text, wanted) in [
            ("- not a list", "\\- not a list"),
            ("# not a heading", "\\# not a heading"),
            ("1. not a list", "1\\. not a list"),
            ("1.5 hours", "1.5 hours"),
            ("#happy stays", "#happy stays"),
            ("two\nlines", "two lines"),
            ("\u{1b}[31mred", "[31mred"),
        ] {
            assert_eq!(line(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_looked_at_is_cut_as_the_whole_would_be() {
        let text = "One  and\ntwo,\té and ünd ten; and then \u{1b}a longer word: extraordinarily so.";
        for most in 0..90 {
            for text in (0..=text.len()).filter_map(|end| text.get(..end)) {
                let whole = cut(&strip_markup(text), most, false);
                assert_eq!(cut(&begin_in_one_line(text, most), most, false), whole, "{most} of {text:?}");
            }
        }
    }
}
