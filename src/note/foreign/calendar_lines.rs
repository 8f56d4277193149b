//! The lines of a calendar (RFC 5545, 3.1): folded ones put together, each with its name, its parameters and its value.

/// One line, folded ones put together: its name, its parameters, its value.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its line, from 1.
    pub line: usize,
    /// Its name, in capitals.
    pub name: String,
    params: Vec<(String, String)>,
    /// Its value, as it stands.
    pub value: String,
}

/// The bytes of a calendar with those folds undone that stand within a letter: old programs count bytes, and break its UTF-8 there. Nothing
/// where that makes no UTF-8 of it.
#[must_use]
pub fn mend_folds(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_rest = |byte: Option<&u8>| byte.is_some_and(|byte| (0x80..0xc0).contains(byte));
    let mut mended = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let fold =
            [&b"\r\n "[..], b"\r\n\t", b"\n ", b"\n\t"].into_iter().find(|fold| rest.starts_with(fold));
        if let Some(fold) = fold.filter(|fold| is_rest(rest.get(fold.len()))) {
            at += fold.len();
        } else {
            mended.push(bytes[at]);
            at += 1;
        }
    }
    str::from_utf8(&mended).is_ok().then_some(mended)
}

/// The lines of a calendar, or of a part of one.
#[must_use]
pub fn list_properties(text: &str) -> Vec<Property> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((at + 1, line.to_owned())),
        }
    }
    lines.into_iter().filter_map(|(at, line)| read_property(at, &line)).collect()
}

fn read_property(at: usize, line: &str) -> Option<Property> {
    let mut in_quotes = false;
    let colon = line.find(|c| {
        in_quotes ^= c == '"';
        c == ':' && !in_quotes
    })?;
    let mut head = line[..colon].split(';');
    let name = head.next()?.trim().to_ascii_uppercase();
    let params = head.filter_map(|param| param.split_once('='));
    let params =
        params.map(|(key, value)| (key.to_ascii_uppercase(), value.trim_matches('"').to_owned())).collect();
    Some(Property { line: at, name, params, value: line[colon + 1..].to_owned() })
}

impl Property {
    /// A parameter of it.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Its value as text, with what was escaped in it.
    #[must_use]
    pub fn text(&self) -> String {
        let (mut text, mut chars) = (String::new(), self.value.chars());
        while let Some(c) = chars.next() {
            match (c == '\\').then(|| chars.next()).flatten() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped) => text.push(escaped),
                None => text.push(c),
            }
        }
        text
    }

    /// The address in it, in small letters.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let value = self.value.trim();
        let is_mail = value.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
        let address = if is_mail { &value[7..] } else { self.param("EMAIL")? };
        Some(address.trim().to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::mend_folds;

    #[test]
    fn a_fold_within_a_letter_is_undone() {
        let text = "SUMMARY:über\r\n das";
        let broken = [b"SUMMARY:\xc3\r\n ", &text.as_bytes()["SUMMARY:".len() + 1..]].concat();
        assert_eq!(mend_folds(&broken).as_deref(), Some(text.as_bytes()));
        assert_eq!(mend_folds(b"SUMMARY:\xfcber"), None);
    }
}
