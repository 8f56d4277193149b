//! Text in another encoding than UTF-8: what Excel saves as "Unicode text", what Windows and old Macs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text in UTF-8, and the name of the encoding that it was written in, where that was another one.
#[derive(Debug, PartialEq, Eq)]
pub struct DecodedText<'a> {
    /// The text, without a mark of its byte order.
    pub text: Cow<'a, str>,
    /// The encoding's name; none for UTF-8.
    pub encoding: Option<&'static str>,
}

/// Decodes bytes that are known to be a text. A byte-order mark decides, then whether it is UTF-8, then whether every other byte is
/// nought, as in UTF-16 without a mark; what is left was written on Windows or, where its letters are only then letters, on an old Mac.
///
/// # Errors
/// Where it holds bytes that no text has.
pub fn decode_text(bytes: &[u8]) -> Result<DecodedText<'_>, &'static str> {
    const NO_TEXT: &str = "it holds bytes that no text has";
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let is_utf8 = encoding == encoding_rs::UTF_8;
        if text.contains('\0') || has_errors && !is_utf8 {
            return Err(NO_TEXT);
        }
        return Ok(DecodedText { text, encoding: (!is_utf8).then(|| encoding.name()) });
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return if text.contains('\0') {
            decode_utf16(bytes).ok_or(NO_TEXT)
        } else {
            Ok(DecodedText { text: Cow::Borrowed(text), encoding: None })
        };
    }
    if memchr::memchr(0, bytes).is_some() {
        return decode_utf16(bytes).ok_or(NO_TEXT);
    }
    let encoding = if is_mac(bytes) { MACINTOSH } else { WINDOWS_1252 };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(DecodedText { text, encoding: Some(encoding.name()) })
}

/// UTF-16 without a mark: of a text in a Latin script every other byte is nought.
fn decode_utf16(bytes: &[u8]) -> Option<DecodedText<'_>> {
    let noughts = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (noughts(0), noughts(1));
    let most = bytes.len() / 4;
    let encoding = match (even, odd) {
        (0, odd) if odd > most => UTF_16LE,
        (even, 0) if even > most => UTF_16BE,
        _ => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then(|| DecodedText { text, encoding: Some(encoding.name()) })
}

/// Whether bytes are letters of an old Mac and no letters of Windows: `0x8E` is é there and Ž here, `0x9F` is ü there and Ÿ here.
fn is_mac(bytes: &[u8]) -> bool {
    const MAC: &[u8] = &[0x86, 0x87, 0x88, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x9a, 0x9d, 0x9f, 0xa7];
    let high = || bytes.iter().filter(|byte| **byte >= 0x80);
    let has_windows_letters = high().any(|byte| *byte >= 0xc0);
    !has_windows_letters && high().filter(|byte| MAC.contains(byte)).count() * 2 >= high().count()
}

#[cfg(test)]
mod tests {
    use super::decode_text;

    #[test]
    fn what_spreadsheets_and_editors_write_is_read() {
        let utf16 = |mark: &[u8], text: &str, is_big: bool| {
            let units = text
                .encode_utf16()
                .flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for (bytes, wanted, encoding) in [
            (b"Zo\xc3\xab".to_vec(), "Zoë", None),
            (b"\xef\xbb\xbfZo\xc3\xab".to_vec(), "Zoë", None),
            (b"Zo\xeb, 5\x80".to_vec(), "Zoë, 5€", Some("windows-1252")),
            (b"Zo\x91, caf\x8e".to_vec(), "Zoë, café", Some("macintosh")),
            (utf16(b"\xff\xfe", "Zoë", false), "Zoë", Some("UTF-16LE")),
            (utf16(b"\xfe\xff", "Zoë", true), "Zoë", Some("UTF-16BE")),
            (utf16(b"", "Zoe, a table", false), "Zoe, a table", Some("UTF-16LE")),
        ] {
            let decoded = decode_text(&bytes).unwrap();
            assert_eq!((&*decoded.text, decoded.encoding), (wanted, encoding), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_told() {
        for bytes in [&b"\0\0\0\x01"[..], b"a\0b\0\0\0c", b"\xff\xfe\x00\xd8\x00\xd8"] {
            assert!(decode_text(bytes).is_err(), "{bytes:?}");
        }
    }
}
