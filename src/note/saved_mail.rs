//! A mail as a mail program saves it, with its headers: the words that its sender wrote, decoded.

/// The words of a saved mail; any other text is its own words.
#[must_use]
pub fn words_of(text: &str) -> String {
    if !has_headers(text) {
        return text.to_owned();
    }
    decode(text).unwrap_or_else(|| text.to_owned())
}

#[cfg(feature = "mail")]
fn decode(text: &str) -> Option<String> {
    super::mail::message::read_letter(text.as_bytes()).map(|letter| letter.text)
}

#[cfg(not(feature = "mail"))]
fn decode(_: &str) -> Option<String> {
    None
}

/// Whether a text begins with a mail's headers: lines of `Name: value`, among them one that only a mail has, up to a blank line.
#[must_use]
pub fn has_headers(text: &str) -> bool {
    const TELLING: [&str; 5] =
        ["content-transfer-encoding", "content-type", "mime-version", "message-id", "received"];
    let head = text.trim_start_matches('\u{feff}').lines().take_while(|line| !line.trim().is_empty());
    let mut is_mail = false;
    for (place, line) in head.enumerate() {
        let name = line.split_once(':').map(|(name, _)| name);
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match name {
            Some(name) if !name.is_empty() && is_name(name) => {
                is_mail = is_mail || TELLING.contains(&name.to_ascii_lowercase().as_str());
            }
            _ if place > 0 && (line.starts_with([' ', '\t'])) => {}
            // What an mbox puts before each mail.
            _ if place == 0 && line.starts_with("From ") => {}
            _ => return false,
        }
    }
    is_mail
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_saved_mail_is_decoded_and_anything_else_stays() {
        let mail = "From: Ada <ada@example.org>\nSubject: Door\nContent-Type: text/plain; charset=utf-8\n\
            Content-Transfer-Encoding: quoted-printable\n\n[x] 2. Caf=C3=A9 with Zo=C3=A9, then the map =\nroom\n";
        assert_eq!(words_of(mail).trim(), "[x] 2. Café with Zoé, then the map room");
        let base64 = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"iso-8859-1\"\r\nContent-Transfer-Encoding: base64\r\n\r\nW3hdIDEuIENhZuk=\r\n";
        assert_eq!(words_of(base64).trim(), "[x] 1. Café");
        for text in ["Door (2026-11-20-door)\n[x] 1. a\n", "Hi: there\n\n[x] 1. =C3=A9\n", ""] {
            assert_eq!(words_of(text), text);
        }
    }
}
