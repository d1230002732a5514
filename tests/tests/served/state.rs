//! State: how controllers get their parts, and how a test replaces some.

use terrace::prelude::*;
use terrace::{Parts, TestClient};

use super::get;

#[derive(Clone)]
struct Clock(&'static str);

#[derive(Clone)]
struct Names(Vec<&'static str>);

#[derive(Clone, FromRef)]
struct State {
    clock: Clock,
    names: Names,
}

#[controller(path = "/time")]
struct Time {
    clock: Clock,
}

#[routes]
impl Time {
    #[index]
    async fn index(&self) -> String {
        self.clock.0.to_owned()
    }
}

#[controller(path = "/names")]
struct People {
    names: Names,
    clock: Clock,
}

#[routes]
impl People {
    #[index]
    async fn index(&self) -> String {
        format!("{} at {}", self.names.0.join(" and "), self.clock.0)
    }
}

api! {
    struct Office at "/";
    controllers: [Time, People];
}

fn state() -> State {
    State { clock: Clock("noon"), names: Names(vec!["Ann", "Bob"]) }
}

#[tokio::test]
async fn fields_come_from_the_state() {
    let client = TestClient::new(Office::new(state()));
    assert_eq!(get(&client, "/time").await, (200, "noon".to_owned()));
    assert_eq!(get(&client, "/names").await, (200, "Ann and Bob at noon".to_owned()));
}

#[tokio::test]
async fn a_test_replaces_parts_of_it() {
    let client = TestClient::<Office>::with(Parts::new(state()).replace(Clock("midnight")));
    assert_eq!(get(&client, "/time").await, (200, "midnight".to_owned()));
    assert_eq!(get(&client, "/names").await, (200, "Ann and Bob at midnight".to_owned()));
}
