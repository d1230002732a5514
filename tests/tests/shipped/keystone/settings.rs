//! What the filter is told.

use terrace::filters::keystone::{KeystoneUrl, Login};
use terrace::{FromState, Parts, Settings};

use super::*;

#[derive(Debug, Settings)]
struct Told {
    keystone_authtoken: AuthToken,
}

const RIGHT: &str = "[keystone_authtoken]\nauth_url = 'https://keystone.example'\n\
    [keystone_authtoken.login.password]\nusername = 'nova'\npassword = 'hush'";

fn refused(file: &str) -> String {
    Sources::none().text("site.toml", file).read::<Told>().expect_err(file).to_string()
}

#[test]
fn a_login_is_by_one_of_two_things() {
    let of = |file: &str| Sources::none().text("site.toml", file).read::<Told>().expect(file);
    let told = of(RIGHT);
    assert!(!told.effective().contains("hush"), "{}", told.effective());
    let settings = told.settings.keystone_authtoken;
    assert!(!format!("{settings:?}").contains("hush"), "{settings:?}");
    let url: KeystoneUrl = "https://keystone.example/v3/".parse().expect("a URL");
    assert_eq!(url.to_string(), "https://keystone.example/v3");
    assert_eq!(AuthToken::new(url, settings.login.clone().expect("it is set")), settings);

    let (before, _) = RIGHT.split_once("[keystone_authtoken.login").expect("it is there");
    let credential = "[keystone_authtoken.login.application_credential]\nid = 'c1'\nsecret = 'hush'";
    let by_credential = of(&format!("{before}{credential}")).settings.keystone_authtoken.login;
    assert!(matches!(by_credential, Some(Login::ApplicationCredential(_))), "{by_credential:?}");

    let wanted = "`keystone_authtoken.login` must have one of `password` and `application_credential`";
    let both = refused(&format!("{RIGHT}\n{credential}"));
    assert!(both.contains(wanted), "{both}");
    let without = refused(&RIGHT.replace("password = 'hush'", ""));
    assert!(without.contains("`keystone_authtoken.login.password.password` is not set"), "{without}");
    assert!(!without.contains(wanted), "{without}");
}

#[test]
fn keystone_is_asked_over_tls_or_on_this_machine() {
    for (url, expected) in [
        ("http://keystone.example", "write `https`: what Keystone says without TLS may be anybody's"),
        ("ftp://keystone.example", "must be the URL of Keystone"),
        ("https://keystone.example?a", "it ends with the path"),
        ("keystone", "must be the URL of Keystone"),
    ] {
        let refused = refused(&RIGHT.replace("https://keystone.example", url));
        assert!(
            refused.contains("site.toml:2: `keystone_authtoken.auth_url`") && refused.contains(expected),
            "{refused}"
        );
        assert!(url.parse::<KeystoneUrl>().is_err());
    }
}

#[tokio::test]
async fn an_application_credential_logs_in_and_the_catalogue_may_be_left_out() {
    let keystone = Keystone::start().await;
    let file = format!(
        "auth_url = '{}/v3'\ninclude_service_catalog = false\n[login.application_credential]\nid = 'c1'\nsecret = 's'",
        keystone.url
    );
    let settings = Sources::none().text("site.toml", file).read::<AuthToken>().expect("settings").settings;
    let client = TestClient::new(Site::new(settings));
    assert_eq!(status(&client, "right").await, 200);
    assert!(keystone.state().heads[0].starts_with("GET /v3/auth/tokens?nocatalog "), "{}", keystone.state().heads[0]);
}

#[tokio::test]
async fn without_a_place_or_a_login_it_lets_nobody_in_and_the_service_does_not_start() {
    let settings = told("http://127.0.0.1:9", "");
    for settings in [AuthToken { login: None, ..settings.clone() }, AuthToken { auth_url: None, ..settings.clone() }] {
        let parts = Parts::new(settings.clone());
        Site::from_state(&parts);
        let refused = parts.ready().expect_err("it cannot ask").to_string();
        assert_eq!(refused, "the filter `AuthToken` asks Keystone: its settings `auth_url` and `login` must be set");
        let client = TestClient::new(Site::new(settings));
        assert_eq!(status(&client, "right").await, 503);
        assert_eq!(client.get("/me").await.status(), 401);
    }
    let parts = Parts::new(settings);
    Site::from_state(&parts);
    assert_eq!(parts.ready(), Ok(()));
}
