#[controller(path = "servers", key = server_id)]
pub struct Servers;

#[routes]
impl Servers {
    #[show]
    fn show(&self) {}

    #[index]
    async fn index(&self) {}
}
