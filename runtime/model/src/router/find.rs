//! The walk through the branches.

use std::borrow::Cow;

use super::branch::Branch;
use super::segment::{Key, Segment};
use super::{Found, Spans, Tree};
use crate::path::{Class, decode};
use crate::swar::has;

/// A path on its way through the branches.
struct Walk<F> {
    /// How long the path is.
    length: usize,
    found: Found,
    /// Whether the template at a place is there.
    is_there: F,
}

/// A branch on the way where the tail of the path may go on by variables.
#[derive(Clone, Copy)]
struct Fork<'r, 'p> {
    branch: &'r Branch,
    tail: &'p [u8],
    /// How many variables are before it.
    taken: usize,
}

impl Tree {
    /// The template that takes a path (a request's, as it was sent).
    #[inline]
    pub(super) fn find(&self, path: &str) -> Option<Found> {
        self.find_where(path, |_| true)
    }

    /// The same as if there were only those templates whose places are so.
    #[inline(always)]
    pub(super) fn find_where(&self, path: &str, is_there: impl Fn(usize) -> bool) -> Option<Found> {
        let tail = path.as_bytes().strip_prefix(b"/")?;
        let mut walk = Walk { length: path.len(), found: Found { at: 0, spans: Spans::default() }, is_there };
        let is_found = if tail.is_empty() {
            // The root has no segment, not even an empty one.
            self.ends(0, &mut walk)
        } else {
            // First as if nothing were escaped. No literal has a `%`, and no variable takes one here: so what is found is right.
            let (at, length) = self.mounts.get(tail);
            self.below(at, tail.get(length..)?, &mut walk) || (has(tail, b'%') && self.find_escaped(tail, &mut walk))
        };
        if is_found { Some(walk.found) } else { None }
    }

    #[cold]
    #[inline(never)]
    fn find_escaped<F: Fn(usize) -> bool>(&self, tail: &[u8], walk: &mut Walk<F>) -> bool {
        walk.found.spans.truncate(0);
        self.below_escaped(0, tail, walk)
    }

    /// Finds the template below a branch that takes the tail of the path, as it was sent.
    #[inline(always)]
    fn below<F: Fn(usize) -> bool>(&self, at: u32, tail: &[u8], walk: &mut Walk<F>) -> bool {
        let mut other = None;
        self.straight(at, tail, &mut other, walk) || other.is_some_and(|fork| self.variables::<false, F>(fork, walk))
    }

    /// The same by each literal that is there. Where variables may go on instead is told for the first of them.
    #[inline(always)]
    fn straight<'r, 'p, F: Fn(usize) -> bool>(
        &'r self,
        mut at: u32,
        mut tail: &'p [u8],
        other: &mut Option<Fork<'r, 'p>>,
        walk: &mut Walk<F>,
    ) -> bool {
        loop {
            let Some(branch) = self.branches.get(at as usize) else { return false };
            let Segment { text, key } = Segment::first_of(tail);
            let literal = match branch.ways & Branch::LITERALS {
                0 => None,
                _ => self.literals.get(branch.tag, key, text),
            };
            at = match literal {
                Some(literal) if branch.ways == Branch::LITERALS => literal.get(),
                Some(literal) => {
                    let fork = Fork { branch, tail, taken: walk.found.spans.len() };
                    if other.is_some() {
                        return self.behind::<false, F>(literal.get(), tail, text, walk)
                            || self.variables::<false, F>(fork, walk);
                    }
                    *other = Some(fork);
                    literal.get()
                }
                None if branch.ways & !Branch::LITERALS == Branch::ANY => {
                    if text.is_empty() || has(text, b'%') {
                        return false;
                    }
                    walk.take(tail, text);
                    branch.variables[Class::Any as usize]
                }
                None if branch.ways & !Branch::LITERALS == 0 => return false,
                None => {
                    let fork = Fork { branch, tail, taken: walk.found.spans.len() };
                    return self.variables::<false, F>(fork, walk);
                }
            };
            tail = match tail.get(text.len() + 1..) {
                Some(behind) => behind,
                None => return self.ends(at, walk),
            };
        }
    }

    /// The same of a path with escapes.
    fn below_escaped<F: Fn(usize) -> bool>(&self, at: u32, tail: &[u8], walk: &mut Walk<F>) -> bool {
        let Some(branch) = self.branches.get(at as usize) else { return false };
        let segment = Segment::first_of(tail).text;
        let Some(text) = text::<true>(segment) else { return false };
        let fork = Fork { branch, tail, taken: walk.found.spans.len() };
        let literal = self.literals.get(branch.tag, Key::of(&text), &text);
        literal.is_some_and(|literal| self.behind::<true, F>(literal.get(), tail, segment, walk))
            || self.variables::<true, F>(fork, walk)
    }

    /// The same where the tail begins with a variable.
    #[inline(never)]
    fn variables<const ESCAPED: bool, F: Fn(usize) -> bool>(&self, fork: Fork<'_, '_>, walk: &mut Walk<F>) -> bool {
        let Fork { branch, tail, taken } = fork;
        let segment = Segment::first_of(tail).text;
        Class::ALL.into_iter().filter(|class| branch.ways & Branch::way(*class) != 0).any(|class| {
            walk.found.spans.truncate(taken);
            let part = if class == Class::Rest { tail } else { segment };
            text::<ESCAPED>(part).is_some_and(|text| class.takes(&text)) && {
                walk.take(tail, part);
                self.behind::<ESCAPED, F>(branch.variables[class as usize], tail, part, walk)
            }
        })
    }

    /// Finds the template below a branch that takes what is behind the first part of a tail.
    #[inline(never)]
    fn behind<const ESCAPED: bool, F: Fn(usize) -> bool>(
        &self,
        at: u32,
        tail: &[u8],
        part: &[u8],
        walk: &mut Walk<F>,
    ) -> bool {
        match tail.get(part.len() + 1..) {
            Some(behind) if ESCAPED => self.below_escaped(at, behind, walk),
            Some(behind) => self.below(at, behind, walk),
            None => self.ends(at, walk),
        }
    }

    /// Whether a template that is there ends at a branch, which then is found.
    #[inline(always)]
    fn ends<F: Fn(usize) -> bool>(&self, at: u32, walk: &mut Walk<F>) -> bool {
        let Some(value) = self.branches.get(at as usize).and_then(|branch| branch.value) else { return false };
        walk.found.at = value.get() as usize - 1;
        (walk.is_there)(walk.found.at)
    }
}

impl<F> Walk<F> {
    /// Takes the first part of a tail of the path for a variable.
    #[inline(always)]
    fn take(&mut self, tail: &[u8], text: &[u8]) {
        let begin = self.length - tail.len();
        self.found.spans.push(begin, begin + text.len());
    }
}

/// What is meant by a part of a path. `None` where it does not decode, or has escapes where none are looked for.
fn text<const ESCAPED: bool>(sent: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !ESCAPED {
        return (!has(sent, b'%')).then_some(Cow::Borrowed(sent));
    }
    Some(match decode(core::str::from_utf8(sent).ok()?)? {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    })
}
