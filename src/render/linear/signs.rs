//! Signs that are drawn and not read, as words.

/// A line of text as it can be read out: what parts two facts is a semicolon, an arrow is a word, and what only draws is gone.
/// Blanks in a row are one.
#[must_use]
pub fn speak_signs(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut joint = " ";
    for token in text.split_whitespace() {
        match token {
            "·" | "•" | "|" | "‣" | "◦" => joint = "; ",
            "-" | "–" | "—" => joint = ", ",
            token => {
                let word = speak_word(token);
                if word.is_empty() {
                    continue;
                }
                if !line.is_empty() {
                    line.push_str(if has_stop(&line) { " " } else { joint });
                }
                joint = " ";
                line.push_str(&word);
            }
        }
    }
    line
}

/// A line as it stands in a note, with what its first signs mean in words: a voice may pass over them.
#[must_use]
pub fn speak_note_line(line: &str) -> String {
    const BOXES: [(&str, &str); 5] =
        [("[ ] ", "to do"), ("[x] ", "done"), ("[X] ", "done"), ("[/] ", "half done"), ("[-] ", "given up")];
    let mut said = Vec::new();
    let mut words = line.trim_start();
    if words.starts_with('>') {
        words = words.trim_start_matches(['>', ' ']);
        said.push("quoted");
    }
    let title = words.trim_start_matches('#');
    if title.len() < words.len() && title.starts_with(' ') {
        words = title.trim_start();
        said.push("heading");
    }
    let item = ["- ", "* ", "+ "].iter().find_map(|bullet| words.strip_prefix(bullet)).map(str::trim_start);
    if let Some(item) = item {
        words = item;
        if let Some((behind, state)) =
            BOXES.iter().find_map(|(sign, state)| Some((item.strip_prefix(sign)?, state)))
        {
            words = behind;
            said.push(state);
        }
    }
    if said.is_empty() { words.to_owned() } else { format!("{}: {words}", said.join(", ")) }
}

/// What holds the words of a piece of code together while the text around it is put into words: a character of nobody's.
const BLANK_OF_CODE: char = '\u{e000}';

/// Code inside of a text: it is to be typed, so none of its signs is put into words.
#[must_use]
pub fn hold_code(code: &str) -> String {
    code.replace(' ', &BLANK_OF_CODE.to_string())
}

/// The text with its code as it was.
#[must_use]
pub fn free_code(text: &str) -> String {
    text.replace(BLANK_OF_CODE, " ")
}

/// Whether a line ends in a sign at which a voice pauses, be it inside of quotation marks or brackets.
#[must_use]
pub fn has_stop(line: &str) -> bool {
    let bare = line.trim_end_matches(['”', '"', '’', '\'', '»', '“', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？'])
}

/// Whether a line ends in a path or an address, to which a full stop would belong.
#[must_use]
pub fn ends_in_address(line: &str) -> bool {
    line.rsplit([' ', BLANK_OF_CODE])
        .next()
        .is_some_and(|word| word.contains('/') && !word.ends_with([')', '”']))
}

/// One word; empty where it only draws.
fn speak_word(token: &str) -> String {
    if token.contains(BLANK_OF_CODE) {
        return token.to_owned();
    }
    if token == "…" {
        return "dot dot dot".to_owned();
    }
    let is_rule =
        token.len() > 2 && token.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b'~'));
    if is_rule {
        return String::new();
    }
    if !token.chars().any(|sign| is_drawn(sign) || name_of(sign).is_some()) {
        return token.to_owned();
    }
    let mut words = String::new();
    for sign in token.chars() {
        match name_of(sign) {
            Some(name) => {
                words.push(' ');
                words.push_str(name);
                words.push(' ');
            }
            None if is_drawn(sign) => words.push(' '),
            None => words.push(sign),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a sign says that stands for a word.
const fn name_of(sign: char) -> Option<&'static str> {
    Some(match sign {
        '→' | '⇒' | '➔' | '➜' | '➡' | '⟶' => "to",
        '←' | '⇐' | '⟵' => "from",
        '↔' | '⇔' => "to and from",
        '↑' | '⇑' => "up",
        '↓' | '⇓' => "down",
        '☑' | '✓' | '✔' => "done",
        '☐' | '□' | '◻' => "to do",
        '☒' | '✗' | '✘' => "not done",
        _ => return None,
    })
}

/// Whether a sign is for drawing: the arrows that have no name, lines, blocks and shapes.
const fn is_drawn(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}')
}

#[cfg(test)]
mod tests {
    use super::{has_stop, speak_note_line, speak_signs};

    #[test]
    fn the_first_signs_of_a_notes_line_are_said() {
        for (line, wanted) in [
            ("> I lost my keys", "quoted: I lost my keys"),
            ("> > she said", "quoted: she said"),
            ("## In their words", "heading: In their words"),
            ("  - [ ] ask", "to do: ask"),
            ("> - [x] sent", "quoted, done: sent"),
            ("* Jo #happy", "Jo #happy"),
            ("#happy", "#happy"),
            ("1. first", "1. first"),
            ("status: paused # hers", "status: paused # hers"),
        ] {
            assert_eq!(speak_note_line(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_is_drawn_becomes_words_or_goes() {
        for (text, wanted) in [
            ("Session 5 · last one today", "Session 5; last one today"),
            ("Is it theirs? · asked today", "Is it theirs? asked today"),
            ("· first · ", "first"),
            ("a | b", "a; b"),
            ("rain → bus, up↑", "rain to bus, up up"),
            ("● now │ ▁▂▃", "now"),
            ("--- read to here ---", "read to here"),
            ("☑ sent, ☐ to sign", "done sent, to do to sign"),
            ("If it rains, then …", "If it rains, then dot dot dot"),
            ("l·l and a-b -- c…", "l·l and a-b -- c…"),
            ("- Eldest of five - and more", "Eldest of five, and more"),
            ("two\u{a0}words  👍 日本", "two words 👍 日本"),
        ] {
            assert_eq!(speak_signs(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_stop_may_stand_inside_of_quotation_marks() {
        for (line, wanted) in [("so.", true), ("“so?”", true), ("(so)", false), ("so", false), ("", false)]
        {
            assert_eq!(has_stop(line), wanted, "{line}");
        }
    }
}
