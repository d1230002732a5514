#[controller(path = "/servers")]
#[policy("servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    #[policy(public)]
    async fn index(&self) {}

    #[create]
    #[policy("servers:create", see = "servers:show")]
    async fn create(&self) {}
}
