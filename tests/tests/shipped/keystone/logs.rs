//! Nothing that is secret is logged.

use std::process::Command;

use terrace::Server;

use super::*;

/// Asks with right and wrong tokens, of a Keystone that is well, and of one that is not, with a log of all there is.
#[tokio::test]
#[ignore = "run by another test"]
async fn requests() {
    let keystone = Keystone::start().await;
    let bound = Server::new(Site::new(told(&keystone.url, ""))).listen("127.0.0.1:0").bind().await;
    drop(bound.expect("it listens"));
    keystone.state().own = "secret-own".to_owned();
    keystone.knows("secret-right", token());
    let client = keystone.client("");
    assert_eq!(status(&client, "secret-right").await, 200);
    assert_eq!(status(&client, "secret-forged").await, 401);
    keystone.fails(Fault { question: Some(answer("200 OK", None, r#"{"token": "secret-told"}"#)), ..Fault::default() });
    assert_eq!(status(&client, "secret-other").await, 503);
    keystone.fails(Fault { question: Some("secret-nonsense".to_owned()), ..Fault::default() });
    assert_eq!(status(&client, "secret-more").await, 503);
}

#[test]
fn no_token_and_no_password_is_in_a_log() {
    let itself = std::env::current_exe().expect("a program");
    let arguments = ["keystone::logs::requests", "--exact", "--ignored", "--nocapture"];
    let ran = Command::new(itself).args(arguments).env("RUST_LOG", "trace").output().expect("it runs");
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(ran.status.success(), "{said}");
    assert!(said.contains("Keystone cannot say what a token is worth"), "{said}");
    for secret in ["secret-", "hush"] {
        let line = said.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{line:?}");
    }
}
