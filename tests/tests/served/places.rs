//! Which path takes a request, and which methods it is told of, in the request's version.

use terrace::http::Method;
use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

versions! { Years: "2023" ..= "2026" }

#[controller(path = "/fruits", key = fruit: String, versions = Years)]
struct Fruits;

#[routes]
impl Fruits {
    #[show]
    async fn show(&self, fruit: Path<String>) -> String {
        format!("fruit {}", *fruit)
    }

    #[delete(since = V2026)]
    async fn eat(&self) {}

    #[get("/new", since = V2025)]
    async fn fresh(&self) -> &'static str {
        "fresh"
    }

    #[post("/new", since = V2026)]
    async fn order(&self) -> &'static str {
        "ordered"
    }

    #[get("/ripe", until = V2024, removed = "all are")]
    async fn ripe(&self) -> &'static str {
        "ripe"
    }

    #[get("/dried", until = V2024)]
    async fn dried(&self) -> &'static str {
        "dried"
    }

    #[put("/stored/at/once", since = V2025)]
    async fn store(&self) -> &'static str {
        "stored"
    }
}

/// What has no versions.
#[controller(path = "/signs")]
struct Signs;

#[routes]
impl Signs {
    #[get("/{name}")]
    async fn show(&self, name: Path<String>) -> String {
        format!("sign {}", *name)
    }
}

/// What stands in the place of one of those.
#[controller(path = "/signs", versions = Years)]
struct Arrows;

#[routes]
impl Arrows {
    #[get("/left", since = V2025)]
    async fn left(&self) -> &'static str {
        "left"
    }
}

api! {
    struct Orchard(Years) at "/";
    negotiate: header("Year");
    controllers: [Fruits, Signs, Arrows];
}

api! {
    struct Stack(Years) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "fruit");
    controllers: [Fruits];
}

async fn ask(method: Method, path: &str, year: &str) -> TestResponse {
    TestClient::new(Orchard::new(())).request(method, path).header("year", year).await
}

async fn told(method: Method, path: &str, year: &str) -> (u16, String) {
    let answer = ask(method, path, year).await;
    (answer.status().as_u16(), answer.text().to_owned())
}

fn ok(text: &str) -> (u16, String) {
    (200, text.to_owned())
}

#[tokio::test]
async fn a_path_that_the_version_has_not_hides_none_that_it_has() {
    assert_eq!(told(Method::GET, "/fruits/new", "2025").await, ok("fresh"));
    assert_eq!(told(Method::GET, "/fruits/new", "2024").await, ok("fruit new"));
    assert_eq!(told(Method::DELETE, "/fruits/new", "2024").await.0, 404, "no fruit is eaten yet");
    assert_eq!(told(Method::DELETE, "/fruits/new", "2025").await.0, 405, "there is such a path, and another method");
    assert_eq!(told(Method::POST, "/fruits/new", "2025").await.0, 404);
    assert_eq!(told(Method::GET, "/fruits/dried", "2023").await, ok("dried"));
    assert_eq!(told(Method::GET, "/fruits/dried", "2024").await, ok("fruit dried"));
    assert_eq!(ask(Method::GET, "/fruits/new", "2024").await.header("year"), Some("2024"));
}

#[tokio::test]
async fn what_was_removed_says_so_whatever_else_takes_its_path() {
    assert_eq!(told(Method::GET, "/fruits/ripe", "2023").await, ok("ripe"));
    assert_eq!(told(Method::GET, "/fruits/ripe", "2024").await.0, 410);
}

#[tokio::test]
async fn what_has_no_versions_is_found_behind_what_has() {
    let left = ask(Method::GET, "/signs/left", "2025").await;
    assert_eq!((left.text(), left.header("year")), ("left", Some("2025")));
    let sign = ask(Method::GET, "/signs/left", "2024").await;
    assert_eq!((sign.text(), sign.header("year")), ("sign left", None));
    assert_eq!(ask(Method::GET, "/signs/left", "1999").await.status(), 406);
}

#[tokio::test]
async fn methods_are_those_of_the_version() {
    for (path, year, allow) in [
        ("/fruits/fig", "2025", "GET, HEAD, OPTIONS"),
        ("/fruits/fig", "2026", "GET, HEAD, DELETE, OPTIONS"),
        ("/fruits/new", "2024", "GET, HEAD, OPTIONS"),
        ("/fruits/new", "2025", "GET, HEAD, OPTIONS"),
        ("/fruits/new", "2026", "GET, HEAD, POST, OPTIONS"),
        // A version that there is not has no methods of its own.
        ("/fruits/fig", "1999", "GET, HEAD, DELETE, OPTIONS"),
    ] {
        for (method, status) in [(Method::OPTIONS, 204), (Method::PUT, 405)] {
            let answer = ask(method.clone(), path, year).await;
            let told = (answer.status().as_u16(), answer.header("allow"));
            assert_eq!(told, (status, Some(allow)), "{method} {path} in {year}");
            let varies = answer.header("vary").is_some_and(|vary| vary.eq_ignore_ascii_case("year"));
            assert_eq!(varies, year != "1999", "{method} {path} in {year}");
        }
    }
    // Of a path that the version has not, there are none.
    for method in [Method::OPTIONS, Method::GET] {
        assert_eq!(ask(method, "/fruits/stored/at/once", "2024").await.status(), 404);
    }
    assert_eq!(ask(Method::GET, "/fruits/stored/at/once", "2025").await.status(), 405);
}

#[tokio::test]
async fn a_service_of_openstack_has_one_set_of_paths_and_methods_in_all_versions() {
    let client = TestClient::new(Stack::new(()));
    for (path, allow) in [("/fruits/fig", "GET, DELETE"), ("/fruits/new", "GET, POST")] {
        let answer = client.request(Method::PUT, path).header("openstack-api-version", "fruit 2025").await;
        assert_eq!(
            answer.header("allow").map(|allow| allow.replace(", OPTIONS", "")).as_deref(),
            Some(allow),
            "{path}"
        );
    }
    let fruit = client.get("/fruits/new").header("openstack-api-version", "fruit 2024").await;
    assert_eq!(fruit.status(), 404, "a path of a later version");
}
