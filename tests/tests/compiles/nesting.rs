use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        Some(server_id.to_string())
    }
}

/// Its loader reads the server's.
#[controller(parent = Servers, path = "/volumes", key = volume_id: u32)]
pub struct Volumes;

#[routes]
impl Volumes {
    #[load]
    async fn load(
        &self,
        volume_id: u32,
        server: Loaded<Servers>,
        server_id: Path<Uuid>,
    ) -> Result<(Uuid, u32), NotFound> {
        let _ = server;
        Ok((server_id.0, volume_id))
    }
}

/// A resource without a key is its own member.
#[controller(parent = Volumes, path = "/lock")]
pub struct Lock;

#[routes]
impl Lock {
    #[load]
    async fn load(&self, volume: Loaded<Volumes>, zone: Header<Option<String>>) -> Option<String> {
        Some(format!("{volume:?} {zone:?}"))
    }

    #[show]
    async fn show(&self, lock: Loaded<Self>) -> Json<String> {
        Json(lock.clone())
    }

    #[get("/owner")]
    async fn owner(&self, lock: Loaded<Lock>, _server: Loaded<Servers>, _volume: Loaded<Volumes>) -> Json<String> {
        Json(lock.clone())
    }
}

api! {
    pub struct Compute at "/";
    controllers: [Servers, Volumes, Lock];
}

#[test]
fn it_starts() {
    let _compute = Compute::new(());
}
