use terrace::prelude::*;
use terrace::{Server, Stop};

#[controller(path = "/hosts")]
pub struct Hosts;

#[routes]
impl Hosts {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Hosts];
}

async fn fallible() -> std::io::Result<()> {
    Ok(())
}

async fn waits(stop: Stop) {
    stop.wait().await;
}

#[test]
fn it_starts() {
    let _ = Server::new(Compute::new(()))
        .task("waits", waits)
        .task("fails", |_| fallible())
        .on_start(fallible())
        .on_start(async { Err::<(), _>("a text is an error too") })
        .on_stop(async {});
}
