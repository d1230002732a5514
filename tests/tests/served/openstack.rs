//! OpenStack's version documents, from the declarations of the APIs that have them.

use serde_json::{Value, json};
use terrace::http::Method;
use terrace::prelude::*;
use terrace::{TestClient, TestResponse, openstack};

versions! { pub(crate) Shares: "2.0", "2.1", "2.2" }

/// Shared folders.
#[controller(path = "/shares", versions = Shares)]
pub(crate) struct Folders;

#[routes]
impl Folders {
    /// List them.
    #[index]
    async fn index(&self) -> String {
        "none".to_owned()
    }
}

api! {
    /// Where clients begin.
    pub(crate) struct Front at "/";
    errors: openstack;
    controllers: [openstack::Versions];
}

api! {
    /// Shares.
    pub(crate) struct Current(Shares) at "/v2", "/v2/{project_id}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "shared-file-system");
    controllers: [openstack::VersionDocument at ("/v2", "/v2/"), openstack::VersionDocuments, Folders];
}

api! {
    /// Shares, as they were.
    pub(crate) struct Old(Shares) at "/v1";
    errors: openstack;
    pinned: V2_0;
    controllers: [openstack::VersionDocument at ("/v1", "/v1/"), openstack::VersionDocuments, Folders];
}

api! {
    /// For the operators, who need not be told.
    pub(crate) struct Admin(Shares) at "/admin";
    negotiate: header("Admin-Version");
    controllers: [Folders];
}

composite! {
    /// All of it.
    pub(crate) struct Manila;
    apis: [
        Front,
        Old { id: "v1.0", status: Deprecated, updated: "2015-08-27T11:33:21Z", described_by: "http://docs.example/", },
        Current { media_type: "application/vnd.openstack.share+json;version=2" },
        Admin,
    ];
}

fn client() -> TestClient<Manila> {
    TestClient::new(Manila::new(()))
}

async fn ask(method: &str, path: &str) -> TestResponse {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    client().request(method, path).header("host", "shares.example").await
}

fn link(href: &str) -> Value {
    json!([{ "rel": "self", "href": href }])
}

#[tokio::test]
async fn the_list_has_the_apis_that_have_a_document() {
    let old = json!({
        "id": "v1.0", "status": "DEPRECATED", "version": "", "min_version": "", "updated": "2015-08-27T11:33:21Z",
        "links": link("http://shares.example/v1/"),
    });
    let current = json!({
        "id": "v2", "status": "CURRENT", "version": "2.2", "min_version": "2.0", "updated": "",
        "links": link("http://shares.example/v2/"),
    });
    assert_eq!(ask("GET", "/").await.value(), json!({ "versions": [old, current] }));
}

#[tokio::test]
async fn a_document_is_of_its_api() {
    let old = ask("GET", "/v1").await.value();
    assert_eq!(old["version"]["links"][1]["href"], "http://docs.example/");
    assert!(old["version"].get("media-types").is_none());
    let current = ask("GET", "/v2/").await;
    assert_eq!(current.header("openstack-api-version"), Some("shared-file-system 2.0"));
    let media_types = json!([{ "base": "application/json", "type": "application/vnd.openstack.share+json;version=2" }]);
    assert_eq!(current.value()["version"]["media-types"], media_types);
    let wrong = client().get("/v2").header("openstack-api-version", "shared-file-system 3.0").await;
    assert_eq!(wrong.status(), 406);
}

#[tokio::test]
async fn any_method_will_do() {
    for path in ["/", "/v1", "/v2/", "/v2/versions/v1.0"] {
        let got = ask("GET", path).await;
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] {
            let answer = ask(method, path).await;
            assert_eq!((answer.status(), answer.text()), (got.status(), got.text()), "{method} {path}");
        }
        let head = ask("HEAD", path).await;
        assert_eq!((head.status(), head.text()), (got.status(), ""), "{path}");
    }
    assert_eq!(ask("POST", "/v2/shares").await.status(), 404);
}

#[tokio::test]
async fn documents_are_found_by_id() {
    let id = async |path: &str| ask("GET", path).await.value()["version"]["id"].clone();
    assert_eq!(id("/v2/versions/v1.0").await, "v1.0");
    assert_eq!(id("/v2/versions/v2").await, "v2");
    assert_eq!(ask("GET", "/v2/versions/v3").await.status(), 404);
    assert_eq!(id("/v1/versions/v3").await, "v1.0");
}

#[tokio::test]
async fn what_no_api_has_is_a_choice_of_where_it_could_be() {
    let answer = ask("DELETE", "/v3/shares/").await;
    assert_eq!(answer.status(), 300);
    let choices = answer.value();
    assert_eq!(choices["choices"][0]["links"], link("http://shares.example/v1/v3/shares"));
    assert_eq!(choices["choices"][1]["links"], link("http://shares.example/v2/v3/shares"));
    assert_eq!(ask("GET", "/v2/nothing").await.status(), 404);
}

#[tokio::test]
async fn a_media_type_names_an_api_where_the_path_does_not() {
    let id = async |path: &str, accept: &str| {
        let answer = client().get(path).header("accept", accept).await;
        answer.value()["version"]["id"].clone()
    };
    assert_eq!(id("/shares", "application/json;version=2").await, "v2");
    assert_eq!(id("/", "text/html, application/vnd.openstack.share+json; version=\"2\"").await, "v2");
    assert_eq!(id("/shares", "application/json;version=3").await, Value::Null);
    assert_eq!(id("/v1", "application/json;version=2").await, "v1.0");
}

api! {
    /// What is read without a token.
    struct Documents;
    errors: openstack;
    controllers: [openstack::VersionDocument at ("/v1", "/v1/", "/v2", "/v2/")];
}

api! {
    /// Shares.
    struct Guarded(Shares) at "/v2", "/v2/{project_id}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "shared-file-system");
    controllers: [Folders];
}

api! {
    /// Shares, as they were.
    struct GuardedOld(Shares) at "/v1";
    errors: openstack;
    pinned: V2_0;
    controllers: [Folders];
}

composite! {
    struct Apart;
    apis: [
        Front,
        Documents,
        GuardedOld { id: "v1.0", status: Deprecated },
        Guarded { media_type: "application/vnd.openstack.share+json;version=2" },
    ];
}

#[tokio::test]
async fn documents_may_be_those_of_another_api() {
    let client = TestClient::new(Apart::new(()));
    let answer = async |path: &str| client.get(path).header("host", "shares.example").await;
    let list = answer("/").await.value();
    assert_eq!((&list["versions"][0]["id"], &list["versions"][1]["id"]), (&"v1.0".into(), &"v2".into()));
    for (path, id, newest) in [("/v1", "v1.0", ""), ("/v1/", "v1.0", ""), ("/v2", "v2", "2.2"), ("/v2/", "v2", "2.2")] {
        let answer = answer(path).await;
        assert_eq!(answer.header("openstack-api-version"), None);
        let version = &answer.value()["version"];
        assert_eq!((&version["id"], &version["version"]), (&id.into(), &newest.into()), "{path}");
        assert_eq!(version["links"][0]["href"], format!("http://shares.example{}/", path.trim_end_matches('/')));
    }
    assert_eq!(answer("/v2/shares").await.text(), "none");
    let named = client.get("/").header("accept", "application/json;version=2").await;
    assert_eq!(named.value()["version"]["id"], "v2");
}
