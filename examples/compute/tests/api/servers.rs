//! Servers, and what can be done to them.

use serde_json::{Value, json};

use crate::{IMAGE, NOBODY, active_server, each, fault, fresh, server, settled, stuck, text};

#[tokio::test]
async fn one_is_made_and_becomes_active() {
    let client = fresh().await;
    let new = json!({ "name": "web", "imageRef": IMAGE, "flavorRef": "1", "metadata": { "role": "web" } });
    let answer = client.post("/v2.1/servers").header("host", "compute.example").json(&json!({ "server": new })).await;
    assert_eq!(answer.status(), 202, "{answer:?}");
    let made = answer.value()["server"].take();
    let path = format!("/v2.1/servers/{}", text(&made["id"]));
    let location = format!("http://compute.example{path}");
    assert_eq!(answer.header("location"), Some(&*location));
    assert_eq!(made["links"][0], json!({ "rel": "self", "href": location }));
    assert_eq!(made["OS-DCF:diskConfig"], "MANUAL");
    assert_eq!(made["security_groups"], json!([{ "name": "default" }]));
    assert!(!text(&made["adminPass"]).is_empty());

    let server = settled(&client, &path, "ACTIVE").await;
    assert_eq!((text(&server["name"]), &server["metadata"]), ("web", &json!({ "role": "web" })));
    assert_eq!((&server["flavor"]["id"], &server["image"]["id"]), (&json!("1"), &json!(IMAGE)));
    assert_eq!((&server["OS-EXT-STS:vm_state"], &server["OS-EXT-STS:power_state"]), (&json!("active"), &json!(1)));
    assert_eq!(server["addresses"]["private"][0]["addr"], "10.0.0.1");
    assert_eq!(server["OS-EXT-SRV-ATTR:instance_name"], "instance-00000001");
}

#[tokio::test]
async fn one_has_nova_s_fields() {
    let client = fresh().await;
    let shown = client.get(&active_server(&client, "web").await).await.value();
    let mut names: Vec<_> = shown["server"].as_object().expect("a server").keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut expected = [
        "accessIPv4",
        "accessIPv6",
        "addresses",
        "created",
        "flavor",
        "hostId",
        "id",
        "image",
        "links",
        "metadata",
        "name",
        "status",
        "tenant_id",
        "user_id",
        "updated",
        "OS-DCF:diskConfig",
        "progress",
        "OS-EXT-AZ:availability_zone",
        "config_drive",
        "key_name",
        "OS-SRV-USG:launched_at",
        "OS-SRV-USG:terminated_at",
        "OS-EXT-SRV-ATTR:host",
        "OS-EXT-SRV-ATTR:instance_name",
        "OS-EXT-SRV-ATTR:hypervisor_hostname",
        "OS-EXT-STS:task_state",
        "OS-EXT-STS:vm_state",
        "OS-EXT-STS:power_state",
        "os-extended-volumes:volumes_attached",
    ];
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[tokio::test]
async fn the_command_line_client_s_body_is_read() {
    let disk = json!({
        "uuid": IMAGE, "boot_index": 0, "source_type": "image", "destination_type": "local", "delete_on_termination": true,
    });
    let new = json!({
        "name": "web", "imageRef": IMAGE, "flavorRef": "1", "networks": [], "min_count": 1, "max_count": 1,
        "block_device_mapping_v2": [disk],
    });
    let answer = fresh().await.post("/v2.1/servers").json(&json!({ "server": new })).await;
    assert_eq!(answer.status(), 202, "{answer:?}");
}

#[tokio::test]
async fn one_without_a_flavor_or_an_image_is_not_made() {
    let client = fresh().await;
    let create = async |flavor: &str, image: &str| {
        let new = json!({ "name": "web", "imageRef": image, "flavorRef": flavor });
        client.post("/v2.1/servers").json(&json!({ "server": new })).await
    };
    fault(&create("nope", IMAGE).await, 400, "badRequest", "Flavor nope could not be found.");
    fault(&create("1", NOBODY).await, 400, "badRequest", "Can not find requested image");
    assert_eq!(client.get("/v2.1/servers").await.value(), json!({ "servers": [] }));
}

#[tokio::test]
async fn one_that_is_not_there_is_not_found() {
    let client = fresh().await;
    let path = format!("/v2.1/servers/{NOBODY}");
    let message = format!("Instance {NOBODY} could not be found.");
    fault(&client.get(&path).await, 404, "itemNotFound", &message);
    fault(&client.delete(&path).await, 404, "itemNotFound", &message);
    let answer = client.post(&format!("{path}/action")).json(&json!({ "pause": null })).await;
    fault(&answer, 404, "itemNotFound", &message);

    let answer = client.get("/v2.1/servers/second").await;
    assert_eq!((answer.status().as_u16(), &answer.value()["itemNotFound"]["code"]), (404, &json!(404)));
}

#[tokio::test]
async fn one_is_deleted() {
    let client = fresh().await;
    let path = server(&client, "web").await;
    let answer = client.delete(&path).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (204, ""));
    assert_eq!(client.get(&path).await.status(), 404);
}

