//! The rules that judge tables while a crate is compiled.
//!
//! Each is a `const fn` that the macros call from an unnamed `const`, spanned on the user's token; where the rule is
//! broken it panics there with a sentence. [`node`] holds the rules for one controller, [`route`] and [`argument`] those for
//! one handler, [`gate`] those about the versions of types, [`collision`] those that compare handlers, [`api`] those for an API as a
//! whole, [`composite`] those for several, [`addition`] those for what is added to models, [`extension`] those for extensions, [`pipeline`] those for filters, [`policy`] those for who may do what. `RULES.md` lists them all.

pub mod addition;
pub mod api;
pub mod argument;
pub mod collision;
pub mod composite;
pub mod extension;
pub mod flatten;
pub mod gate;
pub mod link;
mod mount;
pub mod node;
pub mod pipeline;
pub mod policy;
pub mod route;
pub mod text;

use text::Text;

use crate::table::{Place, Route};

/// Refuses the crate with a sentence, at the caller's place.
#[track_caller]
const fn refuse(text: &Text) -> ! {
    panic!("{}", text.as_str())
}

/// ``` `Servers::show` (src/servers.rs:12) ```
const fn handler<H>(text: Text, route: &Route<H>) -> Text {
    place(text.and("`").and(route.owner).and("::").and(route.name).and("` ("), &route.place).and(")")
}

const fn place(text: Text, place: &Place) -> Text {
    text.and(place.file).and(":").number(place.line)
}
