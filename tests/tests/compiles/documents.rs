use terrace::prelude::*;

/// A machine.
#[model]
#[external_docs("https://example.com/machines", "What a machine is")]
#[extension("x-table": "machines", "x-columns": ["name", null, -1.5])]
pub struct Machine {
    #[extension("x-column": { "name": "label" })]
    pub name: String,
}

/// Machines.
#[controller(path = "/machines", key = machine_id: u32)]
#[external_docs("/machines.html")]
#[extension("x-display-name": "Machines")]
pub struct Machines;

#[routes]
impl Machines {
    #[extension("x-internal": true)]
    #[index]
    #[external_docs("https://example.com/list",)]
    async fn index(&self) -> Json<Vec<Machine>> {
        Json(Vec::new())
    }
}

api! {
    /// Machines.
    #[external_docs("https://example.com")]
    #[extension("x-logo": { "url": "https://example.com/logo.png" })]
    pub struct Site at "/";
    contact: "The team", email = "team@example.com", url = "https://example.com/team";
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    terms_of_service: "https://example.com/terms";
    servers: [
        /// Here.
        "/",
        /// There.
        #[extension("x-region": true)]
        "https://{region}.example.com:{port}/v1" (
            /// Where.
            region = "eu" | "us",
            port = "443",
        ),
    ];
    tags: [
        /// What runs.
        #[external_docs("https://example.com/machines")]
        "Machines",
    ];
    controllers: [Machines];
}

api! {
    struct Bare at "/";
    contact: "The team";
    license: "Our own", url = "https://example.com/license";
    controllers: [Machines];
}

#[test]
fn it_starts() {
    let _apis = (Site::new(()), Bare::new(()));
}
