//! Extra specs of flavors: there are none, but clients ask for them before they show a flavor.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::flavors::Flavors;

/// What a flavor asks of the machines that its servers run on.
#[controller(parent = Flavors, path = "/os-extra_specs", tag = "Flavors", many = "extra_specs")]
#[derive(Debug)]
pub struct ExtraSpecs;

#[routes]
impl ExtraSpecs {
    /// List the extra specs of a flavor.
    ///
    /// No flavor has any.
    #[index]
    async fn index(&self) -> Json<BTreeMap<String, String>> {
        Json(BTreeMap::new())
    }
}
