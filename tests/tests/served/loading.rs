//! Loaders: which run, in which order, how often, and what their failures keep from running.

use std::sync::{Arc, Mutex};

use terrace::TestClient;
use terrace::prelude::*;

/// What was called, in order.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, text: impl Into<String>) {
        self.0.lock().expect("no test panics in here").push(text.into());
    }

    fn take(&self) -> String {
        std::mem::take(&mut *self.0.lock().expect("no test panics in here")).join(", ")
    }
}

struct House {
    number: u8,
}

#[controller(path = "/houses", key = house: u8)]
struct Houses {
    log: Log,
}

#[routes]
impl Houses {
    #[load]
    async fn load(&self, house: u8) -> Result<House, NotFound> {
        self.log.add(format!("load house {house}"));
        if house < 10 { Ok(House { number: house }) } else { Err(NotFound::new(format!("no house {house}"))) }
    }

    #[index]
    async fn index(&self) {
        self.log.add("houses");
    }

    #[show]
    async fn show(&self, house: Loaded<Houses>) -> String {
        self.log.add("house");
        house.number.to_string()
    }
}

/// Its parent has a loader, it has none.
#[controller(parent = Houses, path = "/floors", key = floor: i8)]
struct Floors {
    log: Log,
}

#[routes]
impl Floors {
    #[index]
    async fn index(&self) {
        self.log.add("floors");
    }

    #[show]
    async fn show(&self, floor: Path<i8>, house: Loaded<Houses>, again: Loaded<Houses>) -> String {
        self.log.add("floor");
        assert_eq!(house.number, again.number);
        format!("{} {}", house.number, *floor)
    }
}

#[controller(parent = Floors, path = "/rooms", key = room: String)]
struct Rooms {
    log: Log,
}

#[routes]
impl Rooms {
    #[load]
    async fn load(&self, room: String, house: Loaded<Houses>) -> Option<String> {
        self.log.add(format!("load room {room} of {}", house.number));
        (room != "cellar").then_some(room)
    }

    #[index]
    async fn index(&self) {
        self.log.add("rooms");
    }

    #[show]
    async fn show(&self, room: Loaded<Rooms>, house: Path<u8>) -> String {
        self.log.add("room");
        format!("{} {}", *house, *room)
    }

    #[create]
    async fn create(&self, body: Json<String>) -> Json<String> {
        self.log.add("create");
        body
    }
}

api! {
    struct Town at "/";
    controllers: [Houses, Floors, Rooms];
}

fn town() -> (TestClient<Town>, Log) {
    let log = Log::default();
    (TestClient::new(Town::new(log.clone())), log)
}

#[tokio::test]
async fn loaders_run_for_members_and_all_below_outermost_first() {
    let (town, log) = town();
    for (path, calls) in [
        ("/houses", "houses"),
        ("/houses/1", "load house 1, house"),
        ("/houses/1/floors", "load house 1, floors"),
        ("/houses/1/floors/-2", "load house 1, floor"),
        ("/houses/1/floors/2/rooms", "load house 1, rooms"),
        ("/houses/1/floors/2/rooms/hall", "load house 1, load room hall of 1, room"),
    ] {
        assert!(town.get(path).await.status().is_success(), "{path}");
        assert_eq!(log.take(), calls, "{path}");
    }
}

#[tokio::test]
async fn where_a_loader_fails_nothing_below_is_called() {
    let (town, log) = town();
    for path in ["/houses/11", "/houses/11/floors", "/houses/11/floors/2/rooms/hall"] {
        let answer = town.get(path).await;
        assert_eq!((answer.status().as_u16(), answer.value()["detail"].as_str()), (404, Some("no house 11")), "{path}");
        assert_eq!(log.take(), "load house 11", "{path}");
    }
    assert_eq!(town.get("/houses/1/floors/2/rooms/cellar").await.status(), 404);
    assert_eq!(log.take(), "load house 1, load room cellar of 1");
}

#[tokio::test]
async fn a_key_that_is_not_of_its_type_names_nothing() {
    let (town, log) = town();
    for path in ["/houses/-1", "/houses/256", "/houses/one", "/houses/one/floors/1/rooms/hall", "/houses/1/floors/low"]
    {
        assert_eq!(town.get(path).await.status(), 404, "{path}");
    }
    assert_eq!(log.take(), "");
}

#[tokio::test]
async fn arguments_are_taken_before_loaders_run() {
    let (town, log) = town();
    let answer = super::post(&town, "/houses/1/floors/1/rooms", "[").await;
    assert_eq!((answer.status().as_u16(), log.take()), (400, String::new()));
}
