//! What the crates of the compute service share: the [`servers`], who may do what to them in [`policies`](mod@policies),
//! what is whose in [`who`], where they run in [`zones`]; and the [`store`], which keeps everything, with the [`driver`], which stands in for
//! the machines.
//!
//! How answers are written is in [`links`], [`paging`] and [`done`], how values are read in [`name`] and [`whole`].

pub mod done;
pub mod driver;
pub mod links;
pub mod name;
pub mod paging;
pub mod policies;
pub mod servers;
pub mod store;
pub mod who;
pub mod whole;
pub mod zones;

use terrace::prelude::*;

versions! {
    /// Microversions of the compute API.
    pub Nova: "2.1" ..= "2.104"
}
