use terrace::prelude::*;
use terrace::websocket::{SwitchingProtocols, WebSocketUpgrade};

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[post("/console")]
    async fn console(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        upgrade.on(|socket| async move { drop(socket) })
    }
}

fn main() {}
