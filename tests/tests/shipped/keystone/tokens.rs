//! What tokens are worth.

use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn a_right_token_says_who_asks() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    for _ in 0..3 {
        assert_eq!(ask(&client, "right").await.text(), r#"u1 p1 ["member", "reader"]"#);
    }
    let stored = client.get("/me").header("x-storage-token", "right").await;
    assert_eq!(stored.status(), 200);
    let told = client.get("/me/token").header("x-auth-token", "right").await;
    assert_eq!(told.text(), "jane of Default, shop of Default, images at https://image.example");
    let state = keystone.state();
    assert_eq!((state.logins, state.asked), (1, 1));
    assert_eq!(header(&state.heads[0], "openstack-identity-access-rules"), "1");
    assert!(state.heads[0].starts_with("GET /v3/auth/tokens HTTP"), "{}", state.heads[0]);
}

#[tokio::test]
async fn a_token_is_for_a_project_a_domain_the_system_or_nothing() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    let without = |fields: Value| {
        let mut token = token();
        token.as_object_mut().expect("an object").remove("project");
        for (name, value) in fields.as_object().expect("an object") {
            token[name] = value.clone();
        }
        token
    };
    keystone.knows("domain", without(json!({ "domain": { "id": "d1", "name": "north" } })));
    keystone.knows("system", without(json!({ "system": { "all": true } })));
    keystone.knows("unscoped", without(json!({ "roles": [] })));
    assert_eq!(ask(&client, "domain").await.text(), r#"u1 d1 ["member", "reader"]"#);
    assert_eq!(ask(&client, "system").await.text(), r#"u1 all ["member", "reader"]"#);
    assert_eq!(ask(&client, "unscoped").await.text(), "u1 - []");
}

/// As OpenStack's services answer whom they do not know.
fn is_refused(answer: &TestResponse, keystone: &str) {
    let told = json!({ "error": {
        "code": 401, "title": "Unauthorized", "message": "The request you have made requires authentication."
    } });
    assert_eq!((answer.status().as_u16(), answer.value()), (401, told));
    let challenge = format!(r#"Keystone uri="{keystone}/v3""#);
    assert_eq!(answer.header("www-authenticate"), Some(&*challenge));
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn without_a_token_nobody_gets_in_and_keystone_is_not_asked() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    let named = |name: &'static str, value: &'static str| client.get("/me").header(name, value);
    for answer in [
        client.get("/me").await,
        client.get("/nothing").await,
        named("x-auth-token", "").await,
        named("x-auth-token", "").header("x-storage-token", "right").await,
        named("x-auth-token", "right").header("x-auth-token", "right").await,
        named("authorization", "Bearer right").await,
        named("x-auth-user", "jane").header("x-auth-project-id", "shop").await,
        named("x-user-id", "u1").header("x-identity-status", "Confirmed").header("x-roles", "admin").await,
    ] {
        is_refused(&answer, &keystone.url);
    }
    let public = keystone.client("www_authenticate_uri = 'https://keystone.example'");
    let challenge = r#"Keystone uri="https://keystone.example""#;
    assert_eq!(public.get("/me").await.header("www-authenticate"), Some(challenge));
    assert_eq!(keystone.counts(), (0, 0));
}

#[tokio::test]
async fn what_keystone_does_not_know_gets_nobody_in() {
    let keystone = Keystone::start().await;
    let client = keystone.client("refused_cache_time = '1h'");
    keystone.knows("expired", changed("expires_at", json!(moment(-1))));
    for token in ["forged", "expired", "forged", "expired"] {
        is_refused(&ask(&client, token).await, &keystone.url);
    }
    assert_eq!(keystone.state().asked, 2, "that they are worth nothing is known");
    // Whatever is in a header goes there as it is, and comes back.
    let odd = client.get("/me").header("x-auth-token", "a b\u{e9}").await;
    is_refused(&odd, &keystone.url);
}

#[tokio::test]
async fn nothing_from_outside_says_who_asks() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    let mut asked = client.get("/me/headers").header("x-auth-token", "right").header("x-other", "stays");
    for name in ["x-user-id", "x-roles", "X-Identity-Status", "x-service-project-id", "openstack-system-scope"] {
        asked = asked.header(name, "admin");
    }
    assert_eq!(asked.await.text(), r#"0 Some("stays")"#);
}

#[tokio::test]
async fn a_revoked_token_is_known_for_as_long_as_is_set() {
    let keystone = Keystone::start().await;
    let (short, long) = (keystone.client("token_cache_time = '300ms'"), keystone.client("token_cache_time = '1h'"));
    assert_eq!((status(&short, "right").await, status(&long, "right").await), (200, 200));
    keystone.state().tokens.clear();
    until_refused(&short, "right").await;
    assert_eq!(status(&long, "right").await, 200);
}

#[tokio::test]
async fn nothing_is_known_of_a_token_when_it_has_ended() {
    let keystone = Keystone::start().await;
    let client = keystone.client("token_cache_time = '1h'");
    keystone.knows("ending", changed("expires_at", json!(moment(2))));
    assert_eq!(status(&client, "ending").await, 200);
    until_refused(&client, "ending").await;
}

/// Asks until it is refused, which is soon.
async fn until_refused(client: &TestClient<Site>, token: &str) {
    for _ in 0..500 {
        if status(client, token).await == 401 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{token} still gets in");
}
