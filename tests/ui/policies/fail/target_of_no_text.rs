use terrace::prelude::*;

#[derive(PolicyTarget)]
pub struct Server {
    #[target]
    pub labels: Vec<String>,
}

fn main() {}
