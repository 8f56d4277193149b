//! The signs that every parser takes alike.

/// Whether a text holds no tab, no control, no line end but LF and CR LF, and nothing that isn't printable to YAML.
pub(in crate::note) fn are_plain(bytes: &[u8]) -> bool {
    // One look without a branch for nearly all texts; the rare ones get a closer one.
    let is_simple = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    if bytes.iter().fold(true, |all, byte| all & is_simple(byte)) {
        return true;
    }
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b' '..=b'~' | b'\n' => true,
        b'\r' => bytes.get(at + 1) == Some(&b'\n'),
        0..=0x1f | 0x7f => false,
        // The controls behind ASCII, the ends of lines and paragraphs, the byte order mark, and what is no character.
        0xc2 => bytes.get(at + 1).is_some_and(|next| *next >= 0xa0),
        0xe2 => !matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])),
        0xef => !matches!(bytes.get(at + 1..at + 3), Some([0xbb, 0xbf] | [0xbf, 0xbe | 0xbf])),
        _ => true,
    })
}
