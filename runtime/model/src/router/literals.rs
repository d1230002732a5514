//! The literals below all branches, in one table. Which of its slots to look at first is told by a literal's key and its branch.

use core::num::NonZeroU32;

use super::branch::Tag;
use super::segment::Key;

/// Literals, and which branch each leads to.
#[derive(Debug)]
pub(super) struct Literals {
    /// At least three of four are empty. Their number is a power of two.
    pub(super) slots: Vec<Slot>,
    /// A hash without its lowest bits, so many, is a slot's place.
    shift: u32,
}

/// A literal, or room for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    key: Key,
    /// Of the branch that it is below, and its length.
    tag: Tag,
    text: &'static str,
    /// No branch's where it is empty: nothing leads to the first one.
    pub(super) to: Option<NonZeroU32>,
}

impl Slot {
    pub(super) const EMPTY: Slot = Slot { key: Key::EMPTY, tag: Tag(0), text: "", to: None };

    /// How many there are for so many literals.
    pub(super) const fn count(literals: usize) -> usize {
        (literals * 4).next_power_of_two()
    }

    pub(super) const fn new(below: Tag, text: &'static str, to: u32) -> Self {
        Slot { key: Key::of(text.as_bytes()), tag: below.with(text.len()), text, to: NonZeroU32::new(to) }
    }

    /// Puts a literal into its slot, and tells where it leads: elsewhere where it was there before.
    pub(super) const fn put(self, slots: &mut [Slot]) -> Option<NonZeroU32> {
        let mut at = (self.key.hash(self.tag.0) >> shift(slots)) as usize;
        while slots[at].to.is_some() {
            if slots[at].is_same(&self) {
                return slots[at].to;
            }
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = self;
        self.to
    }

    const fn is_same(&self, other: &Slot) -> bool {
        if self.tag.0 != other.tag.0 || !self.key.is(other.key) {
            return false;
        }
        let (one, other) = (self.text.as_bytes(), other.text.as_bytes());
        let mut at = 0;
        while at < one.len() && one[at] == other[at] {
            at += 1;
        }
        at == one.len()
    }

    #[inline(always)]
    fn is(&self, tag: Tag, key: Key, text: &[u8]) -> bool {
        self.tag == tag && self.key == key && (text.len() <= 16 || same_words(self.text.as_bytes(), text))
    }
}

/// How many bits of a hash are not of a slot's place.
const fn shift(slots: &[Slot]) -> u32 {
    slots.len().leading_zeros() + 1
}

impl Literals {
    pub(super) fn new(slots: Vec<Slot>) -> Self {
        Literals { shift: shift(&slots), slots }
    }

    /// The branch to which a text leads that is below another, and has this key.
    #[inline(always)]
    pub(super) fn get(&self, below: Tag, key: Key, text: &[u8]) -> Option<NonZeroU32> {
        let tag = below.with(text.len());
        let at = (key.hash(tag.0) >> self.shift) as usize;
        let slot = self.slots.get(at)?;
        if slot.is(tag, key, text) || slot.to.is_none() {
            slot.to
        } else {
            Literals::get_behind(&self.slots, at, tag, key, text)
        }
    }

    /// The same where another one is in the first slot.
    #[cold]
    #[inline(never)]
    fn get_behind(slots: &[Slot], mut at: usize, tag: Tag, key: Key, text: &[u8]) -> Option<NonZeroU32> {
        loop {
            at = (at + 1) & (slots.len() - 1);
            let slot = slots.get(at)?;
            if slot.is(tag, key, text) || slot.to.is_none() {
                return slot.to;
            }
        }
    }
}

/// Whether two texts of one length are the same but for their last bytes, less than eight.
#[inline(always)]
fn same_words(one: &[u8], other: &[u8]) -> bool {
    one.as_chunks::<8>().0.iter().zip(other.as_chunks().0).all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::super::branch::Branch;
    use super::*;

    fn get(slots: &[Slot], below: usize, text: &str) -> Option<u32> {
        let text = text.as_bytes();
        Literals::new(slots.to_vec()).get(Branch::new(below).tag, Key::of(text), text).map(NonZeroU32::get)
    }

    fn check(texts: &[&'static str]) {
        let mut slots = vec![Slot::EMPTY; Slot::count(texts.len())];
        let below = Branch::new(7).tag;
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&slots, 7, text), None, "{text}");
            assert_eq!(Slot::new(below, text, to).put(&mut slots), NonZeroU32::new(to), "{text}");
        }
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&slots, 7, text), Some(to), "{text}");
            assert_eq!(Slot::new(below, text, 9999).put(&mut slots), NonZeroU32::new(to), "{text}");
            assert_eq!(get(&slots, 7, &format!("{text}x")), None, "{text}x");
            assert_eq!(get(&slots, 8, text), None, "{text}");
        }
    }

    #[test]
    fn each_text_is_found_below_its_branch() {
        check(&[""]);
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
