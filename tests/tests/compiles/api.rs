use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

#[controller(path = "/")]
pub struct Discovery;

#[routes]
impl Discovery {
    #[show]
    async fn show(&self) {}
}

api! {
    /// The compute service.
    ///
    /// Of all.
    pub struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    title: "Compute";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    controllers: [Servers, self::Discovery at ("/", "/versions")];
}

api! {
    struct ByPath(Nova) at "/{version}";
    negotiate: path("version");
    errors: problem;
    controllers: [Servers];
    crate: terrace;
}

api! {
    struct Own at "/";
    errors: terrace::dialect::OpenStack;
    controllers: [Servers, Discovery at "/about",];
}

#[test]
fn it_starts() {
    let (compute, _by_path, _own) = (Compute::new(()), ByPath::new(()), Own::new(()));
    let _both = (compute.clone(), compute);
}
