//! The literals below all branches, in one table. Which of its slots to look at first is told by a literal's key and its branch.

use core::mem;
use core::num::NonZeroU32;

use super::branch::Tag;
use super::segment::Key;

/// Literals, and which branch each leads to.
#[derive(Debug)]
pub(super) struct Literals {
    /// At least three of four are empty. Their number is a power of two.
    slots: Vec<Slot>,
    /// A hash without its lowest bits, so many, is a slot's place.
    shift: u32,
    /// How many slots are not empty.
    count: usize,
}

/// A literal, or room for one.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// Of the branch that it is below, and its length.
    tag: Tag,
    text: &'static str,
    /// No branch's where it is empty: nothing leads to the first one.
    to: Option<NonZeroU32>,
}

impl Slot {
    const EMPTY: Slot = Slot { key: Key::EMPTY, tag: Tag(0), text: "", to: None };

    #[inline(always)]
    fn is(&self, tag: Tag, key: Key, text: &[u8]) -> bool {
        self.tag == tag && self.key == key && (text.len() <= 16 || same_words(self.text.as_bytes(), text))
    }
}

impl Literals {
    pub(super) fn new() -> Self {
        Literals::with_slots(4)
    }

    fn with_slots(count: usize) -> Self {
        Literals { slots: vec![Slot::EMPTY; count], shift: count.leading_zeros() + 1, count: 0 }
    }

    /// The branch to which a text leads that is below another: this one, where it led nowhere.
    pub(super) fn put(&mut self, below: Tag, text: &'static str, to: u32) -> u32 {
        let key = Key::of(text.as_bytes());
        if let Some(known) = self.get(below, key, text.as_bytes()) {
            return known.get();
        }
        if (self.count + 1) * 4 > self.slots.len() {
            let more = Literals::with_slots(self.slots.len() * 2);
            let fewer = mem::replace(self, more);
            fewer.slots.into_iter().filter(|slot| slot.to.is_some()).for_each(|slot| self.add(slot));
        }
        self.add(Slot { key, tag: below.with(text.len()), text, to: NonZeroU32::new(to) });
        to
    }

    /// Adds a literal that is not there, for which there is room.
    fn add(&mut self, slot: Slot) {
        let mut at = (slot.key.hash(slot.tag.0) >> self.shift) as usize;
        while self.slots[at].to.is_some() {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
        self.count += 1;
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

    fn check(texts: &[&'static str]) {
        let mut literals = Literals::new();
        let [below, other] = [7, 8].map(|at| Branch::new(at).tag);
        let get = |literals: &Literals, below, text: &str| {
            literals.get(below, Key::of(text.as_bytes()), text.as_bytes()).map(NonZeroU32::get)
        };
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&literals, below, text), None, "{text}");
            assert_eq!(literals.put(below, text, to), to, "{text}");
        }
        for (to, text) in (1..).zip(texts) {
            assert_eq!(get(&literals, below, text), Some(to), "{text}");
            assert_eq!(literals.put(below, text, 9999), to, "{text}");
            assert_eq!(get(&literals, below, &format!("{text}x")), None, "{text}x");
            assert_eq!(get(&literals, other, text), None, "{text}");
        }
        assert!(literals.count == texts.len() && literals.slots.len() >= 4 * texts.len(), "{}", literals.slots.len());
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
