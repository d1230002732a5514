use terrace::prelude::*;

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self) {}
}

api! { struct Site at "/shop"; controllers: [Things]; }

#[controller(path = "/")]
struct Page;

#[routes]
impl Page {
    #[index]
    async fn index(&self) {}
}

api! { struct Pages at "/pages"; controllers: [Page]; }

paste! {
    struct Shop from "./below_alone.ini";
    composites: { "shop:map" => urlmap };
    apps: { "shop:site" => Pages };
}

fn main() {}
