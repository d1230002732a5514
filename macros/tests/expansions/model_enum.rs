#[model]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    Building,
}

#[model]
pub enum Change {
    /// Nothing happened.
    Nothing,
    Renamed(Name),
    Moved {
        #[check(length = 1..)]
        from: String,
    },
}
