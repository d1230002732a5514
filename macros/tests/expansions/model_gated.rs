#[model(versions = Nova, since = V2_2)]
struct Gated {
    #[since(V2_26, default = 7)]
    #[until(V2_30)]
    #[check(range = 1..=9, since = V2_27)]
    size: u8,
    #[required_since(V2_37)]
    #[deprecated_since(V2_40)]
    network: Option<String>,
    #[until(V2_5)]
    flavor: u32,
    #[serde(rename = "flavor")]
    #[since(V2_5)]
    flavor_name: String,
    #[since(V2_9)]
    #[read_only]
    host: Option<String>,
    #[write_only]
    password: String,
}

#[model(versions = Nova)]
enum State {
    Active,
    #[since(V2_8)]
    Shelved {
        #[since(V2_9)]
        host: Option<String>,
    },
}
