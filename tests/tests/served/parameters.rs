//! Queries, headers, variables of mounts, and extractors of a user's own.

use terrace::prelude::*;
use terrace::{Answers, Context, Controller, Failure, Part, TestClient};

use super::{get, told};

#[model]
struct Filter {
    #[check(length = 1..=5)]
    name: Option<String>,
    #[serde(default)]
    limit: u8,
}

#[model]
struct Page {
    marker: Option<String>,
}

/// Who asks.
struct User(String);

impl<C: Controller> FromRequest<C> for User {
    const PART: Part = Part::NamedHeader("x-user", &<String as terrace::Model>::TYPE);
    const ANSWERS: Answers = <terrace::Unauthorized as terrace::IntoFailure>::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let user = cx.headers().get("x-user").and_then(|value| value.to_str().ok());
        user.map(|user| User(user.to_owned())).ok_or_else(|| terrace::Unauthorized::new("who are you?").into())
    }
}

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self, filter: Query<Filter>) -> String {
        format!("{:?} {}", filter.name, filter.limit)
    }

    #[get("/pages")]
    async fn pages(&self, filter: Query<Filter>, page: Query<Page>) -> String {
        format!("{} {:?}", filter.limit, page.marker)
    }

    #[get("/headers")]
    async fn headers(&self, x_count: Header<u8>, x_name: Header<Option<String>>) -> String {
        format!("{} {:?}", *x_count, *x_name)
    }

    #[get("/mount")]
    async fn mount(&self, owner: Mount<String>) -> String {
        owner.into_inner()
    }

    #[get("/user")]
    async fn user(&self, user: User) -> String {
        user.0
    }
}

api! {
    struct Api at "/{owner: slug}";
    controllers: [Things];
}

fn api() -> TestClient<Api> {
    TestClient::new(Api::new(()))
}

#[tokio::test]
async fn a_query_is_read_as_a_model() {
    for (query, text) in
        [("", "None 0"), ("?", "None 0"), ("?name=a%20b&limit=5", "Some(\"a b\") 5"), ("?name=a+b", "Some(\"a b\") 0")]
    {
        assert_eq!(get(&api(), &format!("/me/things{query}")).await, (200, text.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_wrong_parameter_is_told_by_its_name() {
    for (query, name) in [
        ("limit=x", "limit"),
        ("limit=256", "limit"),
        ("name=toolong", "name"),
        ("other=1", "other"),
        ("limit=1&limit=2", "limit"),
    ] {
        let answer = api().get(&format!("/me/things?{query}")).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.value()["errors"][0]["parameter"]),
            (400, &name.into()),
            "{query}"
        );
    }
}

#[tokio::test]
async fn two_queries_each_read_their_own_parameters() {
    assert_eq!(get(&api(), "/me/things/pages?limit=2&marker=a").await, (200, "2 Some(\"a\")".to_owned()));
    let answer = api().get("/me/things/pages?limit=2&other=a").await;
    assert_eq!((answer.status().as_u16(), &answer.value()["errors"][0]["parameter"]), (400, &"other".into()));
}

#[tokio::test]
async fn headers_are_named_like_their_arguments() {
    let headers = || api().get("/me/things/headers");
    assert_eq!(told(&headers().header("x-count", "3").await), (200, "3 None".to_owned()));
    assert_eq!(told(&headers().header("x-count", "3").header("x-name", "a").await), (200, "3 Some(\"a\")".to_owned()));
    for wrong in [headers(), headers().header("x-count", "x"), headers().header("x-count", "3").header("x-count", "4")]
    {
        let answer = wrong.await;
        assert_eq!((answer.status().as_u16(), &answer.value()["errors"][0]["parameter"]), (400, &"x-count".into()));
    }
}

#[tokio::test]
async fn a_mounts_variable_is_taken_by_name() {
    assert_eq!(get(&api(), "/me/things/mount").await, (200, "me".to_owned()));
}

#[tokio::test]
async fn a_users_own_extractor_is_one_like_the_others() {
    assert_eq!(told(&api().get("/me/things/user").header("x-user", "ann").await), (200, "ann".to_owned()));
    let answer = api().get("/me/things/user").await;
    assert_eq!((answer.status().as_u16(), answer.value()["detail"].as_str()), (401, Some("who are you?")));
}
