//! Flavors are listed from what is kept of the database: a list is never behind an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use compute::store::{Seed, Store};
use serde_json::{Value, json};
use terrace::TestClient;

use crate::{Osapi, at, client, each};

/// Flavors in their order, so that text is compared as numbers are.
fn id(number: u64) -> String {
    format!("{number:04}")
}

async fn listed(client: &TestClient<Osapi>) -> Value {
    at(client.get("/v2.1/flavors/detail"), "2.61").await.value()["flavors"].take()
}

#[tokio::test]
async fn each_change_is_in_the_next_list() {
    let client = client(Store::in_memory(Seed::Classic).await.unwrap()).await;
    let flavor = json!({ "flavor": { "name": "n", "id": "0", "ram": 1, "vcpus": 1, "disk": 1 } });
    let specs = "/v2.1/flavors/0/os-extra_specs";
    let changes = [
        (client.post("/v2.1/flavors").json(&flavor), 6, Value::Null, json!({})),
        (client.post(specs).json(&json!({ "extra_specs": { "hw:a": "1" } })), 6, Value::Null, json!({ "hw:a": "1" })),
        (client.put(&format!("{specs}/hw:a")).json(&json!({ "hw:a": "2" })), 6, Value::Null, json!({ "hw:a": "2" })),
        (client.delete(&format!("{specs}/hw:a")), 6, Value::Null, json!({})),
        (
            at(client.put("/v2.1/flavors/0").json(&json!({ "flavor": { "description": "d" } })), "2.61"),
            6,
            json!("d"),
            json!({}),
        ),
    ];
    for (change, count, description, specs) in changes {
        listed(&client).await;
        let answer = change.await;
        assert_eq!(answer.status(), 200, "{answer:?}");
        let list = listed(&client).await;
        assert_eq!(list.as_array().map(Vec::len), Some(count));
        assert_eq!((&list[0]["description"], &list[0]["extra_specs"]), (&description, &specs), "{answer:?}");
    }
    assert_eq!(client.delete("/v2.1/flavors/0").await.status(), 202);
    assert_eq!(each(&listed(&client).await, "id"), ["1", "2", "3", "4", "5"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_beside_a_writer_see_all_that_was_answered_and_never_less_than_before() {
    const CHANGES: u64 = 60;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("compute.db"), Seed::Empty).await.unwrap();
    let answered = Arc::new(AtomicU64::new(0));
    let asked = client(store).await;
    let readers = [0, 1, 2].map(|_| {
        let (client, answered) = (asked.clone(), answered.clone());
        tokio::spawn(async move {
            let mut seen = 0;
            while seen < CHANGES {
                let known = answered.load(Ordering::SeqCst);
                // By another way, which keeps nothing: what it shows, the list has as well.
                let shown = client.get(&format!("/v2.1/flavors/{}", id(known + 1))).await.status() == 200;
                let list = listed(&client).await;
                let now = list.as_array().map_or(0, Vec::len) as u64;
                assert!(now >= seen.max(known + u64::from(shown)), "{now} of {known} and {shown}, {seen} before");
                seen = now;
                tokio::task::yield_now().await;
            }
        })
    });
    let writer = asked;
    for number in 1..=CHANGES {
        let flavor = json!({ "name": id(number), "id": id(number), "ram": 1, "vcpus": 1, "disk": 1 });
        let made = writer.post("/v2.1/flavors").json(&json!({ "flavor": flavor })).await;
        assert_eq!(made.status(), 200, "{made:?}");
        answered.store(number, Ordering::SeqCst);
    }
    for reader in readers {
        reader.await.unwrap();
    }
}
