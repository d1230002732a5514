/// A virtual machine.
#[model(versions = Nova, open)]
pub struct Server {
    pub name: String,
    #[serde(flatten)]
    place: Place,
    pub extra: Extra<Server>,
}

#[model(versions = Nova, extends = compute::Server, prefix = "ACME", since = V2_3)]
pub struct Rack {
    pub row: u8,
}
