use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }

#[controller(path = "/servers", key = server_id: u8, versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[show]
    async fn show(&self) {}
}

#[controller(path = "/")]
pub struct Discovery;

#[routes]
impl Discovery {
    #[get("/v2.1")]
    async fn compute(&self) {}
}

api! {
    pub struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    negotiate: header("Version");
    controllers: [Servers];
}

api! {
    pub struct Legacy(Nova) at "/v2";
    pinned: V2_1;
    controllers: [Servers];
}

api! {
    pub struct All at "/";
    controllers: [Discovery at "/"];
}

composite! {
    /// Documented.
    pub struct Osapi;
    apis: [All, Compute { id: "v2.1", }, Legacy { id: "v2.0", status: Deprecated }];
}

#[test]
fn it_starts() {
    let _ = Osapi::new(());
}
