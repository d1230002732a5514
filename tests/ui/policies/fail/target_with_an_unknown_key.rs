use terrace::prelude::*;

#[derive(PolicyTarget)]
pub struct Server {
    #[target(named = "project_id")]
    pub tenant: String,
}

fn main() {}
