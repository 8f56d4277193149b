//! A command line up to the cursor, parted as a shell does it.

/// The words of a line that is being typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The words before the last one, quotes taken off.
    pub before: Vec<String>,
    /// The last one, which is being typed.
    pub last: Word,
    /// Whether the last one is a file that something is read from or written to.
    pub is_redirected: bool,
}

/// A word that is being typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the line, in bytes.
    pub start: usize,
    /// What it says, quotes taken off.
    pub text: String,
    /// The quote that is open at its end.
    pub open: Option<char>,
}

/// Parts the last command of a line. Variables and patterns stay as they are.
pub fn parse(line: &str) -> Line {
    let mut parsed = Line::default();
    let mut word: Option<Word> = None;
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let open = word.as_ref().and_then(|word| word.open);
        let into = |word: &mut Option<Word>, c: Option<char>| {
            word.get_or_insert_with(|| Word { start: at, ..Word::default() }).text.extend(c);
        };
        match (open, c) {
            (Some(quote), c) if c == quote => into_quote(&mut word, at, None),
            (Some('"'), '\\') if next.is_some_and(|next| "\"\\$`".contains(next)) => {
                into(&mut word, rest.next().map(|(_, next)| next));
            }
            (None, '"' | '\'') => into_quote(&mut word, at, Some(c)),
            (None, '\\') => into(&mut word, rest.next().map(|(_, next)| next)),
            (None, ' ' | '\t' | '\n') => parsed.end(word.take()),
            (None, '<' | '>') => {
                // The number or sign before it says which stream is meant.
                let stream = word.take().filter(|word| !word.text.chars().all(|c| c.is_ascii_digit()));
                parsed.end(stream);
                parsed.is_redirected = true;
                while rest.next_if(|(_, next)| "<>&|".contains(*next)).is_some() {}
            }
            (None, '&') if next == Some('>') => parsed.end(word.take()),
            (None, ';' | '|' | '&' | '(' | ')') => {
                parsed = Line::default();
                word = None;
            }
            (_, c) => into(&mut word, Some(c)),
        }
    }
    parsed.last = word.unwrap_or(Word { start: line.len(), ..Word::default() });
    let assignments = parsed.before.iter().take_while(|word| is_assignment(word)).count();
    parsed.before.drain(..assignments);
    parsed
}

impl Line {
    fn end(&mut self, word: Option<Word>) {
        if let Some(word) = word
            && !std::mem::take(&mut self.is_redirected)
        {
            self.before.push(word.text);
        }
    }
}

fn into_quote(word: &mut Option<Word>, at: usize, open: Option<char>) {
    word.get_or_insert_with(|| Word { start: at, ..Word::default() }).open = open;
}

/// `NAME=value` before a command sets a variable for it.
fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// Text as bash reads it back behind what stands there: inside the quote that is open, or with a backslash where one is needed.
pub fn quote_for_bash(text: &str, open: Option<char>) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        match open {
            Some('\'') if c == '\'' => quoted.push_str("'\\'"),
            Some('"') if "\"\\$`".contains(c) => quoted.push('\\'),
            None if c.is_ascii() && !c.is_ascii_alphanumeric() && !"-_./,+@%:=".contains(c) => {
                quoted.push('\\');
            }
            _ => {}
        }
        quoted.push(c);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Line, Word, parse, quote_for_bash};

    fn part_line(line: &str) -> (Vec<String>, String) {
        let Line { mut before, last, .. } = parse(line);
        before.push(last.text);
        (before, line[last.start..].to_owned())
    }

    #[test]
    fn a_line_is_parted_as_a_shell_does() {
        for (line, words, typed) in [
            ("coach prep al", "coach|prep|al", "al"),
            ("coach prep ", "coach|prep|", ""),
            ("coach  prep  'a b' c", "coach|prep|a b|c", "c"),
            (r"coach show 2025-03-02\ Al", "coach|show|2025-03-02 Al", r"2025-03-02\ Al"),
            ("coach show '2025-03-02 Al", "coach|show|2025-03-02 Al", "'2025-03-02 Al"),
            (r#"coach set "a \"b\" \n" x="y z"#, r#"coach|set|a "b" \n|x=y z"#, r#"x="y z"#),
            ("coach set alice status=", "coach|set|alice|status=", "status="),
            ("A=1 B='2 3' coach prep", "coach|prep", "prep"),
            ("cd x && coach prep | coach s", "coach|s", "s"),
            ("x=$(coach prep a", "coach|prep|a", "a"),
            ("coach receive alice < mail.txt 2", "coach|receive|alice|2", "2"),
            ("coach read a 2>/dev/null --si", "coach|read|a|--si", "--si"),
            ("coach read a &> log --si", "coach|read|a|--si", "--si"),
            ("coach prep 2>&1 é日", "coach|prep|é日", "é日"),
            ("coach note a ''", "coach|note|a|", "''"),
            ("", "", ""),
        ] {
            let (parts, last) = part_line(line);
            assert_eq!((parts.join("|").as_str(), last.as_str()), (words, typed), "{line}");
        }
    }

    #[test]
    fn what_is_open_at_the_end_is_known() {
        assert_eq!(
            parse("coach receive alice <ma"),
            Line {
                before: ["coach", "receive", "alice"].map(str::to_owned).to_vec(),
                last: Word { start: 21, text: "ma".to_owned(), open: None },
                is_redirected: true,
            }
        );
        for (line, open) in
            [("a 'b", Some('\'')), ("a b=\"c 'd", Some('"')), ("a 'b'", None), (r"a \'b", None)]
        {
            assert_eq!(parse(line).last.open, open, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_reads_back(text in r#"([^\p{C}]|[ '"$`\\!*?~#&;()<>|{}\[\]=:]){0,12}"#, quote in 0..3_usize) {
            let open = [None, Some('\''), Some('"')][quote];
            let begun = format!("coach {}", open.map(String::from).unwrap_or_default());
            let word = parse(&format!("{begun}{}", quote_for_bash(&text, open))).last;
            proptest::prop_assert_eq!((word.text, word.open), (text, open));
        }
    }
}
