//! Literal segments in a table: where to look for one is told by its first and last bytes and its length.

/// Literal segments, and what each leads to.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// At least every second one is empty. Their number is a power of two.
    slots: Vec<Option<Slot>>,
    count: usize,
}

#[derive(Clone, Debug)]
struct Slot {
    key: Key,
    text: &'static str,
    to: usize,
}

/// A text's first and last bytes and its length: all of it where it has no more than 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: usize,
}

impl Keys {
    /// What a text leads to.
    pub(super) fn get(&self, text: &[u8]) -> Option<usize> {
        let key = Key::of(text);
        let mut place = self.place(key);
        while let Some(Some(slot)) = self.slots.get(place) {
            if slot.key == key && (key.length <= 16 || slot.text.as_bytes() == text) {
                return Some(slot.to);
            }
            place = self.after(place);
        }
        None
    }

    /// The same, and `to` from now on where it led to nothing.
    pub(super) fn get_or_insert(&mut self, text: &'static str, to: usize) -> usize {
        if let Some(known) = self.get(text.as_bytes()) {
            return known;
        }
        self.count += 1;
        if self.count * 2 > self.slots.len() {
            let larger = vec![None; self.count.next_power_of_two() * 2];
            let all = core::mem::replace(&mut self.slots, larger);
            all.into_iter().flatten().for_each(|slot| self.put(slot));
        }
        self.put(Slot { key: Key::of(text.as_bytes()), text, to });
        to
    }

    fn put(&mut self, slot: Slot) {
        let mut place = self.place(slot.key);
        while self.slots[place].is_some() {
            place = self.after(place);
        }
        self.slots[place] = Some(slot);
    }

    /// Where to look first.
    fn place(&self, key: Key) -> usize {
        // Fibonacci hashing: the upper half of the product depends on every bit.
        let hash = key.folded().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }
}

impl Key {
    fn of(text: &[u8]) -> Key {
        let (first, last) = match (text.first_chunk(), text.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (text.first_chunk(), text.last_chunk()) {
                (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
                _ => (text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
            },
        };
        Key { first, last, length: text.len() }
    }

    fn folded(self) -> u64 {
        self.first ^ self.last.rotate_left(23) ^ ((self.length as u64) << 56)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&'static str]) {
        let mut keys = Keys::default();
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(keys.get(text.as_bytes()), None, "{text}");
            assert_eq!(keys.get_or_insert(text, at), at, "{text}");
        }
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(keys.get(text.as_bytes()), Some(at), "{text}");
            assert_eq!(keys.get_or_insert(text, 99), at, "{text}");
            assert_eq!(keys.get(format!("{text}x").as_bytes()), None, "{text}x");
        }
    }

    #[test]
    fn each_text_is_found() {
        check(&[]);
        check(&["", "a", "b", "ab", "ba", "abc", "aab", "abcd", "servers", "flavors", "os-volumes", "os-volumes_boot"]);
    }

    #[test]
    fn texts_that_differ_in_the_middle_are_told_apart() {
        check(&["os-floating-ip-pools-of-one", "os-floating-op-pools-of-one", "os-floating-up-pools-of-one"]);
    }

    #[test]
    fn many_texts_have_a_table() {
        let texts: Vec<_> = (0..2000).map(|number| &*format!("collection-{number}").leak()).collect();
        check(&texts);
    }
}
