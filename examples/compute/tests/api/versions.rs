//! What microversions change of flavors, key pairs, server groups and servers.

use serde_json::{Value, json};

use crate::{IMAGE, active_server, at, fault, fresh, text};

#[tokio::test]
async fn flavors_are_described() {
    let client = fresh().await;
    let new = || json!({ "flavor": { "name": "a", "id": "a", "ram": 8, "vcpus": 1, "disk": 1, "description": "d" } });
    assert_eq!(at(client.post("/v2.1/flavors"), "2.54").json(&new()).await.status(), 400);
    let made = at(client.post("/v2.1/flavors"), "2.55").json(&new()).await;
    assert_eq!((made.status().as_u16(), &made.value()["flavor"]["description"]), (200, &json!("d")));
    let change = json!({ "flavor": { "description": "e" } });
    assert_eq!(at(client.put("/v2.1/flavors/a"), "2.54").json(&change).await.status(), 404);
    let changed = at(client.put("/v2.1/flavors/a"), "2.61").json(&change).await.value()["flavor"].take();
    assert_eq!((&changed["description"], &changed["extra_specs"]), (&json!("e"), &json!({})));

    let flavor = async |version| at(client.get("/v2.1/flavors/a"), version).await.value()["flavor"].take();
    assert_eq!((flavor("2.74").await["swap"].clone(), flavor("2.75").await["swap"].clone()), (json!(""), json!(0)));
    for (version, expected) in [("2.1", 11), ("2.55", 12), ("2.61", 13), ("2.101", 13), ("2.102", 11)] {
        let flavor = flavor(version).await;
        assert_eq!(flavor.as_object().map(|flavor| flavor.len()), Some(expected), "{version}: {flavor}");
    }
    let listed = at(client.get("/v2.1/flavors?limit=1"), "2.55").await.value();
    assert_eq!(listed["flavors"][0]["description"], Value::Null);
}

#[tokio::test]
async fn numbers_may_be_texts() {
    let client = fresh().await;
    let new = json!({ "flavor": { "name": "a", "ram": "640", "vcpus": "2", "disk": "10", "swap": "5" } });
    let made = client.post("/v2.1/flavors").json(&new).await.value()["flavor"].take();
    assert_eq!((&made["ram"], &made["swap"]), (&json!(640), &json!(5)));
}

#[tokio::test]
async fn extra_specs_are_looked_at_from_2_86_on() {
    let client = fresh().await;
    let specs = json!({ "extra_specs": { "hw:cpu_policy": "sharrred" } });
    let set = async |version| at(client.post("/v2.1/flavors/1/os-extra_specs"), version).json(&specs).await;
    assert_eq!(set("2.85").await.status(), 200);
    let message = "Validation failed; 'sharrred' is not one of: dedicated, shared, mixed.";
    fault(&set("2.86").await, 400, "badRequest", message);
}

#[tokio::test]
async fn key_pairs_have_owners_pages_and_other_names() {
    let client = fresh().await;
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS x";
    let create = async |version, keypair: Value| {
        at(client.post("/v2.1/os-keypairs"), version).json(&json!({ "keypair": keypair })).await
    };
    let other = json!({ "name": "k", "public_key": key, "user_id": "other" });
    assert_eq!(create("2.9", other.clone()).await.status(), 400);
    assert_eq!(create("2.10", other).await.status(), 201);
    for name in ["a", "b"] {
        assert_eq!(create("2.10", json!({ "name": name, "public_key": key })).await.status(), 201);
    }
    let get = async |path: &str, version| at(client.get(&format!("/v2.1/os-keypairs{path}")), version).await;
    assert_eq!(get("/k", "2.10").await.status(), 404);
    assert_eq!(get("/k?user_id=other", "2.10").await.value()["keypair"]["user_id"], "other");
    let page = get("?limit=1", "2.35").await.value();
    assert_eq!((&page["keypairs"][0]["keypair"]["name"], page["keypairs_links"].is_array()), (&json!("a"), true));
    assert_eq!(get("?limit=1&marker=a", "2.35").await.value()["keypairs"][0]["keypair"]["name"], "b");
    assert_eq!(get("?marker=zz", "2.35").await.status(), 400);

    let odd = json!({ "name": "me@home", "public_key": key });
    fault(
        &create("2.91", odd.clone()).await,
        400,
        "badRequest",
        "Keypair data is invalid: Keypair name contains unsafe characters",
    );
    assert_eq!(create("2.92", odd).await.status(), 201);
    assert_eq!(create("2.91", json!({ "name": "made" })).await.status(), 201);
    assert_eq!(create("2.92", json!({ "name": "made too" })).await.status(), 400);
    assert_eq!(at(client.delete("/v2.1/os-keypairs/k?user_id=other"), "2.10").await.status(), 204);
}

