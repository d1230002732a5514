//! The router: which template takes a path. The rules stand in [`crate::path`].

use std::borrow::Cow;

use crate::path::{Class, Segment, decode};

/// Templates, each with a value of its own, and the walk that finds the one that takes a path.
///
/// ```
/// use terrace_model::path::parse;
/// use terrace_model::router::Router;
///
/// let mut router = Router::new();
/// *router.entry(&parse("/servers/{id}")?) = Some("one");
/// *router.entry(&parse("/servers/detail")?) = Some("all");
/// let found = router.find("/servers/a%2Fb").expect("a path that decodes").expect("a path that is known");
/// assert_eq!((*found.value, found.values), ("one", vec!["a/b".into()]));
/// # Ok::<(), terrace_model::path::PathError>(())
/// ```
#[derive(Debug)]
pub struct Router<T> {
    root: Branch<T>,
}

/// A template that takes a path.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<'r, 'p, T> {
    /// The template's value.
    pub value: &'r T,
    /// The decoded texts of its variables, from left to right.
    pub values: Vec<Cow<'p, str>>,
}

/// A path with a broken escape, or one that does not decode to UTF-8. It matches nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

#[derive(Debug)]
struct Branch<T> {
    value: Option<T>,
    literals: Vec<(&'static str, Branch<T>)>,
    /// Sorted by class, which is the order of precedence.
    variables: Vec<(Class, Branch<T>)>,
}

impl<T> Router<T> {
    /// A router that knows no template.
    pub const fn new() -> Self {
        Router { root: Branch::new() }
    }

    /// The place of a template's value. Variables' names do not tell templates apart, their classes do.
    pub fn entry(&mut self, template: &[Segment<'static>]) -> &mut Option<T> {
        let mut branch = &mut self.root;
        for segment in template {
            branch = match segment {
                Segment::Literal(text) => child(&mut branch.literals, text),
                Segment::Variable(variable) => child(&mut branch.variables, &variable.class),
            };
        }
        &mut branch.value
    }

    /// The template that takes a path (a request's, as it was sent), and the texts of its variables.
    ///
    /// # Errors
    ///
    /// [`Malformed`], whatever the templates are.
    pub fn find<'p>(&self, path: &'p str) -> Result<Option<Found<'_, 'p, T>>, Malformed> {
        self.find_where(path, |_| true)
    }

    /// The same as if there were only those templates whose values are so.
    ///
    /// # Errors
    ///
    /// [`Malformed`], whatever the templates are.
    pub fn find_where<'p>(
        &self,
        path: &'p str,
        is_there: impl Fn(&T) -> bool,
    ) -> Result<Option<Found<'_, 'p, T>>, Malformed> {
        let segments = segments(path)?;
        let mut taken = Vec::new();
        Ok(self.root.find(&segments, &mut taken, &is_there).map(|value| Found { value, values: taken }))
    }
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Router::new()
    }
}

impl<T> Branch<T> {
    const fn new() -> Self {
        Branch { value: None, literals: Vec::new(), variables: Vec::new() }
    }

    fn find<'p>(
        &self,
        segments: &[Cow<'p, str>],
        taken: &mut Vec<Cow<'p, str>>,
        is_there: &impl Fn(&T) -> bool,
    ) -> Option<&T> {
        let Some((first, tail)) = segments.split_first() else {
            return self.value.as_ref().filter(|value| is_there(value));
        };
        if let Ok(at) = self.literals.binary_search_by_key(&first.as_ref(), |(text, _)| text)
            && let Some(value) = self.literals[at].1.find(tail, taken, is_there)
        {
            return Some(value);
        }
        let before = taken.len();
        for (class, branch) in self.variables.iter().filter(|(class, _)| *class != Class::Rest) {
            if class.takes(first) {
                taken.push(first.clone());
                if let Some(value) = branch.find(tail, taken, is_there) {
                    return Some(value);
                }
                taken.truncate(before);
            }
        }
        let rest = self.variables.last().filter(|(class, _)| *class == Class::Rest)?;
        let text = if tail.is_empty() { first.clone() } else { Cow::Owned(segments.join("/")) };
        let value = rest.1.value.as_ref().filter(|value| is_there(value) && Class::Rest.takes(&text))?;
        taken.push(text);
        Some(value)
    }
}

/// The decoded segments of a path; none of `/` alone.
fn segments(path: &str) -> Result<Vec<Cow<'_, str>>, Malformed> {
    let mut rest = path.strip_prefix('/').ok_or(Malformed)?;
    let is_plain = !rest.as_bytes().contains(&b'%');
    let mut segments = Vec::with_capacity(8);
    while !(rest.is_empty() && segments.is_empty()) {
        let end = rest.bytes().position(|byte| byte == b'/');
        let text = &rest[..end.unwrap_or(rest.len())];
        segments.push(if is_plain { Cow::Borrowed(text) } else { decode(text).ok_or(Malformed)? });
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => break,
        }
    }
    Ok(segments)
}

fn child<'c, K: Ord + Copy, T>(children: &'c mut Vec<(K, Branch<T>)>, key: &K) -> &'c mut Branch<T> {
    let at = match children.binary_search_by_key(key, |(known, _)| *known) {
        Ok(at) => at,
        Err(at) => {
            children.insert(at, (*key, Branch::new()));
            at
        }
    };
    &mut children[at].1
}
