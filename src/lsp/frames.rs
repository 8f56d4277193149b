//! Messages as they come in from an editor.

use std::io::{self, BufRead};

use lsp_server::Message;

/// The longest message that is taken, in bytes.
const LARGEST: usize = 256 << 20;

/// Reads the next message; none where nothing more comes.
///
/// Some editors cut a pair of UTF-16 in two while somebody types, and send each half for itself. JSON can say that, a text can't hold it:
/// what stands for half a character is read as one that isn't known, which is as long.
///
/// # Errors
/// Where the connection breaks off, or what comes is no message.
pub(super) fn read_message(from: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(length) = read_head(from)? else { return Ok(None) };
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let message = serde_json::from_str(&text).or_else(|error| {
        let whole = without_halves(&text).ok_or(error)?;
        serde_json::from_str(&whole)
    });
    message.map(Some).map_err(|error| misheard(&format!("the editor sent what is no message: {error}")))
}

/// The length that stands before a message.
fn read_head(from: &mut impl BufRead) -> io::Result<Option<usize>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse().ok().filter(|length| *length <= LARGEST);
        }
    }
    length.map(Some).ok_or_else(|| misheard("the editor sent a message without its length"))
}

fn misheard(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// JSON in which no half of a pair stands alone; none where none did.
fn without_halves(json: &str) -> Option<String> {
    const UNKNOWN: &str = "\\ufffd";
    let unit = |at: usize| u16::from_str_radix(json.get(at..at + 6)?.strip_prefix("\\u")?, 16).ok();
    let mut mended = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = json[at..].find('\\') {
        at += found;
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(&json[kept..at]);
                mended.push_str(UNKNOWN);
                at += 6;
                kept = at;
            }
            // What is escaped begins nothing itself.
            _ => at += 1 + json[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    (kept > 0).then(|| mended + &json[kept..])
}

#[cfg(test)]
mod tests {
    use super::{read_message, without_halves};
    use lsp_server::Message;

    fn read(json: &str, head: &str) -> Option<Message> {
        let bytes = format!("{}{json}", head.replace("LENGTH", &json.len().to_string()));
        read_message(&mut bytes.as_bytes()).ok().flatten()
    }

    #[test]
    fn half_a_character_is_read_as_one_that_is_not_known() {
        for (json, wanted) in [
            (r#""a\ud83eb""#, Some(r#""a\ufffdb""#)),
            (r#""\udd23\ud83e""#, Some(r#""\ufffd\ufffd""#)),
            (r#""\ud83e\udd23""#, None),
            (r#""\\ud83e\n""#, None),
            (r#""\ud83e\ud83e\udd23é""#, Some(r#""\ufffd\ud83e\udd23é""#)),
        ] {
            assert_eq!(without_halves(json).as_deref(), wanted, "{json}");
        }
        let json = r#"{"jsonrpc":"2.0","method":"x","params":["\ud83e"]}"#;
        let Some(Message::Notification(told)) = read(json, "Content-Length: LENGTH\r\n\r\n") else {
            panic!("a message");
        };
        assert_eq!(told.params[0], "\u{fffd}");
    }

    #[test]
    fn a_message_is_read_by_its_length_however_that_is_written() {
        let json = r#"{"method":"x","params":null}"#;
        for head in ["Content-Length: LENGTH\r\n\r\n", "content-length:LENGTH\nContent-Type: x\n\n"] {
            assert!(read(json, head).is_some(), "{head:?}");
        }
        for head in ["", "\r\n", "Content-Length: many\r\n\r\n", "Content-Length: 99999999999999\r\n\r\n"] {
            assert!(read(json, head).is_none(), "{head:?}");
        }
    }
}
