//! Quotas and their classes.

use serde_json::{Value, json};

use crate::{PROJECT, at, fresh, server};

const PATH: &str = "/v2.1/os-quota-sets/p";

#[tokio::test]
async fn limits_are_set_and_forgotten() {
    let client = fresh().await;
    let shown = client.get(PATH).await.value()["quota_set"].take();
    assert_eq!((&shown["id"], &shown["cores"], &shown["fixed_ips"]), (&json!("p"), &json!(20), &json!(-1)));
    for (cores, expected) in [(json!(50), 50), (json!("51"), 51), (json!(-1), -1)] {
        let set = client.put(PATH).json(&json!({ "quota_set": { "cores": cores, "force": true } })).await;
        assert_eq!((set.status().as_u16(), &set.value()["quota_set"]["cores"]), (200, &json!(expected)));
        assert_eq!(set.value()["quota_set"].get("id"), None);
    }
    assert_eq!(client.get(&format!("{PATH}/defaults")).await.value()["quota_set"]["cores"], 20);
    assert_eq!(client.delete(PATH).await.status(), 202);
    assert_eq!(client.get(PATH).await.value()["quota_set"]["cores"], 20);
}

#[tokio::test]
async fn what_is_used_is_told_beside() {
    let client = fresh().await;
    server(&client, "web").await;
    let path = format!("/v2.1/os-quota-sets/{PROJECT}/detail");
    let detail = client.get(&path).await.value()["quota_set"].take();
    assert_eq!(detail["instances"], json!({ "limit": 10, "in_use": 1, "reserved": 0 }));
    assert_eq!(detail["ram"]["in_use"], 512);
}

#[tokio::test]
async fn a_class_holds_for_all_projects() {
    let client = fresh().await;
    let path = "/v2.1/os-quota-class-sets/default";
    let set = client.put(path).json(&json!({ "quota_class_set": { "cores": 21 } })).await;
    assert_eq!((set.status().as_u16(), &set.value()["quota_class_set"]["cores"]), (200, &json!(21)));
    assert_eq!(client.get(path).await.value()["quota_class_set"]["id"], "default");
    assert_eq!(client.get(PATH).await.value()["quota_set"]["cores"], 21);
}

#[tokio::test]
async fn a_wrong_limit_is_refused() {
    let client = fresh().await;
    for limits in [json!({ "bogus": 1 }), json!({ "cores": -2 }), json!({ "cores": "x" }), json!({ "cores": 1.5 })] {
        for (path, name) in [(PATH, "quota_set"), ("/v2.1/os-quota-class-sets/default", "quota_class_set")] {
            let answer = client.put(path).json(&json!({ name: limits })).await;
            assert_eq!(answer.status(), 400, "{path} {limits}");
        }
    }
}

#[tokio::test]
async fn networks_go_with_2_36_and_files_with_2_57() {
    let client = fresh().await;
    let names = async |path: &str, version| {
        let shown = at(client.get(path), version).await.value();
        let sets = ["quota_set", "quota_class_set"].iter().find_map(|name| shown[name].as_object());
        sets.expect("limits").len()
    };
    for (version, set, class) in [("2.35", 15, 13), ("2.36", 11, 13), ("2.50", 11, 11), ("2.57", 8, 8)] {
        assert_eq!(names(PATH, version).await, set, "{version}");
        assert_eq!(names("/v2.1/os-quota-class-sets/default", version).await, class, "{version}");
    }
    let change = json!({ "quota_set": { "floating_ips": 5 } });
    let set = async |version| at(client.put(PATH), version).json(&change).await.status().as_u16();
    assert_eq!((set("2.35").await, set("2.36").await), (200, 400));
    let absolute = async |version| {
        let limits: Value = at(client.get("/v2.1/limits"), version).await.value();
        limits["limits"]["absolute"].as_object().map(|limits| limits.len())
    };
    for (version, expected) in [("2.35", 19), ("2.36", 14), ("2.39", 13), ("2.57", 11)] {
        assert_eq!(absolute(version).await, Some(expected), "{version}");
    }
}
