//! Actions: one POST, and the body's only key selects the handler.

use terrace::TestClient;
use terrace::prelude::*;

use super::post;

versions! {
    Releases: "1.0", "1.1", "1.2"
}

#[model]
struct Reboot {
    kind: String,
}

#[controller(path = "/servers", key = server: u8, versions = Releases, one = "server", many = "servers")]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server: u8) -> Option<u8> {
        (server < 10).then_some(server)
    }

    #[action("reboot", status = 202)]
    async fn reboot(&self, server: Loaded<Servers>, how: Json<Reboot>) -> String {
        format!("{} {}", *server, how.kind)
    }

    #[action("pause")]
    async fn pause(&self) -> Accepted {
        Accepted(())
    }

    #[action("lock", until = V1_1)]
    async fn lock(&self) -> &'static str {
        "lock"
    }

    #[action("lock", since = V1_1)]
    async fn lock_with_reason(&self, why: Json<Option<Reboot>>) -> String {
        format!("lock {:?}", why.into_inner().map(|why| why.kind))
    }

    #[action("shelve", since = V1_2)]
    async fn shelve(&self) {}
}

api! {
    struct Compute(Releases) at "/";
    negotiate: header("api-version");
    controllers: [Servers];
}

fn compute() -> TestClient<Compute> {
    TestClient::new(Compute::new(()))
}

#[tokio::test]
async fn the_key_selects_and_its_value_is_the_body() {
    let answer = post(&compute(), "/servers/1/action", r#"{"reboot": {"kind": "soft"}}"#).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (202, "1 soft"));
    let answer = post(&compute(), "/servers/1/action", r#"{"pause": null}"#).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (202, ""));
}

#[tokio::test]
async fn a_wrong_value_is_told_by_a_pointer_below_the_key() {
    let answer = post(&compute(), "/servers/1/action", r#"{"reboot": {"kind": 5}}"#).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.value()["errors"][0]["pointer"], "/reboot/kind");
}

#[tokio::test]
async fn what_is_no_action_is_refused() {
    for body in
        ["", " ", "{", "{}", "[]", "null", "5", r#""pause""#, r#"["pause"]"#, r#"{"pause": null, "lock": null}"#]
    {
        assert_eq!(post(&compute(), "/servers/1/action", body).await.status(), 400, "{body}");
    }
    let answer = post(&compute(), "/servers/1/action", r#"{"Pause": null}"#).await;
    assert_eq!(
        (answer.status().as_u16(), answer.value()["detail"].as_str()),
        (400, Some("there is no action `Pause`"))
    );
}

#[tokio::test]
async fn the_body_is_looked_at_before_the_member_is_loaded() {
    assert_eq!(post(&compute(), "/servers/11/action", r#"{"paint": null}"#).await.status(), 400);
    assert_eq!(post(&compute(), "/servers/11/action", r#"{"reboot": null}"#).await.status(), 400);
    assert_eq!(post(&compute(), "/servers/11/action", r#"{"pause": null}"#).await.status(), 404);
}

#[tokio::test]
async fn an_action_of_the_path_is_found_by_version() {
    let lock = |version: &'static str| async move {
        let request = compute().post("/servers/1/action").header("api-version", version);
        let answer = request.header("content-type", "application/json").body(r#"{"lock": {"kind": "why"}}"#).await;
        answer.text().to_owned()
    };
    assert_eq!(lock("1.0").await, "lock");
    assert_eq!(lock("1.2").await, "lock Some(\"why\")");
    let answer = post(&compute(), "/servers/1/action", r#"{"shelve": null}"#).await;
    assert_eq!((answer.status().as_u16(), answer.header("api-version")), (404, Some("1.0")));
}

#[tokio::test]
async fn actions_are_json() {
    let answer = compute().post("/servers/1/action").body(r#"{"pause": null}"#).await;
    assert_eq!(answer.status(), 415);
    assert_eq!(compute().get("/servers/1/action").await.status(), 405);
}
