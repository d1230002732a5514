//! The router: which template takes a path. The rules stand in [`crate::path`].
//!
//! Templates are a tree with a branch for each segment, and the literals below all branches are in one table. So what
//! a match takes depends on the path, and not on how many templates there are. It looks at the path once, eight bytes at a time, and
//! allocates nothing: where the texts of variables are in the path is all that is told of them. Only a path with escapes is decoded.
//! Where a literal and a variable both take a segment, the walk may come back; it is at each branch but once.

mod find;
mod literals;
mod mounts;
mod segment;
mod spans;

use core::num::NonZeroU32;

use crate::path::{Class, Segment};

use literals::{Literals, Tag};
use mounts::Mounts;
pub use spans::Spans;

/// Templates, each with a value of its own, and the walk that finds the one that takes a path.
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
    literals: Literals,
    mounts: Mounts,
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

/// What is below a segment.
#[derive(Debug)]
struct Branch {
    /// What tells its literals from those of other branches.
    tag: Tag,
    /// One more than the place of the template that ends here, where one does.
    value: Option<NonZeroU32>,
    /// A bit for each class of variables below it, and one for literals.
    ways: u8,
    /// The branches that variables lead to, by their classes.
    variables: [u32; Class::ALL.len()],
}

impl Branch {
    const LITERALS: u8 = 1 << 7;
    const ANY: u8 = Branch::way(Class::Any);

    /// One that is at this place, with nothing below it.
    fn new(at: usize) -> Self {
        Branch { tag: Tag::new(at), value: None, ways: 0, variables: [0; Class::ALL.len()] }
    }

    const fn way(class: Class) -> u8 {
        1 << class as u8
    }
}

impl<T> Router<T> {
    /// A router that knows no template.
    pub fn new() -> Self {
        Router { branches: vec![Branch::new(0)], literals: Literals::new(), mounts: Mounts::NONE, values: Vec::new() }
    }

    /// The value of a template; a new one where it has none. Variables' names do not tell templates apart, their classes do.
    pub fn entry(&mut self, template: &[Segment<'static>], new: impl FnOnce() -> T) -> &mut T {
        let at = template.iter().fold(0, |at, segment| self.step(at, segment));
        let values = &mut self.values;
        let value = self.branches[at].value.get_or_insert_with(|| {
            let before = values.len() as u32;
            values.push(new());
            NonZeroU32::MIN.saturating_add(before)
        });
        &mut self.values[place(*value)]
    }

    /// The branch to which a segment leads from another; a new one where it led nowhere.
    fn step(&mut self, at: usize, segment: &Segment<'static>) -> usize {
        let next = self.branches.len();
        let branch = &mut self.branches[at];
        let to = match segment {
            Segment::Literal(text) => {
                branch.ways |= Branch::LITERALS;
                let to = self.literals.get_or_insert(branch.tag, text, next as u32);
                if at == 0 && to as usize == next && branch.ways == Branch::LITERALS {
                    self.mounts.add(text, to);
                }
                to
            }
            Segment::Variable(variable) => {
                let to = &mut branch.variables[variable.class as usize];
                if branch.ways & Branch::way(variable.class) == 0 {
                    branch.ways |= Branch::way(variable.class);
                    *to = next as u32;
                    if at == 0 {
                        self.mounts = Mounts::NONE;
                    }
                }
                *to
            }
        };
        if to as usize == next {
            self.branches.push(Branch::new(next));
        }
        to as usize
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

fn place(value: NonZeroU32) -> usize {
    value.get() as usize - 1
}
