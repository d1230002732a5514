use terrace::prelude::*;

#[model]
pub struct User {
    #[write_only]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

fn main() {}
