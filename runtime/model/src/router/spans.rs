//! Where the texts of a path's variables are.

use core::fmt;
use core::ops::Range;

/// Places in a text. The first few are held without an allocation.
#[derive(Clone, Default)]
pub struct Spans {
    count: usize,
    few: [(u32, u32); Spans::FEW],
    /// All of them, where they are more.
    #[expect(clippy::box_collection, reason = "a vector is three words, also where there is none")]
    all: Option<Box<Vec<(u32, u32)>>>,
}

impl Spans {
    const FEW: usize = 4;

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<Range<usize>> {
        self.all().get(at).map(range)
    }

    /// All of them, in their order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        self.all().iter().map(range)
    }

    #[inline]
    fn all(&self) -> &[(u32, u32)] {
        match &self.all {
            Some(all) => all,
            None => self.few.get(..self.count).unwrap_or(&self.few),
        }
    }

    #[inline(always)]
    pub(super) fn push(&mut self, start: usize, end: usize) {
        let span = (start as u32, end as u32);
        match self.few.get_mut(self.count) {
            Some(place) => *place = span,
            None => self.push_more(span),
        }
        self.count += 1;
    }

    #[cold]
    fn push_more(&mut self, span: (u32, u32)) {
        let few = self.few;
        self.all.get_or_insert_with(|| Box::new(few.to_vec())).push(span);
    }

    pub(super) fn truncate(&mut self, count: usize) {
        match &mut self.all {
            Some(all) if count > Spans::FEW => all.truncate(count),
            all => *all = None,
        }
        self.count = count;
    }
}

fn range(span: &(u32, u32)) -> Range<usize> {
    span.0 as usize..span.1 as usize
}

impl PartialEq for Spans {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Spans {}

impl fmt::Debug for Spans {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter()).finish()
    }
}
