#[routes]
impl Servers {
    #[show(until = V2_26, deprecated)]
    async fn show(&self) {}

    #[show(since = V2_26, until = V2_90, deprecated = V2_36)]
    async fn show_with_tags(&self) {}
}
