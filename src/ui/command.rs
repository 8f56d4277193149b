//! Commands as people write them into variables: a program and its arguments.

use std::process::Command;

/// Reads `code --wait` or `"/Applications/My Editor" -w` the way a shell would, without its variables and
/// patterns. None if there is no program in it, or a quote isn't closed.
#[must_use]
pub fn command(text: &str) -> Option<Command> {
    let mut words = words(text)?.into_iter();
    let mut command = Command::new(words.next().filter(|program| !program.is_empty())?);
    command.args(words);
    Some(command)
}

fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                // Two quotes with nothing between them are an argument too.
                word.get_or_insert_default();
            }
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            // On Windows a backslash parts folders.
            (None, '\\') if !cfg!(windows) => word.get_or_insert_default().push(rest.next()?),
            (Some('"'), '\\')
                if !cfg!(windows) && rest.peek().is_some_and(|next| "\"\\$`".contains(*next)) =>
            {
                word.get_or_insert_default().extend(rest.next());
            }
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_as_a_shell_does() {
        let cases: &[(&str, &[&str])] = &[
            ("vi", &["vi"]),
            ("  code   --wait ", &["code", "--wait"]),
            ("'my ed' -a ''", &["my ed", "-a", ""]),
            (r#""a b"c "it's" "q\"q" "n\n""#, &["a bc", "it's", "q\"q", "n\\n"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).unwrap(), *expected, "{text}");
        }
        for broken in ["'open", "\"open", "", "  ", "''"] {
            assert!(command(broken).is_none(), "{broken}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_backslash_keeps_a_blank() {
        assert_eq!(words(r"my\ ed \'").unwrap(), ["my ed", "'"]);
        assert!(words("ed\\").is_none());
    }
}