#[tokio::test]
async fn a_list_is_filtered_and_sorted() {
    let client = fresh().await;
    for name in ["first", "second", "third"] {
        active_server(&client, name).await;
    }
    let check = async |query: &str, expected: &[&str]| {
        let listed = client.get(&format!("/v2.1/servers?{query}")).await.value();
        assert_eq!(each(&listed["servers"], "name"), expected, "{query}");
        let detailed = client.get(&format!("/v2.1/servers/detail?{query}")).await.value();
        assert_eq!(each(&detailed["servers"], "name"), expected, "{query}");
    };
    check("", &["third", "second", "first"]).await;
    check("name=sec&deleted=False", &["second"]).await;
    check("deleted=True", &[]).await;
    check("status=ACTIVE&all_tenants=True", &["third", "second", "first"]).await;
    check("status=PAUSED", &[]).await;
    check("flavor=1", &["third", "second", "first"]).await;
    check("flavor=2", &[]).await;
    check(&format!("image={NOBODY}"), &[]).await;
    check("sort_key=display_name&sort_dir=asc", &["first", "second", "third"]).await;
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let client = fresh().await;
    let first = server(&client, "first").await;
    let second = server(&client, "second").await;
    let page = client.get("/v2.1/servers?limit=1").header("host", "compute.example").await.value();
    assert_eq!(each(&page["servers"], "name"), ["second"]);
    let marker = second.rsplit('/').next().expect("an id");
    let next = format!("http://compute.example/v2.1/servers?limit=1&marker={marker}");
    assert_eq!(page["servers_links"], json!([{ "rel": "next", "href": next }]));

    let last = client.get(&format!("/v2.1/servers?limit=2&marker={marker}")).await.value();
    assert_eq!(each(&last["servers"], "id"), [first.rsplit('/').next().expect("an id")]);
    assert_eq!(last.get("servers_links"), None);
    let marker = format!("/v2.1/servers?marker={NOBODY}");
    fault(&client.get(&marker).await, 400, "badRequest", &format!("marker [{NOBODY}] not found"));
    fault(&client.get("/v2.1/servers?marker=x").await, 400, "badRequest", "marker [x] not found");
}

#[tokio::test]
async fn one_is_rebooted_paused_and_stopped_and_set_going_again() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    for (action, status) in [
        (json!({ "reboot": { "type": "SOFT" } }), "ACTIVE"),
        (json!({ "reboot": { "type": "HARD" } }), "ACTIVE"),
        (json!({ "pause": null }), "PAUSED"),
        (json!({ "unpause": null }), "ACTIVE"),
        (json!({ "os-stop": null }), "SHUTOFF"),
        (json!({ "os-start": null }), "ACTIVE"),
    ] {
        let answer = client.post(&format!("{path}/action")).header("accept", "").json(&action).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (202, ""), "{action}");
        settled(&client, &path, status).await;
    }
}

