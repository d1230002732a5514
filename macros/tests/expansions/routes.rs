#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid, who: Identity) -> Result<Server, NotFound> {
        self.db.server(server_id).await
    }

    /// Lists servers.
    #[index]
    async fn index(&self, filter: Query<ListServers>) -> Result<Page<Server>> {
        self.db.list(filter).await
    }

    #[show(etag)]
    async fn show(&self, server: Loaded<Self>) -> Json<Server> {
        Json(server)
    }

    #[cfg(feature = "tags")]
    #[get(member, "/tags/{tag}", status = 203, operation_id = "tag", envelope = none)]
    async fn tag(&self, server: Loaded<Self>, tag: Path<String>) -> Json<Tag> {
        self.tags.find(tag)
    }

    #[update(patch, status = 202, body_bytes = 64 << 10)]
    async fn update(&self, server: Loaded<Self>, change: Json<Change>) -> Result<()> {
        self.db.update(server, change).await
    }

    #[delete(detached)]
    #[blocking]
    fn delete(&self, server: Loaded<Self>) -> Result<NoContent> {
        self.db.delete(server)
    }

    fn helper(&self) {}
}
