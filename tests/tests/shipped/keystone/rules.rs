//! What a token may be used for, and who decides.

use serde_json::json;
use terrace::filters::keystone::IdentityStatus;

use super::*;

/// One that may look at Jane, and at nothing else.
fn restricted() -> Value {
    let rules = json!([
        { "id": "1", "service": "compute", "method": "GET", "path": "/me/{name}" },
        { "id": "2", "service": "image", "method": "GET", "path": "/me" },
        { "id": "3", "service": "compute", "method": "POST", "path": "/me" },
    ]);
    changed("application_credential", json!({ "id": "c", "name": "c", "restricted": true, "access_rules": rules }))
}

#[tokio::test]
async fn access_rules_are_kept() {
    let keystone = Keystone::start().await;
    keystone.knows("restricted", restricted());
    let with = async |more: &str, path: &str| {
        keystone.client(more).get(path).header("x-auth-token", "restricted").await.status().as_u16()
    };
    let compute = "service_type = 'compute'";
    assert_eq!(with(compute, "/me/jane").await, 200);
    assert_eq!(with(compute, "/me").await, 401);
    // The API takes a slash for one however it is written.
    assert_eq!(with(compute, "/me/jane%2Ftags").await, 401);
    assert_eq!(with(compute, "/me//jane").await, 200);
    assert_eq!(with("", "/me/jane").await, 401, "nobody says which service this is");
    assert_eq!(with("service_type = 'volume'", "/me/jane").await, 401, "it is not in the catalogue");

    keystone.knows("unrestricted", changed("application_credential", json!({ "id": "c", "name": "c" })));
    let unrestricted = keystone.client("");
    assert_eq!(status(&unrestricted, "unrestricted").await, 200);
}

#[tokio::test]
async fn a_service_says_that_it_is_one() {
    let keystone = Keystone::start().await;
    keystone.knows("service", changed("roles", json!([{ "id": "r", "name": "service" }])));
    keystone.knows("restricted", restricted());
    let client = keystone.client("service_type = 'compute'");
    let with = async |token: &str, service: &str| {
        let asked = client.get("/me").header("x-auth-token", token).header("x-service-token", service);
        asked.await.status().as_u16()
    };
    assert_eq!(with("right", "service").await, 200);
    assert_eq!(with("right", "right").await, 401, "no service");
    assert_eq!(with("right", "forged").await, 401);
    assert_eq!(with("right", "").await, 401);
    assert_eq!(with("forged", "service").await, 401);
    assert_eq!(with("restricted", "service").await, 200, "a request that its user has not made");
    let roles = keystone.client("service_token_roles = ['admin', 'member']");
    let asked = roles.get("/me").header("x-auth-token", "right").header("x-service-token", "right");
    assert_eq!(asked.await.status(), 200);
}

#[tokio::test]
async fn a_service_may_take_so_long_that_the_token_of_its_user_expires() {
    let keystone = Keystone::start().await;
    let mut service = changed("roles", json!([{ "id": "r", "name": "service" }]));
    keystone.knows("service", service.clone());
    service["expires_at"] = json!(moment(-60));
    keystone.knows("late service", service);
    keystone.knows("late", changed("expires_at", json!(moment(-60))));
    let with = async |client: &TestClient<Site>, token: &str, service: &str| {
        let asked = client.get("/me").header("x-auth-token", token).header("x-service-token", service);
        asked.await.status().as_u16()
    };
    let client = keystone.client("");
    assert_eq!(status(&client, "late").await, 401);
    assert_eq!(with(&client, "late", "service").await, 200);
    assert!(keystone.state().heads.iter().any(|head| head.starts_with("GET /v3/auth/tokens?allow_expired=1 ")));
    let asked = keystone.counts();
    assert_eq!(with(&client, "late", "service").await, 200);
    assert_eq!(keystone.counts(), asked, "it is known");
    assert_eq!(status(&client, "late").await, 401, "for others it is worth nothing still");
    assert_eq!(with(&client, "late", "right").await, 401, "no service");
    assert_eq!(with(&client, "right", "late service").await, 401);

    let lenient = keystone.client("service_token_roles_required = false\ninclude_service_catalog = false");
    assert_eq!(with(&lenient, "right", "right").await, 200);
    assert_eq!(with(&lenient, "late", "right").await, 401, "no service");
    assert_eq!(with(&lenient, "late", "service").await, 200);
    assert!(
        keystone.state().heads.iter().any(|head| head.starts_with("GET /v3/auth/tokens?nocatalog&allow_expired=1 "))
    );
}

pipeline! { Open: [AuthToken] }
pipeline! { Known: [KeystoneContext] }

/// What everybody may know.
#[controller(path = "/public")]
struct Public;

#[routes]
impl Public {
    /// Say whether somebody asks.
    #[index]
    async fn index(&self, status: IdentityStatus) -> String {
        status.token().map_or("nobody", |token| &token.user.name).to_owned()
    }
}

/// What nobody else may know.
#[controller(path = "/private", pipeline = Known)]
struct Private;

#[routes]
impl Private {
    /// Say who asks.
    #[index]
    #[policy(public)]
    async fn index(&self, who: Identity) -> String {
        who.user().to_owned()
    }
}

api! {
    struct Delayed at "/";
    pipeline: Open;
    controllers: [Public, Private];
}

#[tokio::test]
async fn those_behind_decide_where_that_is_set() {
    let keystone = Keystone::start().await;
    let client = TestClient::new(Delayed::new(told(&keystone.url, "delay_auth_decision = true")));
    let public = async |token: &str| client.get("/public").header("x-auth-token", token).await.text().to_owned();
    assert_eq!(public("right").await, "jane");
    assert_eq!(public("forged").await, "nobody");
    assert_eq!(client.get("/public").await.text(), "nobody");
    let private = async |token: &str| client.get("/private").header("x-auth-token", token).await;
    assert_eq!(private("right").await.text(), "u1");
    let refused = private("forged").await;
    assert_eq!((refused.status().as_u16(), refused.header("content-type")), (401, Some("application/problem+json")));
    assert_eq!(refused.header("www-authenticate"), Some(&*format!(r#"Keystone uri="{}/v3""#, keystone.url)));
    keystone.fails(Fault { question: Some("hello".to_owned()), ..Fault::default() });
    assert_eq!(public("new").await, "nobody");
    assert_eq!(private("new").await.status(), 401);
}