#[tokio::test]
async fn an_action_in_a_wrong_state_is_a_conflict() {
    let client = stuck().await;
    let path = server(&client, "web").await;
    let id = path.rsplit('/').next().expect("an id");
    for (action, name) in [
        (json!({ "pause": null }), "pause"),
        (json!({ "unpause": null }), "unpause"),
        (json!({ "os-stop": null }), "stop"),
        (json!({ "os-start": null }), "start"),
        (json!({ "reboot": { "type": "SOFT" } }), "reboot"),
    ] {
        let answer = client.post(&format!("{path}/action")).json(&action).await;
        let message = format!("Cannot '{name}' instance {id} while it is in vm_state building");
        fault(&answer, 409, "conflictingRequest", &message);
    }
}

#[tokio::test]
async fn a_locked_one_is_left_alone_until_it_is_unlocked() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let id = path.rsplit('/').next().expect("an id");
    let act = async |action: Value| client.post(&format!("{path}/action")).json(&action).await;
    for _ in 0..2 {
        let answer = act(json!({ "lock": null })).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (202, ""));
    }
    let message = format!("Instance {id} is locked");
    for action in [json!({ "pause": null }), json!({ "os-stop": null }), json!({ "reboot": { "type": "HARD" } })] {
        fault(&act(action).await, 409, "conflictingRequest", &message);
    }
    fault(&client.delete(&path).await, 409, "conflictingRequest", &message);
    fault(&client.delete(&format!("{path}/metadata/k")).await, 409, "conflictingRequest", &message);
    let answer = client.put(&path).json(&json!({ "server": { "name": "db" } })).await;
    assert_eq!(answer.status(), 200, "{answer:?}");

    assert_eq!(act(json!({ "unlock": null })).await.status(), 202);
    assert_eq!(client.delete(&path).await.status(), 204);
}

#[tokio::test]
async fn one_is_changed() {
    let client = fresh().await;
    let path = active_server(&client, "web").await;
    let change = async |server: Value| client.put(&path).json(&json!({ "server": server })).await;
    let answer = change(json!({ "name": "db", "accessIPv4": "192.0.2.1" })).await;
    assert_eq!(answer.status(), 200, "{answer:?}");
    let answer = change(json!({ "accessIPv6": "2001:db8::1" })).await.value();
    let server = &answer["server"];
    assert_eq!((text(&server["name"]), text(&server["accessIPv4"])), ("db", "192.0.2.1"));
    assert_eq!(server["accessIPv6"], "2001:db8::1");
    let shown = client.get(&path).await.value();
    let fields = server.as_object().expect("a server");
    assert_eq!(fields.len(), 17, "{server}");
    for (name, value) in fields {
        assert_eq!(shown["server"][name], *value, "{name}");
    }

    for wrong in [json!({ "name": "" }), json!({ "accessIPv4": "x" }), json!({ "description": "d" })] {
        let answer = change(wrong.clone()).await;
        assert_eq!((answer.status().as_u16(), &answer.value()["badRequest"]["code"]), (400, &json!(400)), "{wrong}");
    }
}

#[tokio::test]
async fn what_is_no_action_is_refused() {
    let client = fresh().await;
    let path = format!("{}/action", active_server(&client, "web").await);
    let check = async |body: Value, message: &str| {
        fault(&client.post(&path).json(&body).await, 400, "badRequest", message);
    };
    check(json!({ "noSuchAction": null }), "There is no such action: noSuchAction").await;
    check(json!({ "Pause": null }), "There is no such action: Pause").await;
    check(json!({}), "Malformed request body").await;
    check(json!({ "pause": null, "unpause": null }), "Malformed request body").await;
    let answer = client.post(&path).json(&json!({ "reboot": { "type": "SIDEWAYS" } })).await;
    assert_eq!(answer.status(), 400);
}
