use terrace::prelude::*;

#[derive(PolicyTarget)]
pub struct Server {
    #[target]
    pub project_id: String,
    #[target(name = "project_id")]
    pub tenant: String,
}

fn main() {}