#[tokio::test]
async fn server_groups_have_one_policy_and_rules() {
    let client = fresh().await;
    let create = async |version, group: Value| {
        at(client.post("/v2.1/os-server-groups"), version).json(&json!({ "server_group": group })).await
    };
    let soft = json!({ "name": "g", "policies": ["soft-affinity"] });
    assert_eq!(create("2.14", soft.clone()).await.status(), 400);
    let made = create("2.15", soft).await.value()["server_group"].take();
    assert_eq!((&made["policies"], made["user_id"].is_string()), (&json!(["soft-affinity"]), true));
    let made = create("2.64", json!({ "name": "g", "policy": "anti-affinity" })).await.value()["server_group"].take();
    assert_eq!((&made["policy"], &made["rules"], made.get("metadata")), (&json!("anti-affinity"), &json!({}), None));
    assert_eq!(create("2.64", json!({ "name": "g", "policies": ["affinity"] })).await.status(), 400);
    for (policy, most, status) in [("anti-affinity", 3, 409), ("anti-affinity", 1, 200), ("affinity", 3, 400)] {
        let group = json!({ "name": "g", "policy": policy, "rules": { "max_server_per_host": most } });
        assert_eq!(create("2.64", group.clone()).await.status(), status, "{group}");
    }
    let shown = client.get(&format!("/v2.1/os-server-groups/{}", text(&made["id"]))).await.value();
    assert_eq!(shown["server_group"]["policies"], json!(["anti-affinity"]));
}

#[tokio::test]
async fn servers_show_more_and_more() {
    let client = fresh().await;
    let path = active_server(&client, "Web 1").await;
    let server = async |version| at(client.get(&path), version).await.value()["server"].take();
    let first = server("2.1").await.as_object().expect("a server").len();
    for (version, more) in [
        ("2.3", 7),
        ("2.9", 8),
        ("2.16", 9),
        ("2.19", 10),
        ("2.26", 11),
        ("2.63", 12),
        ("2.71", 13),
        ("2.73", 14),
        ("2.96", 15),
        ("2.100", 16),
    ] {
        assert_eq!(server(version).await.as_object().map(|server| server.len()), Some(first + more), "{version}");
    }
    let newest = server("2.104").await;
    assert_eq!((&newest["OS-EXT-SRV-ATTR:hostname"], &newest["host_status"]), (&json!("web-1"), &json!("UP")));
    assert_eq!((&newest["flavor"]["original_name"], &newest["image"]["properties"]), (&json!("m1.tiny"), &json!({})));
    assert_eq!(server("2.46").await["flavor"]["id"], "1");
}

#[tokio::test]
async fn servers_are_changed_in_more_and_more_ways() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let change = async |version, server: Value| at(client.put(&path), version).json(&json!({ "server": server })).await;
    assert_eq!(change("2.18", json!({ "description": "d" })).await.status(), 400);
    assert_eq!(change("2.19", json!({ "description": "d" })).await.value()["server"]["description"], "d");
    assert_eq!(change("2.19", json!({ "description": null })).await.value()["server"]["description"], Value::Null);
    assert_eq!(change("2.74", json!({ "name": "a" })).await.value()["server"].get("key_name"), None);
    assert_eq!(change("2.75", json!({ "name": "b" })).await.value()["server"]["key_name"], Value::Null);
    assert_eq!(change("2.89", json!({ "hostname": "h" })).await.status(), 400);
    let changed = change("2.90", json!({ "hostname": "h" })).await;
    assert_eq!(changed.value()["server"]["OS-EXT-SRV-ATTR:hostname"], "h");
    assert_eq!(change("2.1", json!({ "name": " c" })).await.status(), 400);
}

