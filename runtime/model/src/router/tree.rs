//! Templates as data.

use super::branch::Branch;
use super::literals::Literals;
use super::mounts::Mounts;

/// Templates, and the walk that finds the one that takes a path. It knows them by their places: the first is 0.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    pub(super) branches: &'a [Branch],
    pub(super) literals: Literals<'a>,
    pub(super) mounts: &'a Mounts,
}
