use terrace::prelude::*;

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! { struct Compute at "/v2"; controllers: [Servers]; }

composite! {
    struct Osapi;
    apis: [Compute];
    beside: { "/v2" => folder("public") };
}

fn main() {}
