use terrace::prelude::*;

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self) {}
}

api! { struct Site at "/shop"; controllers: [Things]; }

paste! {
    struct Shop from "./place_of_no_api.ini";
    composites: { "shop:map" => urlmap };
    apps: { "shop:site" => { "/shop" => Site } };
}

fn main() {}
