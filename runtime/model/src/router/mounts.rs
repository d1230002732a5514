//! Short literals with which paths begin, such as `/v2.1`, where none begins with a variable: they are found without a look
//! for where the segment ends.

use super::GOLDEN;
use crate::swar::word;

/// Some of the literals below the root.
#[derive(Clone, Copy, Debug)]
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
        if text.len() >= 8 {
            return None;
        }
        let (bits, length) = (8 * text.len() as u32, text.len() + 1);
        let word = word(text.as_bytes(), 0) | u64::from(b'/') << bits;
        Some(Mount { word, mask: u64::MAX >> (u64::BITS - 8 - bits), length, to })
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
        let Some(mount) = Mount::new(text, to) else { return };
        let known = self.slots.into_iter().filter(|known| known.mask != 0);
        let all: Vec<_> = known.chain([mount]).collect();
        if all.len() > Mounts::MOST {
            return;
        }
        // What others have as well is multiplied out of the word.
        let shortest = all.iter().fold(mount.length, |shortest, mount| shortest.min(mount.length));
        let mut factors = (1..256).map(|number| (GOLDEN.wrapping_mul(number) | 1) << (u64::BITS - 8 * shortest as u32));
        if let Some(hashed) = factors.find_map(|factor| Mounts::hashed(&all, factor)) {
            *self = hashed;
        }
    }

    /// These, if no two of them have one hash.
    fn hashed(mounts: &[Mount], factor: u64) -> Option<Self> {
        let mut hashed = Mounts { factor, ..Mounts::NONE };
        for mount in mounts {
            let slot = &mut hashed.slots[hash(mount.word, factor)];
            if slot.mask != 0 {
                return None;
            }
            *slot = *mount;
        }
        Some(hashed)
    }

    /// The branch to which the one leads that a path begins with, without its first `/`, and the bytes that it has; the root and
    /// no bytes where it begins with none.
    #[inline(always)]
    pub(super) fn get(&self, path: &[u8]) -> (u32, usize) {
        let Some(word) = path.first_chunk() else { return (0, 0) };
        let word = u64::from_le_bytes(*word);
        let mount = &self.slots[hash(word, self.factor)];
        if word & mount.mask == mount.word { (mount.to, mount.length) } else { (0, 0) }
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
    fn each_is_found_with_its_length() {
        let texts = ["v2", "v2.1", "v3", "identit", "volume", "V3"];
        let mounts = mounts(&texts);
        for (to, text) in (1..).zip(texts) {
            let path = format!("{text}/servers/detail");
            assert_eq!(mounts.get(path.as_bytes()), (to, text.len() + 1), "{text}");
        }
        for path in ["v2.2/servers", "v/servers", "v2.1servers/", "v2.1", "v4/servers", "\0\0\0\0\0\0\0\0"] {
            assert_eq!(mounts.get(path.as_bytes()), (0, 0), "{path}");
        }
    }

    #[test]
    fn what_is_long_like_another_or_too_much_is_left_out() {
        let some = mounts(&["identity", "v2", "v2.1", "v2.2"]);
        for (path, to) in [("identity/v3", 0), ("v2/servers", 2), ("v2.1/servers", 3), ("v2.2/servers", 0)] {
            assert_eq!(some.get(path.as_bytes()).0, to, "{path}");
        }
        let texts: Vec<_> = (0..50).map(|number| format!("v{number}")).collect();
        let mounts = mounts(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let found = texts.iter().filter(|text| mounts.get(format!("{text}/servers").as_bytes()).0 != 0).count();
        assert!((1..=Mounts::MOST).contains(&found), "{found}");
        assert_eq!(Mounts::NONE.get(b"v2.1/servers"), (0, 0));
    }
}
