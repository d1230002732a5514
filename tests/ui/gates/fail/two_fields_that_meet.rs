use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[until(V2_4)]
    pub flavor: u32,
    #[serde(rename = "flavor")]
    #[since(V2_2)]
    pub flavor_name: String,
}

fn main() {}
