//! Extra specs of flavors.

use serde_json::{Value, json};

use crate::{fault, fresh};

const PATH: &str = "/v2.1/flavors/1/os-extra_specs";

#[tokio::test]
async fn they_are_set_shown_and_deleted() {
    let client = fresh().await;
    assert_eq!(client.get(PATH).await.value(), json!({ "extra_specs": {} }));
    for specs in [json!({ "hw:cpu_policy": "shared", "k": "v" }), json!({ "a.b:c_d-e f": "" })] {
        let answer = client.post(PATH).json(&json!({ "extra_specs": specs })).await;
        assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "extra_specs": specs })));
    }
    let answer = client.put(&format!("{PATH}/k")).json(&json!({ "k": "w" })).await;
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "k": "w" })));
    assert_eq!(client.get(&format!("{PATH}/k")).await.value(), json!({ "k": "w" }));
    let all = json!({ "hw:cpu_policy": "shared", "k": "w", "a.b:c_d-e f": "" });
    assert_eq!(client.get(PATH).await.value(), json!({ "extra_specs": all }));
    assert_eq!(client.get("/v2.1/flavors/2/os-extra_specs").await.value(), json!({ "extra_specs": {} }));

    let answer = client.delete(&format!("{PATH}/k")).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (200, ""));
    let message = "Flavor 1 has no extra specs with key k.";
    fault(&client.delete(&format!("{PATH}/k")).await, 404, "itemNotFound", message);
    fault(&client.get(&format!("{PATH}/k")).await, 404, "itemNotFound", message);
}

#[tokio::test]
async fn wrong_ones_are_refused() {
    let client = fresh().await;
    let long = "x".repeat(256);
    for specs in [json!({ "a/b": "1" }), json!({ "": "1" }), json!({ "a": { "x": 1 } }), json!({ "a": long })] {
        let answer = client.post(PATH).json(&json!({ "extra_specs": specs })).await;
        assert_eq!((answer.status().as_u16(), &answer.value()["badRequest"]["code"]), (400, &json!(400)), "{specs}");
    }
    for spec in [json!({ "l": "w" }), json!({ "k": "w", "l": "w" }), json!({})] {
        let answer = client.put(&format!("{PATH}/k")).json(&spec).await;
        fault(&answer, 400, "badRequest", "Request body and URI mismatch");
    }
    assert_eq!(client.get(PATH).await.value(), json!({ "extra_specs": {} }));
}

#[tokio::test]
async fn the_flavor_is_looked_for_first() {
    let client = fresh().await;
    let path = "/v2.1/flavors/nope/os-extra_specs";
    let message = "Flavor nope could not be found.";
    let body: Value = json!({ "extra_specs": { "k": "v" } });
    fault(&client.get(path).await, 404, "itemNotFound", message);
    fault(&client.post(path).json(&body).await, 404, "itemNotFound", message);
    fault(&client.delete(&format!("{path}/k")).await, 404, "itemNotFound", message);
}
