use terrace::prelude::*;
use utoipa::ToSchema;

#[derive(ToSchema)]
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
