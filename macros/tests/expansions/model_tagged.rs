#[model]
#[serde(tag = "type")]
pub enum Change {
    Nothing,
    Renamed(Name),
    Moved { from: String },
}
