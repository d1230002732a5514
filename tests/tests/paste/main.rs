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

#[test]
fn the_manual_shows_the_file_that_it_reads() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/docs");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    assert!(read("paste.md").contains(&format!("```ini\n{}```\n", read("api-paste.ini"))));
}
