//! The router: which template takes a path. The rules stand in [`crate::path`].
//!
//! Templates are a tree with a branch for each segment, and each branch has a table of the literals below it. So what
//! a match takes depends on the path, and not on how many templates there are. It allocates nothing: where the texts of variables are in
//! the path is all that is told of them.

mod find;
mod key;

use core::fmt;
use core::ops::Range;

use crate::path::{Class, Segment};

use key::Keys;

/// Templates, each with a value of its own, and the walk that finds the one that takes a path.
///
/// ```
/// use terrace_model::path::parse;
/// use terrace_model::router::Router;
///
/// let mut router = Router::new();
/// *router.entry(&parse("/servers/{id}")?) = Some("one");
/// *router.entry(&parse("/servers/detail")?) = Some("all");
/// let path = "/servers/a%2Fb";
/// let found = router.find(path).expect("a path that is known");
/// assert_eq!((*router.value(found.at), &path[found.spans.get(0).unwrap()]), ("one", "a%2Fb"));
/// # Ok::<(), terrace_model::path::PathError>(())
/// ```
#[derive(Debug)]
pub struct Router<T> {
    branches: Vec<Branch>,
    values: Vec<Option<T>>,
}

/// A template that takes a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The template's place, for [`Router::value`].
    pub at: usize,
    /// Where in the path the texts of its variables are, from left to right, as they were sent. Each of them decodes.
    pub spans: Spans,
}

/// Places in a text. The first few are held without an allocation.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Spans {
    count: usize,
    few: [(u32, u32); Spans::FEW],
    more: Vec<(u32, u32)>,
}

/// What is below a segment.
#[derive(Debug, Default)]
struct Branch {
    /// The place of the template that ends here, where one does.
    value: Option<usize>,
    literals: Keys,
    /// Sorted by class, which is the order of precedence.
    variables: Vec<(Class, usize)>,
}

impl<T> Router<T> {
    /// A router that knows no template.
    pub fn new() -> Self {
        Router { branches: vec![Branch::default()], values: Vec::new() }
    }

    /// The place of a template's value. Variables' names do not tell templates apart, their classes do.
    pub fn entry(&mut self, template: &[Segment<'static>]) -> &mut Option<T> {
        let mut at = 0;
        for segment in template {
            let next = self.branches.len();
            let branch = &mut self.branches[at];
            at = match segment {
                Segment::Literal(text) => branch.literals.get_or_insert(text, next),
                Segment::Variable(variable) => {
                    match branch.variables.binary_search_by_key(&variable.class, |(class, _)| *class) {
                        Ok(known) => branch.variables[known].1,
                        Err(place) => {
                            branch.variables.insert(place, (variable.class, next));
                            next
                        }
                    }
                }
            };
            if at == next {
                self.branches.push(Branch::default());
            }
        }
        let value = *self.branches[at].value.get_or_insert_with(|| {
            self.values.push(None);
            self.values.len() - 1
        });
        &mut self.values[value]
    }

    /// The value of a template that was found.
    ///
    /// # Panics
    ///
    /// Where the place is another router's.
    pub fn value(&self, at: usize) -> &T {
        self.values[at].as_ref().expect("what was found has a value")
    }
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Router::new()
    }
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
        let (start, end) = match self.few.get(at).filter(|_| at < self.count) {
            Some(span) => *span,
            None => *self.more.get(at.checked_sub(Spans::FEW)?)?,
        };
        Some(start as usize..end as usize)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        (0..self.count).filter_map(|at| self.get(at))
    }

    fn push(&mut self, start: usize, end: usize) {
        let span = (start as u32, end as u32);
        match self.few.get_mut(self.count) {
            Some(place) => *place = span,
            None => self.more.push(span),
        }
        self.count += 1;
    }

    fn truncate(&mut self, count: usize) {
        self.more.truncate(count.saturating_sub(Spans::FEW));
        self.count = count;
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter()).finish()
    }
}
