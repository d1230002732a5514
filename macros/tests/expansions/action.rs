#[routes]
impl Servers {
    #[action("reboot", status = 202)]
    async fn reboot(&self, how: Json<Reboot>) -> Accepted {
        Accepted(())
    }
}
