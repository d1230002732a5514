//! Server groups.

use serde_json::{Value, json};
use terrace::{TestClient, TestResponse};

use crate::{MEMBER, NOBODY, Osapi, STRANGER, each, fault, fresh, of, text};

const PATH: &str = "/v2.1/os-server-groups";

#[tokio::test]
async fn one_is_made_shown_and_deleted() {
    let client = fresh().await;
    let made = create(&client, json!({ "name": "g", "policies": ["anti-affinity"] })).await;
    assert_eq!(made.status(), 200, "{made:?}");
    let id = text(&made.value()["server_group"]["id"]).to_owned();
    let expected = json!({ "id": id, "name": "g", "policies": ["anti-affinity"], "metadata": {}, "members": [] });
    assert_eq!(made.value(), json!({ "server_group": expected }));

    let path = format!("{PATH}/{id}");
    assert_eq!(client.get(&path).await.value(), made.value());
    let answer = client.delete(&path).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (204, ""));
    let message = format!("Instance group {id} could not be found.");
    fault(&client.delete(&path).await, 404, "itemNotFound", &message);
    fault(&client.get(&path).await, 404, "itemNotFound", &message);
    assert_eq!(client.get(&format!("{PATH}/{NOBODY}")).await.status(), 404);
    assert_eq!(client.get(&format!("{PATH}/nope")).await.status(), 404);
}

#[tokio::test]
async fn a_list_is_shown_in_parts() {
    let client = fresh().await;
    for name in ["b", "c", "a"] {
        assert_eq!(create(&client, json!({ "name": name, "policies": ["affinity"] })).await.status(), 200);
    }
    let check = async |query: &str, expected: &[&str]| {
        let listed = client.get(&format!("{PATH}?{query}")).await.value();
        assert_eq!(each(&listed["server_groups"], "name"), expected, "{query}");
    };
    check("", &["b", "c", "a"]).await;
    check("limit=1&offset=1", &["c"]).await;
    check("offset=9&all_projects=True", &[]).await;
}

#[tokio::test]
async fn those_of_all_projects_are_for_whom_a_rule_lets_see_them() {
    let client = fresh().await;
    assert_eq!(create(&client, json!({ "name": "g", "policies": ["affinity"] })).await.status(), 200);
    let all = format!("{PATH}?all_projects=1");
    let check = async |path: &str, token, expected: &[&str]| {
        let listed = of(client.get(path), token).await.value();
        assert_eq!(each(&listed["server_groups"], "name"), expected, "{path} {token}");
    };
    check(&all, "admin:a", &["g"]).await;
    check(PATH, "admin:a", &[]).await;
    check(&all, STRANGER, &[]).await;
    check(&all, MEMBER, &["g"]).await;
}

#[tokio::test]
async fn a_wrong_one_is_refused() {
    let client = fresh().await;
    for group in [
        json!({ "name": "", "policies": ["affinity"] }),
        json!({ "name": "g" }),
        json!({ "name": "g", "policies": [] }),
        json!({ "name": "g", "policies": ["affinity", "anti-affinity"] }),
        json!({ "name": "g", "policies": ["soft-affinity"] }),
        json!({ "name": "g", "policy": "affinity" }),
    ] {
        let answer = create(&client, group.clone()).await;
        assert_eq!((answer.status().as_u16(), &answer.value()["badRequest"]["code"]), (400, &json!(400)), "{group}");
    }
}

async fn create(client: &TestClient<Osapi>, group: Value) -> TestResponse {
    client.post(PATH).json(&json!({ "server_group": group })).await
}
