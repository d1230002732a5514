use terrace::filter::{Filter, Layer};
use terrace::prelude::*;

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self) {}
}

api! { struct Site at "/shop"; controllers: [Things]; }

/// A limit.
#[derive(Clone, Debug, Settings)]
struct Limit {
    #[setting(default = 8)]
    bytes: u64,
}

impl Filter for Limit {
    type Layer = Limit;

    fn layer(self) -> Limit {
        self
    }
}

impl<S> Layer<S> for Limit {
    type Service = S;

    fn layer(&self, behind: S) -> S {
        behind
    }
}

paste! {
    struct Shop from "./option_of_no_setting.ini";
    composites: { "shop:map" => urlmap };
    filters: { "shop:wrap" => Limit {} };
    apps: { "shop:site" => Site };
}

fn main() {}
