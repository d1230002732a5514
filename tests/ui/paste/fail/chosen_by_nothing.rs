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
    struct Shop from "./chosen_by_nothing.ini";
    composites: { "shop:map" => urlmap, "shop:choice" => pipelines };
    apps: { "shop:site" => Site };
}

fn main() {}
