//! The router: which template takes a path. The rules stand in [`crate::path`].
//!
//! Templates are a tree with a branch for each segment, and the literals below all branches are in one table. So what
//! a match takes depends on the path, and not on how many templates there are. It looks at the path once, eight bytes at a time, and
//! allocates nothing: where the texts of variables are in the path is all that is told of them. Only a path with escapes is decoded.
//! Where a literal and a variable both take a segment, the walk may come back; it is at each branch but once.

mod branch;
mod find;
mod literals;
mod mounts;
mod segment;
mod spans;
mod tree;

use core::num::NonZeroU32;

use crate::path::Segment;

pub use spans::Spans;
use tree::Tree;

/// Fibonacci hashing: the upper half of a product depends on every bit.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

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
    tree: Tree,
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
        Router::with_room(0)
    }

    /// The same with room for so many templates.
    pub fn with_room(templates: usize) -> Self {
        Router { tree: Tree::with_room(templates), values: Vec::with_capacity(templates) }
    }

    /// The value of a template; a new one where it has none. Variables' names do not tell templates apart, their classes do.
    pub fn entry(&mut self, template: &[Segment<'static>], new: impl FnOnce() -> T) -> &mut T {
        let end = template.iter().fold(0, |at, segment| self.tree.step(at, segment));
        let branch = &mut self.tree.branches[end as usize];
        let place = match branch.value {
            Some(value) => value.get() as usize - 1,
            None => {
                self.values.push(new());
                branch.value = NonZeroU32::new(self.values.len() as u32);
                self.values.len() - 1
            }
        };
        &mut self.values[place]
    }

    /// The template that takes a path (a request's, as it was sent).
    #[inline]
    pub fn find(&self, path: &str) -> Option<Found> {
        self.tree.find(path)
    }

    /// The same as if there were only those templates whose values are so.
    pub fn find_where(&self, path: &str, is_there: impl Fn(&T) -> bool) -> Option<Found> {
        self.tree.find_where(path, |at| is_there(self.value(at)))
    }

    /// The values of all templates, in the order in which they came.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The value of a template that was found.
    ///
    /// # Panics
    ///
    /// Where the place is another router's.
    pub fn value(&self, at: usize) -> &T {
        &self.values[at]
    }
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Router::new()
    }
}
