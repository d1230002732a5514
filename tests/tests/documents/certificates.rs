//! Handlers that ask for their clients' certificates.

use terrace::ClientCertificate;
use terrace::prelude::*;

/// Secrets.
#[controller(path = "/secrets")]
pub(crate) struct Secrets;

#[routes]
impl Secrets {
    /// Tell a secret.
    #[index]
    async fn tell(&self, client: ClientCertificate) -> String {
        client.der().len().to_string()
    }

    /// Tell who asks.
    #[get("/who")]
    async fn who(&self, client: Option<ClientCertificate>) -> String {
        client.is_some().to_string()
    }
}

api! {
    /// A safe.
    pub(crate) struct Safe at "/";
    controllers: [Secrets];
}

#[test]
fn a_certificate_is_a_security_scheme_that_may_be_missed() {
    let document = terrace_codegen::document::<Safe>(None).expect("a document");
    let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(document["components"]["securitySchemes"]["client_certificate"]["type"], "mutualTLS");
    let tell = &document["paths"]["/secrets"]["get"];
    assert_eq!(tell["security"], serde_json::json!([{"client_certificate": []}]));
    assert!(tell["responses"]["403"]["description"].as_str().is_some_and(|text| text.contains("certificate")));
    let who = &document["paths"]["/secrets/who"]["get"];
    assert!(who.get("security").is_none() && who["responses"].get("403").is_none(), "{who}");
}
