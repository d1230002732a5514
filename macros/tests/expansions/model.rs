/// A virtual machine.
///
/// It runs.
#[model(versions = Nova, name = "Machine")]
#[example({ "id": 1 })]
pub struct Server {
    /// Its number.
    #[check(range = -1..=10)]
    #[example(7)]
    pub id: i8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[check(items = ..=5, unique)]
    tags: Vec<Tag>,
    #[serde(rename = "OS-EXT:next", default = "nothing")]
    next: Option<Box<Server>>,
}

#[model]
pub struct Tag(#[check(length = 1..=60)] String);
