//! Brackets, braces and quotation marks that are open where somebody types.

/// Where one stands behind a value of which all up to the cursor is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The keys above the word, the outermost first; of a value its own key is the last.
    pub path: Vec<String>,
    /// Whether the word is a key.
    pub is_key: bool,
    /// The quotation mark that is open.
    pub quote: Option<char>,
    /// Whether the word is an item between brackets.
    pub is_in_list: bool,
    /// Whether anything is open.
    pub is_open: bool,
    /// How many bytes of the word are typed, within its quotes.
    pub typed: usize,
}

/// A bracket or a brace.
enum Open {
    List,
    /// With as many keys as were above it.
    Map(usize),
}

impl Flow {
    /// A key that stands in no braces.
    #[must_use]
    pub const fn of_key(path: Vec<String>, quote: Option<char>) -> Self {
        Self { path, is_key: true, quote, is_in_list: false, is_open: quote.is_some(), typed: 0 }
    }

    /// Goes through a value, which may go over several lines, below the keys above it. None where it ends in a comment.
    #[must_use]
    pub fn read(mut path: Vec<String>, value: &str) -> Option<Self> {
        let mut open: Vec<Open> = Vec::new();
        // Where the word begins, and its first quotation mark with the place behind it.
        let (mut word, mut quoted) = (0, None::<(char, usize)>);
        let (mut is_key, mut is_comment) = (false, false);
        let mut before = ' ';
        let mut signs = value.char_indices().peekable();
        while let Some((place, c)) = signs.next() {
            let last = std::mem::replace(&mut before, c);
            let behind = place + c.len_utf8();
            if is_comment {
                if c == '\n' {
                    (is_comment, word) = (false, behind);
                }
                continue;
            }
            if let Some((quote, _)) = quoted {
                let is_doubled =
                    quote == '\'' && c == quote && signs.peek().is_some_and(|(_, next)| *next == quote);
                if is_doubled || quote == '"' && c == '\\' {
                    signs.next();
                } else if c == quote {
                    quoted = None;
                }
                continue;
            }
            let is_first = value[word..place].trim().is_empty();
            match c {
                '"' | '\'' if is_first => {
                    quoted = Some((c, behind));
                    continue;
                }
                '#' if last.is_whitespace() => {
                    is_comment = true;
                    continue;
                }
                '[' if is_first => open.push(Open::List),
                '{' if is_first => {
                    open.push(Open::Map(path.len()));
                    is_key = true;
                }
                ']' | '}' if !open.is_empty() => {
                    if let Some(Open::Map(above)) = open.pop() {
                        path.truncate(above);
                    }
                    is_key = false;
                }
                ',' if !open.is_empty() => {
                    if let Some(Open::Map(above)) = open.last() {
                        path.truncate(*above);
                        is_key = true;
                    }
                }
                ':' if is_key => {
                    path.push(value[word..place].trim().trim_matches(['"', '\'']).to_owned());
                    is_key = false;
                }
                _ => continue,
            }
            word = behind;
        }
        let typed = quoted.map_or_else(|| value[word..].trim_start(), |(_, from)| &value[from..]).len();
        let quote = quoted.map(|(quote, _)| quote);
        let is_in_list = matches!(open.last(), Some(Open::List));
        let is_open = quote.is_some() || !open.is_empty();
        (!is_comment).then_some(Self { path, is_key, quote, is_in_list, is_open, typed })
    }
}
