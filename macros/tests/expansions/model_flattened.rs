#[model]
struct Detail {
    id: u32,
    #[serde(flatten)]
    summary: Summary,
}
