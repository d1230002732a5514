//! Extensions: parts of an API that other crates bring.

use terrace::prelude::*;
use terrace::{Parts, TestClient, TestResponse};

versions! { Releases: "1", "2", "3" }

/// What is known of servers, in the crate that has them.
mod compute {
    use terrace::prelude::*;

    use super::Releases;

    #[derive(Clone, Debug)]
    pub(super) struct Names(pub(super) Vec<String>);

    #[model(versions = Releases)]
    #[derive(Clone, Debug)]
    pub(super) struct Server {
        pub(super) name: String,
    }

    #[controller(path = "/servers", key = server_id: usize, versions = Releases, one = "server")]
    pub(super) struct Servers {
        names: Names,
    }

    #[routes]
    impl Servers {
        #[load]
        async fn load(&self, server_id: usize) -> Option<Server> {
            self.names.0.get(server_id).map(|name| Server { name: name.clone() })
        }

        #[show]
        async fn show(&self, server: Loaded<Servers>) -> Json<Server> {
            Json(server.clone())
        }

        #[action("reboot")]
        async fn reboot(&self, server: Loaded<Servers>) -> String {
            format!("{} reboots", server.name)
        }
    }
}

mod shelve {
    use terrace::prelude::*;

    use super::Releases;
    use super::compute::{Server, Servers};

    #[derive(Clone, Debug)]
    pub(super) struct Shelf(pub(super) &'static str);

    #[extension(alias = "os-shelve", updated = "2014-12-03", versions = Releases, since = V2, of = [Servers, Rooms], controllers = [Rooms])]
    pub(super) struct Shelve {
        shelf: Shelf,
    }

    #[routes(of = Servers)]
    impl Shelve {
        #[action("shelve")]
        async fn shelve(&self, server: Loaded<Servers>) -> String {
            format!("{} is on {}", server.name, self.shelf.0)
        }

        #[action("unshelve", since = V3)]
        #[blocking]
        fn unshelve(&self, server: Loaded<Servers>) -> String {
            format!("{} is off {}", server.name, self.shelf.0)
        }

        #[get(member, "/shelf")]
        async fn shelf(&self, server: Loaded<Servers>) -> Json<Server> {
            Json(Server { name: server.name.clone() + self.shelf.0 })
        }

        #[get("/shelved")]
        async fn all(&self) -> String {
            Self::none()
        }

        fn none() -> String {
            "none".to_owned()
        }
    }

    #[routes(of = Rooms)]
    impl Shelve {
        #[get("/largest")]
        async fn largest(&self) -> &'static str {
            self.shelf.0
        }
    }

    #[controller(parent = Servers, path = "/rooms", key = room: u8)]
    pub(super) struct Rooms;

    #[routes]
    impl Rooms {
        #[show(since = V2)]
        async fn show(&self, server: Loaded<Servers>, room: Path<u8>) -> String {
            format!("{} in {}", server.name, *room)
        }
    }
}

#[derive(Clone, Debug, FromRef)]
struct State {
    names: compute::Names,
    shelf: shelve::Shelf,
}

fn state() -> State {
    State { names: compute::Names(vec!["web".to_owned()]), shelf: shelve::Shelf("the shelf") }
}

api! {
    struct Cloud(Releases) at "/v", "/p/{project: hex}";
    negotiate: header("Version");
    controllers: [compute::Servers];
    extensions: [shelve::Shelve];
}

api! {
    /// All that it has is an extension's.
    struct OfExtensions(Releases) at "/";
    negotiate: header("Version");
    extensions: [shelve::Shelve, Own];
}

/// The servers as an extension.
#[extension(alias = "servers", updated = "2020-02-29", controllers = [compute::Servers])]
struct Own;

async fn get<A: terrace::Application>(api: A, path: &str, version: &str) -> TestResponse {
    TestClient::new(api).get(path).header("version", version).await
}

async fn act(path: &str, version: &str, body: &'static str) -> TestResponse {
    let client = TestClient::new(Cloud::new(state()));
    client.post(path).header("version", version).header("content-type", "application/json").body(body).await
}

#[tokio::test]
async fn actions_are_chosen_among_the_controllers_and_the_extensions() {
    assert_eq!(act("/v/servers/0/action", "2", r#"{"reboot": null}"#).await.text(), "web reboots");
    assert_eq!(act("/v/servers/0/action", "2", r#"{"shelve": null}"#).await.text(), "web is on the shelf");
    assert_eq!(act("/p/a0/servers/0/action", "3", r#"{"unshelve": null}"#).await.text(), "web is off the shelf");
    assert_eq!(act("/v/servers/7/action", "2", r#"{"shelve": null}"#).await.status(), 404);
    assert_eq!(act("/v/servers/0/action", "2", r#"{"shelf": null}"#).await.status(), 400);
}

#[tokio::test]
async fn an_extension_is_there_from_its_version_on() {
    assert_eq!(act("/v/servers/0/action", "1", r#"{"shelve": null}"#).await.status(), 404);
    assert_eq!(act("/v/servers/0/action", "2", r#"{"unshelve": null}"#).await.status(), 404);
    assert_eq!(get(Cloud::new(state()), "/v/servers/shelved", "1").await.status(), 404);
    assert_eq!(get(Cloud::new(state()), "/v/servers/shelved", "2").await.text(), "none");
}

#[tokio::test]
async fn handlers_are_the_controllers_in_all_that_clients_see() {
    let shown = get(Cloud::new(state()), "/v/servers/0/shelf", "2").await;
    assert_eq!(shown.text(), r#"{"server":{"name":"webthe shelf"}}"#);
    assert_eq!(get(Cloud::new(state()), "/v/servers/0", "2").await.text(), r#"{"server":{"name":"web"}}"#);
}

#[tokio::test]
async fn its_own_controllers_are_below_those_of_others() {
    assert_eq!(get(Cloud::new(state()), "/p/a0/servers/0/rooms/4", "2").await.text(), "web in 4");
    assert_eq!(get(Cloud::new(state()), "/v/servers/1/rooms/4", "2").await.status(), 404);
    assert_eq!(get(Cloud::new(state()), "/v/servers/0/rooms/largest", "2").await.text(), "the shelf");
}

#[tokio::test]
async fn an_api_may_have_extensions_alone() {
    assert_eq!(get(OfExtensions::new(state()), "/servers/0/shelf", "2").await.status(), 200);
    assert_eq!(get(OfExtensions::new(state()), "/servers/0", "1").await.status(), 200);
}

#[tokio::test]
async fn parts_are_replaced_in_extensions_too() {
    let client = TestClient::<Cloud>::with(Parts::new(state()).replace(shelve::Shelf("another")));
    assert_eq!(client.get("/v/servers/0/rooms/largest").header("version", "2").await.text(), "another");
}
