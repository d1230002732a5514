//! `NoAuth`: whoever asks is believed, and whoever says nothing is given a token.

use terrace::filters::NoAuth;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{Identity, Settings, TestClient};

pipeline! { NoAuth2: [NoAuth] }

/// Who asks.
#[controller(path = "/me")]
struct Me;

#[routes]
impl Me {
    /// Say who asks.
    #[index]
    #[policy(public)]
    async fn index(&self, who: Identity) -> String {
        format!("{} {} {}", who.user(), who.project().unwrap_or("-"), who.roles().join(" "))
    }
}

api! {
    struct Site at "/v2.1";
    errors: openstack;
    pipeline: NoAuth2;
    controllers: [Me];
}

fn client() -> TestClient<Site> {
    TestClient::new(Site::new(NoAuth::default()))
}

#[tokio::test]
async fn a_token_is_a_user_and_a_project() {
    for (token, expected) in [
        ("jane:shop", "jane shop member reader"),
        ("jane:shop:more", "jane shop:more member reader"),
        ("jane", "jane jane member reader"),
        ("jane:", "jane jane member reader"),
        ("admin:shop", "admin shop admin"),
        ("reader:shop", "reader shop reader"),
        ("Admin:shop", "Admin shop member reader"),
        ("", "  member reader"),
    ] {
        let answer = client().get("/v2.1/me").header("x-auth-token", token).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (200, expected), "{token}");
    }
}

#[tokio::test]
async fn whoever_has_no_token_is_given_one_before_anything_is_looked_at() {
    let get = |path| client().get(path).header("host", "nova:8774");
    let told = |answer: &terrace::TestResponse| {
        let header = |name| answer.header(name).unwrap_or_default().to_owned();
        (answer.status().as_u16(), header("x-auth-token"), header("x-server-management-url"))
    };
    let expected = |token: &str, url: &str| (204, token.to_owned(), url.to_owned());
    assert_eq!(told(&get("/v2.1/me").await), expected("admin:admin", "http://nova:8774/v2.1/me/admin"));
    assert_eq!(told(&get("/v2.1/nothing/").await), expected("admin:admin", "http://nova:8774/v2.1/nothing/admin"));
    let named = get("/v2.1/me").header("x-auth-user", "jane").header("x-auth-project-id", "p1").await;
    assert_eq!(told(&named), expected("jane:p1", "http://nova:8774/v2.1/me/p1"));
    let posted = client().post("/v2.1/me").header("host", "nova").body("{").await;
    assert_eq!(told(&posted), expected("admin:admin", "http://nova/v2.1/me/admin"));
    assert!(posted.header("x-openstack-request-id").is_some());
    assert_eq!(client().get("/v2.1/me").header("host", "a/b").await.status(), 400);
}

/// What the service is told.
#[derive(Settings)]
struct Told {
    no_auth: NoAuth,
}

#[tokio::test]
async fn the_administrator_is_a_setting() {
    let file = "[no_auth]\nadministrator = 'root'";
    let told = Sources::none().text("site.toml", file).read::<Told>().expect("settings").settings;
    let client = TestClient::new(Site::new(told.no_auth));
    assert_eq!(client.get("/v2.1/me").header("x-auth-token", "root:a").await.text(), "root a admin");
    assert_eq!(client.get("/v2.1/me").header("x-auth-token", "admin:a").await.text(), "admin a member reader");
    assert!(Sources::none().text("site.toml", "[no_auth]\nadmin = 'x'").read::<Told>().is_err());
}
