//! Many who wait, and the service's own token.

use futures_util::future::join_all;

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_with_one_new_token_ask_once() {
    let keystone = Keystone::start().await;
    keystone.fails(Fault { late: Duration::from_millis(100), ..Fault::default() });
    let client = Arc::new(keystone.client(""));
    let asking = (0..200).map(|_| {
        let client = Arc::clone(&client);
        tokio::spawn(async move { status(&client, "right").await })
    });
    let answers: Vec<_> = join_all(asking).await.into_iter().map(|answer| answer.expect("no panic")).collect();
    assert_eq!(answers, [200; 200]);
    assert_eq!(keystone.counts(), (1, 1));
}

#[tokio::test]
async fn many_who_wait_in_vain_wait_together() {
    let keystone = Keystone::start().await;
    keystone.fails(Fault { late: Duration::from_secs(30), ..Fault::default() });
    let client = keystone.client("retries = 0");
    let answers = join_all((0..200).map(|_| status(&client, "right"))).await;
    assert!(answers.iter().all(|answer| *answer == 503), "{answers:?}");
    assert_eq!(keystone.state().logins, 1);
}

#[tokio::test]
async fn who_does_not_wait_takes_the_answer_from_nobody() {
    let keystone = Keystone::start().await;
    keystone.fails(Fault { late: Duration::from_millis(100), ..Fault::default() });
    let client = keystone.client("");
    let gone = tokio::time::timeout(Duration::from_millis(20), ask(&client, "right")).await;
    assert!(gone.is_err(), "{gone:?}");
    assert_eq!(status(&client, "right").await, 200);
    assert_eq!(keystone.counts(), (1, 1));
}

#[tokio::test]
async fn the_own_token_is_got_anew_once_where_it_is_refused() {
    let keystone = Keystone::start().await;
    let names: Vec<_> = (0..50).map(|number| format!("token-{number}")).collect();
    for name in &names {
        keystone.knows(name, token());
    }
    let client = keystone.client("");
    assert_eq!(status(&client, "right").await, 200);
    keystone.state().own = "own-2".to_owned();
    keystone.fails(Fault { late: Duration::from_millis(20), ..Fault::default() });
    let answers = join_all(names.iter().map(|name| status(&client, name))).await;
    assert_eq!(answers, [200; 50]);
    assert_eq!(keystone.state().logins, 2);
}

#[tokio::test]
async fn an_own_token_that_is_refused_at_once_lets_nobody_in() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    keystone.fails(Fault { question: Some(answer("401 Unauthorized", None, "{}")), ..Fault::default() });
    assert_eq!(status(&client, "right").await, 503);
    assert_eq!(keystone.counts(), (2, 2));
}
