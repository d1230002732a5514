use std::sync::Arc;

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

/// A virtual machine.
#[model(versions = Nova, open, until = V2_4)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    name: String,
    /// What is added may stand anywhere among the fields.
    pub(crate) extra: Extra<Server>,
    #[serde(flatten)]
    place: Place,
}

/// Flattened in what is open.
#[model]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    #[serde(rename = "PLACE:row", default)]
    row: u8,
}

impl Default for Place {
    fn default() -> Self {
        Place { row: 1 }
    }
}

/// With a default of the whole, in which nothing is added.
#[model(open)]
#[serde(default)]
#[derive(Default)]
pub struct Limits {
    cores: u32,
    extra: Extra<Limits>,
}

#[model(open)]
pub struct Nothing {
    extra: Extra<Self>,
}

pub mod vendor {
    use terrace::prelude::*;

    use super::Nova;

    #[model(versions = Nova, extends = super::Server, prefix = "vendor.example-1", since = V2_2)]
    #[serde(rename_all = "camelCase")]
    pub struct Rack {
        /// In no version beside the other one of its name.
        #[until(V2_3)]
        row_number: u8,
        #[serde(rename = "rowNumber")]
        #[since(V2_3, default = String::new())]
        row_name: String,
        #[check(length = 1..)]
        note: Option<String>,
    }

    /// Without versions, it is for all of them.
    #[model(extends = super::Nothing, prefix = "vendor", name = "Colour")]
    pub struct Paint {
        colour: String,
    }

    /// Two may share a prefix.
    #[model(extends = super::Nothing, prefix = "vendor")]
    pub struct Empty {}
}

/// It may end where another one with the same names begins.
#[model(versions = Nova, extends = Server, prefix = "PLACE", until = V2_2)]
pub struct Old {
    column: u8,
}

#[model(versions = Nova, extends = Server, prefix = "PLACE", since = V2_2)]
pub struct New {
    column: String,
}

#[model(versions = Nova, until = V2_4)]
pub struct Around {
    one: Server,
    shared: Option<Arc<Server>>,
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[create(until = V2_4)]
    async fn create(&self, server: Json<Server>) -> Json<Server> {
        server
    }

    #[get("/nothing")]
    async fn nothing(&self) -> Json<Nothing> {
        Json(Nothing { extra: Extra::default() })
    }
}

api! {
    pub struct Compute(Nova) at "/";
    negotiate: header("Version");
    additions: [vendor::Rack, vendor::Paint, vendor::Empty, Old, New,];
    controllers: [Servers];
}

api! {
    pub struct Bare(Nova) at "/";
    negotiate: header("Version");
    additions: [];
    controllers: [Servers];
}
