use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        Some(server_id.to_string())
    }

    /// Lists servers.
    #[index]
    async fn index(&self) -> Json<Vec<String>> {
        Json(Vec::new())
    }

    #[show(envelope = none)]
    async fn show(&self, server: Loaded<Self>) -> Result<Json<String>, NotFound> {
        Ok(Json(server.clone()))
    }

    #[create(status = 202)]
    pub async fn create(&self, mut body: Json<String>) -> terrace::Result<Json<String>> {
        body.0.push('!');
        Ok(body)
    }

    #[update(operation_id = "rename")]
    async fn update(&self, name: Json<String>) -> Accepted {
        let _ = name;
        Accepted(())
    }

    #[delete(deprecated)]
    async fn delete(&self) {}

    #[get("/detail", envelope = "details")]
    async fn detail(&self, x_trace: Header<Option<String>>) -> Json<Vec<String>> {
        Json(x_trace.0.into_iter().collect())
    }

    #[action("reboot", status = 202)]
    async fn reboot(&self, how: Json<String>) -> Accepted {
        let _ = how;
        Accepted(())
    }

    #[action("pause")]
    async fn pause(&self) {}

    #[post("/image", body_bytes = 64 << 20, detached)]
    #[blocking]
    fn image(&self, image: Bytes) -> Json<usize> {
        Json(image.len())
    }

    #[cfg(any())]
    #[action("pause")]
    async fn pause_again(&self, never: NoSuchType) {}

    #[cfg(not(any()))]
    #[post("/type")]
    async fn r#type(&self, r#type: Header<Option<String>>) {
        let _ = r#type;
    }
}
