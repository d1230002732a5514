//! Key pairs.

use serde_json::{Value, json};
use terrace::{TestClient, TestResponse};

use crate::{IMAGE, MEMBER, Osapi, at, fault, fresh, of, text};

const PATH: &str = "/v2.1/os-keypairs";
const KEY: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDx8nkQv/zgGgB4rMYmIf+6A4l6Rr+o/6lHBQdW5aYd44bd8JttDCE/F/pNRr0lRE+PiqSPO8nDPHw0010JeMH9gYgnnFlyY3/OcJ02RhIPyyxYpv9FhY+2YiUkpwFOcLImyrxEsYXpD/0d3ac30bNH6Sw9JD9UZHYcpSxsIbECHw== x";
const FINGERPRINT: &str = "1e:2c:9b:56:79:4b:45:77:f9:ca:7a:98:2c:b0:d5:3c";
const USER: &str = "admin";

#[tokio::test]
async fn one_is_imported() {
    let client = fresh().await;
    let made = create(&client, "2.1", json!({ "name": "k", "public_key": KEY })).await;
    let expected = json!({ "name": "k", "public_key": KEY, "fingerprint": FINGERPRINT, "user_id": USER });
    assert_eq!((made.status().as_u16(), made.value()), (200, json!({ "keypair": expected })));

    let listed = client.get(PATH).await.value();
    let expected = json!({ "name": "k", "public_key": KEY, "fingerprint": FINGERPRINT });
    assert_eq!(listed, json!({ "keypairs": [{ "keypair": expected }] }));

    let mut shown = client.get(&format!("{PATH}/k")).await.value()["keypair"].take();
    assert_eq!(text(&shown["created_at"].take()).len(), 20);
    let expected = json!({
        "id": 1, "name": "k", "public_key": KEY, "fingerprint": FINGERPRINT, "user_id": USER, "created_at": null,
        "updated_at": null, "deleted": false, "deleted_at": null,
    });
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn those_of_others_are_for_administrators() {
    let client = fresh().await;
    let new = json!({ "keypair": { "name": "k", "public_key": KEY, "user_id": "other" } });
    assert_eq!(at(client.post(PATH), "2.10").json(&new).await.status(), 201);
    let (all, one) = (format!("{PATH}?user_id=other"), format!("{PATH}/k?user_id=other"));
    for asked in [
        at(client.post(PATH), "2.10").json(&new),
        at(client.get(&all), "2.10"),
        at(client.get(&all), "2.35"),
        at(client.get(&one), "2.10"),
        at(client.delete(&one), "2.10"),
    ] {
        let answer = of(asked, MEMBER).await;
        assert_eq!(answer.status(), 403, "{answer:?}");
    }
}

#[tokio::test]
async fn one_has_a_type_from_2_2_on() {
    let client = fresh().await;
    let made = create(&client, "2.2", json!({ "name": "k", "public_key": KEY, "type": "ssh" })).await;
    assert_eq!((made.status().as_u16(), &made.value()["keypair"]["type"]), (201, &json!("ssh")));
    assert_eq!(create(&client, "2.2", json!({ "name": "l", "public_key": KEY })).await.status(), 201);
    let get = async |path: String| client.get(&path).header("OpenStack-API-Version", "compute 2.2").await.value();
    assert_eq!(get(PATH.to_owned()).await["keypairs"][1]["keypair"]["type"], "ssh");
    assert_eq!(get(format!("{PATH}/k")).await["keypair"]["type"], "ssh");

    let new = json!({ "name": "m", "public_key": KEY, "type": "ssh" });
    assert_eq!(create(&client, "2.1", new).await.status(), 400);
    let new = json!({ "name": "m", "public_key": KEY, "type": "x" });
    assert_eq!(create(&client, "2.2", new).await.status(), 400);
}

#[tokio::test]
async fn one_is_made_where_no_key_is_given() {
    let client = fresh().await;
    let made = create(&client, "2.1", json!({ "name": "k" })).await;
    assert_eq!(made.status(), 200, "{made:?}");
    let keypair = made.value()["keypair"].take();
    assert!(text(&keypair["private_key"]).starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"), "{keypair}");
    assert!(text(&keypair["public_key"]).starts_with("ssh-ed25519 "), "{keypair}");
    let shown = client.get(&format!("{PATH}/k")).await.value()["keypair"].take();
    assert_eq!((&shown["public_key"], shown.get("private_key")), (&keypair["public_key"], None));
}

#[tokio::test]
async fn a_wrong_one_is_refused() {
    let client = fresh().await;
    let answer = create(&client, "2.1", json!({ "name": "k", "public_key": "nope" })).await;
    fault(&answer, 400, "badRequest", "Keypair data is invalid: failed to generate fingerprint");
    for name in ["a\u{0}", " a", "a "] {
        let answer = create(&client, "2.1", json!({ "name": name, "public_key": KEY })).await;
        let message = "An invalid 'name' value was provided. \
                       The name must be: printable characters. Can not start or end with whitespace.";
        fault(&answer, 400, "badRequest", message);
    }
    assert_eq!(create(&client, "2.1", json!({ "name": "" })).await.status(), 400);

    assert_eq!(create(&client, "2.1", json!({ "name": "k", "public_key": KEY })).await.status(), 200);
    let answer = create(&client, "2.1", json!({ "name": "k", "public_key": KEY })).await;
    fault(&answer, 409, "conflictingRequest", "Key pair 'k' already exists.");
}

#[tokio::test]
async fn one_is_deleted() {
    let client = fresh().await;
    for (version, status) in [("2.1", 202), ("2.2", 204)] {
        assert!(create(&client, version, json!({ "name": "k", "public_key": KEY })).await.status().is_success());
        let delete = async || {
            let request = client.delete(&format!("{PATH}/k"));
            request.header("OpenStack-API-Version", format!("compute {version}")).await
        };
        let answer = delete().await;
        assert_eq!((answer.status().as_u16(), answer.text()), (status, ""));
        fault(&delete().await, 404, "itemNotFound", &format!("Keypair k not found for user {USER}"));
    }
}

#[tokio::test]
async fn a_server_is_given_one() {
    let client = fresh().await;
    let new = json!({ "name": "web", "imageRef": IMAGE, "flavorRef": "1", "key_name": "k" });
    let launch = async || client.post("/v2.1/servers").json(&json!({ "server": new })).await;
    fault(&launch().await, 400, "badRequest", "Invalid key_name provided.");
    create(&client, "2.1", json!({ "name": "k", "public_key": KEY })).await;
    let made = launch().await;
    assert_eq!(made.status(), 202, "{made:?}");
    let path = format!("/v2.1/servers/{}", text(&made.value()["server"]["id"]));
    assert_eq!(client.get(&path).await.value()["server"]["key_name"], "k");
}

async fn create(client: &TestClient<Osapi>, version: &str, keypair: Value) -> TestResponse {
    let request = client.post(PATH).header("OpenStack-API-Version", format!("compute {version}"));
    request.json(&json!({ "keypair": keypair })).await
}
