//! Templates as data.

use super::branch::Branch;
use super::literals::Literals;
use super::mounts::Mounts;

/// Templates, and the walk that finds the one that takes a path. It knows them by their places: the first is 0.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) branches: Vec<Branch>,
    pub(super) literals: Literals,
    pub(super) mounts: Mounts,
}
