//! The router: which template takes a path. The rules stand in [`crate::path`].
//!
//! Templates are a tree with a branch for each segment, and the literals below all branches are in one table. So what
//! a match takes depends on the path, and not on how many templates there are. It looks at the path once, eight bytes at a time, and
//! allocates nothing: where the texts of variables are in the path is all that is told of them. Only a path with escapes is decoded.
//! Where a literal and a variable both take a segment, the walk may come back; it is at each branch but once.

mod branch;
mod find;
mod growing;
mod literals;
mod mounts;
mod segment;
mod spans;
mod tree;

use crate::path::Segment;

use branch::Branch;
use growing::{Growing, Size};
use literals::{Literals, Slot};
use mounts::Mounts;
pub use spans::Spans;
pub use tree::Tree;

/// Templates, each with a value of its own.
///
/// ```
/// use terrace_model::path::parse;
/// use terrace_model::router::Router;
///
/// let mut router = Router::new();
/// router.entry(&parse("/servers/{id}")?, || "one");
/// router.entry(&parse("/servers/detail")?, || "all");
/// let path = "/servers/a%2Fb";
/// let found = router.find(path).expect("a path that is known");
/// assert_eq!((*router.value(found.at), &path[found.spans.get(0).unwrap()]), ("one", "a%2Fb"));
/// # Ok::<(), terrace_model::path::PathError>(())
/// ```
#[derive(Debug)]
pub struct Router<T> {
    branches: Vec<Branch>,
    slots: Vec<Slot>,
    mounts: Mounts,
    size: Size,
    values: Vec<T>,
}

/// A template that takes a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The template's place, for [`Router::value`].
    pub at: usize,
    /// Where in the path the texts of its variables are, from left to right, as they were sent. Each of them decodes.
    pub spans: Spans,
}

impl<T> Router<T> {
    /// A router that knows no template.
    pub fn new() -> Self {
        Router {
            branches: vec![Branch::new(0)],
            slots: vec![Slot::EMPTY; Slot::count(1)],
            mounts: Mounts::NONE,
            size: Size::ROOT,
            values: Vec::new(),
        }
    }

    /// The value of a template; a new one where it has none. Variables' names do not tell templates apart, their classes do.
    pub fn entry(&mut self, template: &[Segment<'static>], new: impl FnOnce() -> T) -> &mut T {
        self.make_room(template.len());
        let (branches, slots) = (&mut self.branches, &mut self.slots);
        let mut growing = Growing { branches, slots, mounts: &mut self.mounts, size: &mut self.size };
        let end = growing.steps(0, template);
        let place = growing.end(end);
        if place == self.values.len() {
            self.values.push(new());
        }
        &mut self.values[place]
    }

    /// Makes room for so many segments.
    fn make_room(&mut self, segments: usize) {
        self.branches.resize(self.size.branches + segments, Branch::new(0));
        let count = Slot::count(self.size.literals + segments);
        if count > self.slots.len() {
            let all = core::mem::replace(&mut self.slots, vec![Slot::EMPTY; count]);
            for slot in all.into_iter().filter(|slot| slot.to.is_some()) {
                slot.put(&mut self.slots);
            }
        }
    }

    /// The template that takes a path (a request's, as it was sent).
    pub fn find(&self, path: &str) -> Option<Found> {
        self.tree().find(path)
    }

    /// The same as if there were only those templates whose values are so.
    pub fn find_where(&self, path: &str, is_there: impl Fn(&T) -> bool) -> Option<Found> {
        self.tree().find_where(path, |at| is_there(self.value(at)))
    }

    /// The value of a template that was found.
    ///
    /// # Panics
    ///
    /// Where the place is another router's.
    pub fn value(&self, at: usize) -> &T {
        &self.values[at]
    }

    /// Its templates; their places are those of the values.
    pub fn tree(&self) -> Tree<'_> {
        Tree { branches: &self.branches, literals: Literals::new(&self.slots), mounts: &self.mounts }
    }
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Router::new()
    }
}
