use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get("/")]
    async fn itself(&self) {}

    #[put(member)]
    async fn replace(&self) {}

    #[delete]
    async fn remove(&self) {}

    #[delete("/cache")]
    async fn clear(&self) {}

    #[delete(member, "/lock")]
    async fn unlock(&self) {}

    #[patch(member, "/")]
    async fn change(&self, server_id: Path<Uuid>) {
        let _ = server_id;
    }

    #[post("/zones/{zone: digits}/{tail: rest}")]
    async fn tail(&self, tail: Path<String>, zone: Path<u8>) {
        let _ = (tail, zone);
    }
}

api! {
    pub struct Compute at "/", "/{project_id: hex}";
    controllers: [Servers];
}

#[test]
fn it_starts() {
    let _compute = Compute::new(());
}
