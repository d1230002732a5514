//! `paste!`: composites, pipelines and filters as an ini file of Paste.deploy wires them.

mod filters;
mod keystone;
mod nova;
mod nova_2015;
mod options;

use std::error::Error;

use terrace::prelude::*;
use terrace::settings::{Settings, Sources};
use terrace::{Application, FromState, Identity, Parts, TestClient};

/// A machine that is wanted.
#[model]
struct NewServer {
    name: String,
}

/// Virtual machines, of whoever asks.
#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    /// List servers.
    #[index]
    #[policy(public)]
    async fn index(&self, who: Identity) -> String {
        who.user().to_owned()
    }

    /// Make one; tells in which version it was asked to.
    #[create]
    #[policy(public)]
    async fn create(&self, body: Json<NewServer>, openstack_api_version: Header<Option<String>>) -> String {
        format!("{} {}", body.0.name, openstack_api_version.0.as_deref().unwrap_or("-"))
    }

    /// Fails.
    #[get("/broken")]
    async fn broken(&self) {
        panic!("out of order")
    }
}

/// What there is.
#[controller(path = "/")]
struct About;

#[routes]
impl About {
    /// Tell of it.
    #[index]
    async fn index(&self) -> &'static str {
        "about"
    }
}

/// A client of an application whose pipelines these settings choose.
fn chosen<A, T, S>(settings: &[(&str, &str)], state: impl FnOnce(T) -> S) -> Result<TestClient<A>, Box<dyn Error>>
where
    A: Application + FromState<S>,
    T: Settings,
{
    let sources =
        settings.iter().fold(Sources::none().application::<A>(), |sources, (name, value)| sources.flag(*name, *value));
    let (settings, told) = sources.read::<T>()?.split();
    Ok(TestClient::with(Parts::new(state(settings)).settings(&told)))
}

/// What a client from before there were microversions sends is taken at one path, and not at the other.
async fn legacy<A: Application>(client: &TestClient<A>, strict: &str, legacy: &str) {
    let ask = async |path, body: &str| {
        let asked = client.post(path).header("x-auth-token", "jane").header("openstack-api-version", "compute 2.1");
        asked.header("content-type", "application/json").body(body.to_owned()).await
    };
    let more = r#"{"name":"a","colour":"red"}"#;
    assert_eq!(ask(strict, more).await.status(), 400);
    assert_eq!(ask(strict, r#"{"name":"a"}"#).await.text(), "a compute 2.1");
    assert_eq!(ask(legacy, more).await.text(), "a -");
}

#[test]
fn the_manual_shows_the_file_that_it_reads() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/docs");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    assert!(read("paste.md").contains(&format!("```ini\n{}```\n", read("api-paste.ini"))));
}
