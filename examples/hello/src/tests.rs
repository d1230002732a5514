//! `Hello` without a socket.

use terrace::TestClient;
use terrace_codegen::checked;

use super::Hello;

#[tokio::test]
async fn a_name_is_greeted() {
    let client = checked(TestClient::new(Hello::new(())));
    let answer = client.get("/greetings/you").await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.text(), r#"{"text":"Hello, you!"}"#);
}
