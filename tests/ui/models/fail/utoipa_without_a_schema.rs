use serde::{Deserialize, Serialize};
use terrace::prelude::*;

#[derive(Deserialize, Serialize)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

#[model]
pub struct Town {
    #[schema(utoipa)]
    pub at: Point,
}

fn main() {}
