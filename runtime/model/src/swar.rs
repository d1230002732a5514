//! Eight bytes of a text at a time, in a word: the first of them is the lowest.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH: u64 = ONES << 7;

/// The eight bytes that begin at a place of a text, with zeros behind its end.
#[inline(always)]
pub const fn word(text: &[u8], at: usize) -> u64 {
    match text.split_at_checked(at) {
        Some((_, rest)) => match rest.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            None => short(rest),
        },
        None => 0,
    }
}

/// A text of less than eight bytes.
#[inline(always)]
const fn short(text: &[u8]) -> u64 {
    // Two parts that may overlap, or three bytes that may be the same.
    match (text.first_chunk(), text.last_chunk(), text) {
        (Some(first), Some(last), _) => {
            u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << (8 * (text.len() - 4))
        }
        (_, _, [first, .., last]) => {
            let middle = text.len() / 2;
            *first as u64 | (text[middle] as u64) << (8 * middle) | (*last as u64) << (8 * (text.len() - 1))
        }
        (_, _, [only]) => *only as u64,
        (_, _, []) => 0,
    }
}

/// The highest bit of the first byte that is this one, and none where no byte is. Those of higher bytes may be wrong.
#[inline(always)]
pub const fn first_place(word: u64, byte: u8) -> u64 {
    let differs = word ^ (ONES * byte as u64);
    differs.wrapping_sub(ONES) & !differs & HIGH
}

/// Whether a text has this byte, which is not zero.
#[inline]
pub fn has(text: &[u8], byte: u8) -> bool {
    if let Some(last) = text.last_chunk::<32>() {
        return text.as_chunks().0.iter().any(|chunk: &[u8; 32]| is_in(chunk, byte)) || is_in(last, byte);
    }
    match (text.first_chunk::<16>(), text.last_chunk::<16>()) {
        (Some(first), Some(last)) => is_in(first, byte) | is_in(last, byte),
        _ => first_place(word(text, 0), byte) | first_place(word(text, 8), byte) != 0,
    }
}

/// All bytes are compared, without a look at each: that is done at once.
#[inline(always)]
fn is_in<const LENGTH: usize>(chunk: &[u8; LENGTH], byte: u8) -> bool {
    chunk.iter().fold(false, |has, found| has | (*found == byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_with_their_text() {
        let text = *b"0123456789abcdef/";
        for length in 0..=text.len() {
            let text = &text[..length];
            for at in 0..=length + 1 {
                let mut expected = [0; 8];
                for (to, from) in expected.iter_mut().zip(text.iter().skip(at)) {
                    *to = *from;
                }
                assert_eq!(word(text, at), u64::from_le_bytes(expected), "{at} of {length}");
            }
        }
    }

    #[test]
    fn a_byte_is_found_among_its_neighbours() {
        for bytes in [*b"/./0/.0/", *b".0.0.0.0", *b"////////", [0xaf, b'/', 0x2e, 0x30, 0, 0xff, b'/', 0xae]] {
            let word = u64::from_le_bytes(bytes);
            let first = bytes.iter().position(|byte| *byte == b'/').map(|at| 8 * at as u32 + 7);
            assert_eq!(first_place(word, b'/').trailing_zeros(), first.unwrap_or(u64::BITS), "{bytes:?}");
            assert_eq!(has(&bytes, b'/'), bytes.contains(&b'/'), "{bytes:?}");
        }
        assert!(has(b"a text of some length%", b'%') && !has(b"a text of some length", b'%') && !has(b"", b'%'));
    }
}
