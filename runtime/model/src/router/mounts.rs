//! Short literals with which paths begin, such as `/v2.1`, where none begins with a variable: they are found without a look
//! for where the segment ends.

use crate::swar::word;

/// Some of the literals below the root.
#[derive(Debug)]
pub(super) struct Mounts {
    /// Each is where its hash says, alone.
    slots: [Mount; Mounts::SLOTS],
    factor: u64,
}

/// A literal that has room in a word, with the `/` behind it.
#[derive(Clone, Copy, Debug)]
struct Mount {
    word: u64,
    /// The bits that it has of a word.
    mask: u64,
    /// Its bytes, and the `/`.
    length: usize,
    /// The branch that it leads to.
    to: u32,
}

impl Mount {
    /// What no word begins with.
    const NONE: Mount = Mount { word: 1, mask: 0, length: 0, to: 0 };

    fn new(text: &str, to: u32) -> Option<Self> {
        let length = text.len() + 1;
        let mask = u64::MAX.checked_shr(u64::BITS.checked_sub(8 * length as u32)?)?;
        Some(Mount { word: word(format!("{text}/").as_bytes(), 0), mask, length, to })
    }
}

impl Mounts {
    const SLOTS: usize = 16;
    /// More would seldom be without a collision.
    const MOST: usize = Mounts::SLOTS / 2;
    const SHIFT: u32 = u64::BITS - Mounts::SLOTS.ilog2();

    /// None at all.
    pub(super) const NONE: Mounts = Mounts { slots: [Mount::NONE; Mounts::SLOTS], factor: 0 };

    /// Adds one, if it is short, they are few, and the bytes that all of them have tell them apart.
    pub(super) fn add(&mut self, text: &str, to: u32) {
        let mut all: Vec<_> = self.slots.into_iter().filter(|mount| mount.mask != 0).collect();
        all.extend(Mount::new(text, to));
        if all.len() <= Mounts::MOST
            && let Some(shortest) = all.iter().map(|mount| mount.length).min()
        {
            // What others have as well is multiplied out of the word.
            let factors = (1..256_u64).map(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
            let mut hashed =
                factors.filter_map(|factor| Mounts::hashed(&all, factor << (u64::BITS - 8 * shortest as u32)));
            if let Some(hashed) = hashed.next() {
                *self = hashed;
            }
        }
    }

    /// These, if no two of them have one hash.
    fn hashed(all: &[Mount], factor: u64) -> Option<Self> {
        let mut hashed = Mounts { factor, ..Mounts::NONE };
        for mount in all {
            let slot = &mut hashed.slots[hash(mount.word, factor)];
            if slot.mask != 0 {
                return None;
            }
            *slot = *mount;
        }
        Some(hashed)
    }

    /// The branch to which the one leads that a path begins with, and what is behind it. The path is without its first `/`.
    #[inline(always)]
    pub(super) fn get<'p>(&self, path: &'p [u8]) -> Option<(u32, &'p [u8])> {
        let word = u64::from_le_bytes(*path.first_chunk()?);
        let mount = &self.slots[hash(word, self.factor)];
        if word & mount.mask != mount.word {
            return None;
        }
        Some((mount.to, path.get(mount.length..)?))
    }
}

#[inline(always)]
fn hash(word: u64, factor: u64) -> usize {
    (word.wrapping_mul(factor) >> Mounts::SHIFT) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mounts(texts: &[&str]) -> Mounts {
        let mut mounts = Mounts::NONE;
        for (to, text) in (1..).zip(texts) {
            mounts.add(text, to);
        }
        mounts
    }

    #[test]
    fn each_is_found_with_what_is_behind_it() {
        let texts = ["v2", "v2.1", "v3", "identit", "volume", "V3"];
        let mounts = mounts(&texts);
        for (to, text) in (1..).zip(texts) {
            let path = format!("{text}/servers/detail");
            assert_eq!(mounts.get(path.as_bytes()), Some((to, &b"servers/detail"[..])), "{text}");
        }
        for path in ["v2.2/servers", "v/servers", "v2.1servers/", "v2.1", "v4/servers", "\0\0\0\0\0\0\0\0"] {
            assert_eq!(mounts.get(path.as_bytes()), None, "{path}");
        }
    }

    #[test]
    fn what_is_long_like_another_or_too_much_is_left_out() {
        let some = mounts(&["identity", "v2", "v2.1", "v2.2"]);
        for (path, to) in
            [("identity/v3", None), ("v2/servers", Some(2)), ("v2.1/servers", Some(3)), ("v2.2/servers", None)]
        {
            assert_eq!(some.get(path.as_bytes()).map(|(to, _)| to), to, "{path}");
        }
        let texts: Vec<_> = (0..50).map(|number| format!("v{number}")).collect();
        let mounts = mounts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let found = texts.iter().filter(|text| mounts.get(format!("{text}/servers").as_bytes()).is_some()).count();
        assert!((1..=Mounts::MOST).contains(&found), "{found}");
        assert_eq!(Mounts::NONE.get(b"v2.1/servers"), None);
    }
}
