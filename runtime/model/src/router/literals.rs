//! The literals below all branches, in one table. Which of its slots to look at first is told by a literal's key and its branch.

use core::num::NonZeroU32;

use super::segment::Key;

/// Literals, and which branch each leads to.
#[derive(Debug)]
pub(super) struct Literals {
    /// At least three of four are empty. Their number is a power of two.
    slots: Vec<Slot>,
    /// A hash without its lowest bits, so many, is a slot's place.
    shift: u32,
    count: usize,
}

/// What tells a branch from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(u64);

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// Of the branch that it is below, and its length.
    tag: Tag,
    text: &'static str,
    /// No branch's where it is empty: nothing leads to the first one.
    to: Option<NonZeroU32>,
}

impl Tag {
    /// That of the branch at this place.
    pub(super) fn new(at: usize) -> Self {
        Tag((at as u64 + 1) << 32)
    }

    #[inline(always)]
    fn with(self, length: usize) -> Self {
        Tag(self.0 | length as u64)
    }
}

impl Slot {
    const EMPTY: Slot = Slot { key: Key::EMPTY, tag: Tag(0), text: "", to: None };

    #[inline(always)]
    fn is(&self, tag: Tag, key: Key, text: &[u8]) -> bool {
        self.tag == tag && self.key == key && (text.len() <= 16 || same_words(self.text.as_bytes(), text))
    }

    /// Its upper half depends on every bit.
    fn hash(&self) -> u64 {
        self.key.hash(self.tag.0)
    }
}

impl Literals {
    pub(super) fn new() -> Self {
        Literals { slots: vec![Slot::EMPTY; 4], shift: u64::BITS - 2, count: 0 }
    }

    /// The branch to which a text leads that is below another, and has this key.
    #[inline(always)]
    pub(super) fn get(&self, below: Tag, key: Key, text: &[u8]) -> Option<NonZeroU32> {
        let tag = below.with(text.len());
        let at = (key.hash(tag.0) >> self.shift) as usize;
        let slot = self.slots.get(at)?;
        if slot.is(tag, key, text) || slot.to.is_none() { slot.to } else { self.get_behind(at, below, text) }
    }

    /// The same where another one is in the first slot.
    #[cold]
    #[inline(never)]
    fn get_behind(&self, mut at: usize, below: Tag, text: &[u8]) -> Option<NonZeroU32> {
        let (tag, key) = (below.with(text.len()), Key::of(text));
        loop {
            at = self.after(at);
            let slot = self.slots.get(at)?;
            if slot.is(tag, key, text) || slot.to.is_none() {
                return slot.to;
            }
        }
    }

    /// The same, and to this branch from now on where it led nowhere.
    pub(super) fn get_or_insert(&mut self, below: Tag, text: &'static str, to: u32) -> u32 {
        let key = Key::of(text.as_bytes());
        if let Some(known) = self.get(below, key, text.as_bytes()) {
            return known.get();
        }
        self.count += 1;
        if self.count * 4 > self.slots.len() {
            let larger = vec![Slot::EMPTY; self.slots.len() * 2];
            let all = core::mem::replace(&mut self.slots, larger);
            self.shift -= 1;
            all.into_iter().filter(|slot| slot.to.is_some()).for_each(|slot| self.put(slot));
        }
        self.put(Slot { key, tag: below.with(text.len()), text, to: NonZeroU32::new(to) });
        to
    }

    fn put(&mut self, slot: Slot) {
        let mut at = (slot.hash() >> self.shift) as usize;
        while self.slots[at].to.is_some() {
            at = self.after(at);
        }
        self.slots[at] = slot;
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}

/// Whether two texts of one length are the same but for their last bytes, less than eight.
#[inline(always)]
fn same_words(one: &[u8], other: &[u8]) -> bool {
    one.as_chunks::<8>().0.iter().zip(other.as_chunks().0).all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(literals: &Literals, below: usize, text: &str) -> Option<u32> {
        literals.get(Tag::new(below), Key::of(text.as_bytes()), text.as_bytes()).map(NonZeroU32::get)
    }

    fn check(texts: &[&'static str]) {
        let mut literals = Literals::new();
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&literals, 7, text), None, "{text}");
            assert_eq!(literals.get_or_insert(Tag::new(7), text, to), to, "{text}");
        }
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&literals, 7, text), Some(to), "{text}");
            assert_eq!(literals.get_or_insert(Tag::new(7), text, 99), to, "{text}");
            assert_eq!(get(&literals, 7, &format!("{text}x")), None, "{text}x");
            assert_eq!(get(&literals, 8, text), None, "{text}");
        }
    }

    #[test]
    fn each_text_is_found_below_its_branch() {
        check(&[]);
        check(&["", "a", "b", "ab", "ba", "abc", "aab", "abcd", "servers", "flavors", "os-volumes", "os-volumes_boot"]);
    }

    #[test]
    fn texts_that_differ_in_the_middle_are_told_apart() {
        check(&["os-floating-ip-pools-of-one", "os-floating-op-pools-of-one", "os-floating-up-pools-of-one"]);
    }

    #[test]
    fn many_texts_have_places() {
        let texts: Vec<_> = (0..2000).map(|number| &*format!("collection-{number}").leak()).collect();
        check(&texts);
    }
}
