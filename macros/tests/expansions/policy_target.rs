#[derive(PolicyTarget)]
#[target(unseen = Server::not_found)]
struct Server {
    id: u32,
    #[target]
    project_id: String,
    #[target(name = "locked")]
    is_locked: bool,
}
