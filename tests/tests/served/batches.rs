//! Fields that extensions give to all values of a model in an answer, once for each answer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use terrace::prelude::*;
use terrace::{Batch, Failure, TestClient};

versions! { Releases: "1", "2" }

#[model(versions = Releases, open)]
#[derive(Clone, Debug)]
struct Server {
    id: u32,
    extra: Extra<Server>,
}

impl Server {
    fn of(id: u32) -> Server {
        Server { id, extra: Extra::default() }
    }
}

/// Servers within other values.
#[model(versions = Releases)]
struct Rack {
    top: Option<Box<Server>>,
    named: std::collections::BTreeMap<String, Server>,
    first: Slot,
}

#[model(versions = Releases)]
#[serde(rename_all = "lowercase")]
enum Slot {
    Empty,
    Used(Server),
    Shared { one: Server, count: u8 },
}

#[derive(Answer)]
#[answer(status = 200)]
struct Counted {
    #[header("X-Count")]
    count: u32,
    body: Json<Vec<Server>>,
}

#[controller(path = "/servers", versions = Releases, many = "servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> Json<Vec<Server>> {
        Json((0..1000).map(Server::of).collect())
    }

    #[get("/page")]
    #[blocking]
    fn page(&self) -> Page<Server> {
        Page::last(vec![Server::of(1), Server::of(2)])
    }

    #[get("/rack", envelope = none)]
    async fn rack(&self) -> Result<Json<Rack>> {
        let named = [("a".to_owned(), Server::of(2))].into();
        let first = Slot::Shared { one: Server::of(3), count: 1 };
        Ok(Json(Rack { top: Some(Box::new(Server::of(1))), named, first }))
    }

    #[get("/used", envelope = none)]
    async fn used(&self) -> Json<Vec<Slot>> {
        Json(vec![Slot::Empty, Slot::Used(Server::of(4))])
    }

    #[get("/counted")]
    async fn counted(&self) -> Counted {
        Counted { count: 1, body: Json(vec![Server::of(5)]) }
    }

    #[get("/none")]
    async fn none(&self) -> Json<Vec<Server>> {
        Json(Vec::new())
    }

    #[get("/failed")]
    async fn failed(&self) -> Json<Server> {
        Json(Server::of(5000))
    }

    #[get("/short")]
    async fn short(&self) -> Json<Vec<Server>> {
        Json(vec![Server::of(1), Server::of(6000)])
    }
}

/// How often each batch was asked, and for how many.
#[derive(Clone, Debug, Default)]
struct Asked {
    states: Arc<AtomicUsize>,
    volumes: Arc<Mutex<Vec<usize>>>,
}

#[model(versions = Releases, extends = Server, prefix = "OS-EXT-STS")]
#[derive(Clone, Debug)]
struct Status {
    #[read_only]
    vm_state: String,
}

#[model(versions = Releases, extends = Server, prefix = "os-extended-volumes", since = V2)]
#[derive(Clone, Debug)]
struct Volumes {
    #[read_only]
    attached: Vec<u32>,
}

#[extension(alias = "OS-EXT-STS", updated = "2011-11-03", fields = [Status])]
struct ExtendedStatus {
    asked: Asked,
}

impl Batch<Status> for ExtendedStatus {
    async fn batch(&self, servers: &[&Server]) -> Result<Vec<Status>, Failure> {
        self.asked.states.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        if servers.iter().any(|server| server.id == 5000) {
            return Err(terrace::IntoFailure::into_failure(Conflict::new("the states are not known")));
        }
        let known = servers.iter().filter(|server| server.id != 6000);
        Ok(known.map(|server| Status { vm_state: format!("state {}", server.id) }).collect())
    }
}

#[extension(alias = "os-extended-volumes", updated = "2013-06-07", fields = [Volumes])]
struct ExtendedVolumes {
    asked: Asked,
}

impl Batch<Volumes> for ExtendedVolumes {
    async fn batch(&self, servers: &[&Server]) -> Result<Vec<Volumes>, Failure> {
        self.asked.volumes.lock().expect("nobody panicked").push(servers.len());
        Ok(servers.iter().map(|server| Volumes { attached: vec![server.id] }).collect())
    }
}

#[derive(Clone, Debug, Default, FromRef)]
struct State {
    asked: Asked,
}

api! {
    struct Compute(Releases) at "/";
    negotiate: header("Version");
    controllers: [Servers];
    extensions: [ExtendedStatus, ExtendedVolumes];
}

async fn get(state: &State, path: &str, version: &str) -> String {
    let client = TestClient::new(Compute::new(state.clone()));
    client.get(path).header("version", version).await.text().to_owned()
}

#[tokio::test]
async fn a_list_of_a_thousand_asks_each_batch_once() {
    let state = State::default();
    let listed = get(&state, "/servers", "2").await;
    assert_eq!(listed.matches("OS-EXT-STS:vm_state").count(), 1000, "{listed}");
    assert!(listed.contains(r#"{"id":7,"OS-EXT-STS:vm_state":"state 7","os-extended-volumes:attached":[7]}"#));
    assert_eq!(state.asked.states.load(Ordering::Relaxed), 1);
    assert_eq!(*state.asked.volumes.lock().expect("nobody panicked"), [1000]);
}

#[tokio::test]
async fn fields_are_given_where_they_exist() {
    let state = State::default();
    let page = r#"{"servers":[{"id":1,"OS-EXT-STS:vm_state":"state 1"},{"id":2,"OS-EXT-STS:vm_state":"state 2"}]}"#;
    assert_eq!(get(&state, "/servers/page", "1").await, page);
    assert!(state.asked.volumes.lock().expect("nobody panicked").is_empty());
    assert!(get(&state, "/servers/page", "2").await.contains(r#""os-extended-volumes:attached":[2]"#));
}

#[tokio::test]
async fn values_are_found_wherever_they_stand() {
    let state = State::default();
    let rack = get(&state, "/servers/rack", "1").await;
    for at in 1..=3 {
        assert!(rack.contains(&format!(r#"{{"id":{at},"OS-EXT-STS:vm_state":"state {at}"}}"#)), "{rack}");
    }
    assert_eq!(state.asked.states.load(Ordering::Relaxed), 1);
    assert!(get(&state, "/servers/used", "1").await.contains(r#"vm_state":"state 4""#));
    assert!(get(&state, "/servers/counted", "1").await.contains("state 5"));
}

#[tokio::test]
async fn an_answer_without_any_asks_nobody() {
    let state = State::default();
    assert_eq!(get(&state, "/servers/none", "2").await, r#"{"servers":[]}"#);
    assert_eq!(state.asked.states.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_batch_that_fails_is_the_answer() {
    let client = TestClient::new(Compute::new(State::default()));
    let answer = client.get("/servers/failed").header("version", "1").await;
    assert_eq!(answer.status(), 409);
    assert!(answer.text().contains("the states are not known"), "{answer:?}");
}

#[tokio::test]
async fn fields_for_some_values_alone_are_not_given_to_others() {
    let client = TestClient::new(Compute::new(State::default()));
    assert_eq!(client.get("/servers/short").header("version", "1").await.status(), 500);
}
