//! Letters and blanks of long texts in which every sign is a byte, told by the block: years of notes are gone through before the first line is
//! shown.

/// How many bytes are looked at at once, a bit for each.
pub(super) const BLOCK: usize = 64;

/// Of up to 64 bytes a bit for each that is a letter or a digit, and for each that is no blank.
pub(super) fn sort(block: &[u8]) -> (u64, u64) {
    let (mut says, mut stands) = (0, 0);
    let mut take = |place: usize, eight: [u8; 8]| {
        let eight = u64::from_le_bytes(eight);
        let letters = mark(eight | (0x20 * EACH), b'a', b'z') | mark(eight, b'0', b'9');
        let blanks = mark(eight, b' ', b' ') | mark(eight, b'\t', b'\r');
        says |= gather(letters) << (8 * place);
        stands |= gather(!blanks) << (8 * place);
    };
    let (eights, rest) = block.as_chunks();
    for (place, eight) in eights.iter().enumerate() {
        take(place, *eight);
    }
    if !rest.is_empty() {
        let mut eight = [b' '; 8];
        eight[..rest.len()].copy_from_slice(rest);
        take(eights.len(), eight);
    }
    (says, stands)
}

/// A 1 in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Sets the highest bit of each of eight bytes below 128 that lies between two others. Nothing is carried from one to the next: what is
/// added to each is less than 128.
fn mark(eight: u64, least: u8, most: u8) -> u64 {
    let reaches = |byte: u8| eight + u64::from(0x80 - byte) * EACH;
    reaches(least) & !reaches(most + 1)
}

/// The highest bit of each of eight bytes, side by side.
const fn gather(eight: u64) -> u64 {
    const TO_THE_TOP: u64 = 0x0102_0408_1020_4080;
    (eight >> 7 & EACH).wrapping_mul(TO_THE_TOP) >> 56
}