#[tokio::test]
async fn servers_are_made_in_more_and_more_ways() {
    let client = fresh().await;
    let create = async |version, more: Value| {
        let mut server = json!({ "name": "web", "imageRef": IMAGE, "flavorRef": "1" });
        server.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        at(client.post("/v2.1/servers"), version).json(&json!({ "server": server })).await.status().as_u16()
    };
    assert_eq!((create("2.36", json!({})).await, create("2.37", json!({})).await), (202, 400));
    for networks in [json!("auto"), json!("none"), json!([])] {
        assert_eq!(create("2.37", json!({ "networks": networks })).await, 202, "{networks}");
    }
    assert_eq!(create("2.37", json!({ "networks": "some" })).await, 400);
    let tagged = json!({ "networks": "none", "tags": ["a"] });
    assert_eq!((create("2.51", tagged.clone()).await, create("2.52", tagged).await), (400, 202));
    let named = json!({ "networks": "none", "hostname": "h" });
    assert_eq!((create("2.89", named.clone()).await, create("2.90", named).await), (400, 202));
}

#[tokio::test]
async fn a_lock_has_a_reason_from_2_73_on() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let act = async |version, action: Value| {
        at(client.post(&format!("{path}/action")), version).json(&action).await.status().as_u16()
    };
    assert_eq!(act("2.73", json!({ "lock": { "locked_reason": "mine" } })).await, 202);
    let server = at(client.get(&path), "2.73").await.value()["server"].take();
    assert_eq!((&server["locked"], &server["locked_reason"]), (&json!(true), &json!("mine")));
    assert_eq!(act("2.73", json!({ "lock": { "reason": "mine" } })).await, 400);
    assert_eq!(act("2.73", json!({ "lock": null })).await, 202);
}

#[tokio::test]
async fn administrators_say_in_which_state_a_server_is() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let reset = async |state| {
        let action = json!({ "os-resetState": { "state": state } });
        client.post(&format!("{path}/action")).json(&action).await.status().as_u16()
    };
    assert_eq!((reset("error").await, reset("paused").await), (202, 400));
    assert_eq!(client.get(&path).await.value()["server"]["status"], "ERROR");
}

#[tokio::test]
async fn a_server_is_looked_into() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let told = client.get(&format!("{path}/diagnostics")).await.value();
    assert_eq!(told["memory"], 512 << 10);
    let told = at(client.get(&format!("{path}/diagnostics")), "2.48").await.value();
    assert_eq!((&told["state"], &told["num_cpus"]), (&json!("running"), &json!(1)));
    let act = async |version, action: Value| at(client.post(&format!("{path}/action")), version).json(&action).await;
    let output = act("2.1", json!({ "os-getConsoleOutput": { "length": 1 } })).await.value();
    assert_eq!(output["output"], "no such machine was ever built");
    for action in ["os-getVNCConsole", "os-getSPICEConsole", "os-getSerialConsole"] {
        let answer = act("2.5", json!({ action: { "type": "novnc" } })).await;
        fault(&answer, 400, "badRequest", "Unavailable console type novnc.");
        assert_eq!(act("2.6", json!({ action: { "type": "novnc" } })).await.status(), 404);
    }
    let console = json!({ "remote_console": { "protocol": "vnc", "type": "novnc" } });
    let answer = at(client.post(&format!("{path}/remote-consoles")), "2.6").json(&console).await;
    fault(&answer, 400, "badRequest", "Unavailable console type novnc.");
    for action in ["addFloatingIp", "removeFloatingIp"] {
        let answer = act("2.43", json!({ action: { "address": "192.0.2.1" } })).await;
        fault(&answer, 404, "itemNotFound", "Floating IP not found for address 192.0.2.1.");
        assert_eq!(act("2.44", json!({ action: { "address": "192.0.2.1" } })).await.status(), 404);
    }
    assert_eq!(client.post(&format!("{path}/action")).json(&json!({ "os-stop": null })).await.status(), 202);
    crate::settled(&client, &path, "SHUTOFF").await;
    assert_eq!(client.get(&format!("{path}/diagnostics")).await.status(), 409);
    assert_eq!(at(client.get(&format!("{path}/diagnostics")), "2.48").await.status(), 409);
}
