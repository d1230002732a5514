//! Long lists, page by page, with links to what follows.

use terrace::prelude::*;
use terrace::{Application, BaseUrl, PublicUrl, TestClient};

use super::{get, told};

/// Which letters to list.
#[model]
struct Filter {
    /// Those behind this one.
    behind: Option<String>,
}

/// The letters of a name are on pages of 2, or up to 5.
type Letters = Paging<String, 2, 5>;

#[controller(path = "/letters", key = letter: String, many = "letters")]
struct Alphabet;

#[routes]
impl Alphabet {
    #[index]
    async fn index(&self, filter: Query<Filter>, page: Letters) -> Result<Page<String>, BadRequest> {
        let all: Vec<String> = ["a", "b", "c", "d/&ä", "e"].map(str::to_owned).to_vec();
        let begin = match page.marker() {
            Some(marker) => match all.iter().position(|letter| letter == marker) {
                Some(at) => at + 1,
                None => return Err(BadRequest::new("no such marker")),
            },
            None => 0,
        };
        let fits = |letter: &&String| filter.behind.as_ref().is_none_or(|behind| *letter > behind);
        let found = all[begin..].iter().filter(fits).take(page.fetch()).cloned().collect();
        Ok(page.of(found, |letter| letter.clone()).map(|letter| letter.to_uppercase()))
    }

    /// As Nova has it: a full page has a next one.
    #[get("/full")]
    async fn full(&self, page: Letters) -> Page<String> {
        let found = ["x", "y"].into_iter().map(str::to_owned).take(page.limit() as usize).collect();
        page.of_full(found, |letter| letter.clone())
    }

    /// The numbers, by a cursor of their own.
    #[get("/numbers", envelope = none)]
    async fn numbers(&self, page: Paging<u32>) -> Page<u8> {
        match page.marker() {
            None => Page::before(vec![page.limit() as u8], &7),
            Some(_) => Page::last(Vec::new()),
        }
    }

    /// Nothing else is read from the query.
    #[get("/base")]
    async fn base(&self, base: BaseUrl) -> String {
        base.to_string()
    }
}

api! {
    struct Plain at "/";
    controllers: [Alphabet];
}

api! {
    struct Stack at "/v2/{project}";
    errors: openstack;
    controllers: [Alphabet];
}

fn plain() -> TestClient<Plain> {
    TestClient::new(Plain::new(()))
}

/// The text of a page, as a host's client gets it.
async fn page<A: Application>(api: &TestClient<A>, path: &str) -> String {
    let (status, text) = told(&api.get(path).header("host", "h:1").await);
    assert_eq!(status, 200, "{path}: {text}");
    text
}

#[tokio::test]
async fn a_page_leads_to_the_next_one_until_nothing_follows() {
    let api = plain();
    let mut path = "/letters?behind=a".to_owned();
    let mut seen = Vec::new();
    loop {
        let answer = api.get(&path).header("host", "h:1").await;
        let body = answer.value();
        seen.push(body["letters"].to_string());
        let Some(next) = body["next"].as_str() else { break };
        path = next.strip_prefix("http://h:1").expect("an absolute link").to_owned();
    }
    assert_eq!(seen, [r#"["B","C"]"#, r#"["D/&Ä","E"]"#]);
}

#[tokio::test]
async fn the_link_keeps_the_other_parameters_as_they_were_sent() {
    let api = plain();
    for (path, next) in [
        ("/letters", "/letters?marker=b"),
        ("/letters?limit=3&&behind=%61", "/letters?limit=3&behind=%61&marker=d%2F%26%C3%A4"),
        ("/letters?mark%65r=a&limit=1", "/letters?limit=1&marker=b"),
        ("/letters?marker=a&limit=2", "/letters?limit=2&marker=c"),
    ] {
        assert!(page(&api, path).await.ends_with(&format!(r#","next":"http://h:1{next}"}}"#)), "{path}");
    }
    assert_eq!(page(&api, "/letters?marker=d/%26%C3%A4").await, r#"{"letters":["E"]}"#);
}

#[tokio::test]
async fn a_full_page_has_a_next_one_where_the_handler_says_so() {
    let api = plain();
    assert_eq!(page(&api, "/letters/full?limit=3").await, r#"{"letters":["x","y"]}"#);
    let full = page(&api, "/letters/full").await;
    assert_eq!(full, r#"{"letters":["x","y"],"next":"http://h:1/letters/full?marker=y"}"#);
}

#[tokio::test]
async fn items_without_an_envelope_and_markers_of_their_own() {
    let api = plain();
    let first = page(&api, "/letters/numbers").await;
    assert_eq!(first, r#"{"items":[100],"next":"http://h:1/letters/numbers?marker=7"}"#);
    assert_eq!(page(&api, "/letters/numbers?marker=7").await, r#"{"items":[]}"#);
}

#[tokio::test]
async fn a_limit_or_a_marker_that_cannot_be_is_refused_by_its_name() {
    let api = plain();
    for (query, parameter, detail) in [
        ("limit=0", "limit", "expected a number from 1 to 5, found 0"),
        ("limit=6", "limit", "expected a number from 1 to 5, found 6"),
        ("limit=18446744073709551615", "limit", "expected a number from 1 to 5, found 18446744073709551615"),
        ("limit=-1", "limit", "expected a whole number from 0 to 18446744073709551615, found the text \"-1\""),
        ("limit=", "limit", "expected a whole number from 0 to 18446744073709551615, found the text \"\""),
        ("limit=1&limit=2", "limit", "given more than once"),
        ("marker=a&marker=b", "marker", "given more than once"),
        ("colour=red", "colour", "unknown field `colour`, the only field is `behind`"),
    ] {
        let answer = api.get(&format!("/letters?{query}")).await;
        let problem = answer.value();
        assert_eq!((answer.status().as_u16(), &problem["errors"][0]["parameter"]), (400, &parameter.into()), "{query}");
        assert_eq!(problem["errors"][0]["detail"], detail, "{query}");
    }
    let (status, text) = get(&api, "/letters/full?behind=a").await;
    assert!(status == 400 && text.contains("unknown field `behind`, the fields are `limit`, `marker`"), "{text}");
    let (status, text) = get(&api, "/letters/numbers?marker=x").await;
    assert!(status == 400 && text.contains("expected a whole number from 0 to 4294967295"), "{text}");
    let (status, text) = get(&api, "/letters?marker=z").await;
    assert!(status == 400 && text.contains("no such marker"), "{text}");
}

#[tokio::test]
async fn openstack_has_links_and_takes_every_limit() {
    let api = TestClient::new(Stack::new(()));
    assert_eq!(
        page(&api, "/v2/p/letters?limit=1").await,
        r#"{"letters":["A"],"letters_links":[{"rel":"next","href":"http://h:1/v2/p/letters?limit=1&marker=a"}]}"#
    );
    assert_eq!(page(&api, "/v2/p/letters?limit=99999").await, r#"{"letters":["A","B","C","D/&Ä","E"]}"#);
    assert_eq!(page(&api, "/v2/p/letters?limit=0").await, r#"{"letters":[]}"#);
    assert_eq!(page(&api, "/v2/p/letters/full?limit=0").await, r#"{"letters":[]}"#);
    assert_eq!(get(&api, "/v2/p/letters?limit=-1").await.0, 400);
}

#[tokio::test]
async fn a_host_that_is_none_gets_no_link() {
    let api = plain();
    for host in ["evil.example/?", "user@evil.example", "a\"b", ""] {
        let answer = api.get("/letters").header("host", host).await;
        assert_eq!(answer.status(), 400, "{host}");
        assert_eq!(answer.value()["errors"][0]["parameter"], "host");
    }
    // Where nothing follows, nothing of it is told.
    assert_eq!(api.get("/letters?limit=5").header("host", "a\"b").await.status(), 200);
}

#[tokio::test]
async fn a_server_says_who_knows_its_url() {
    let asked = async |server: terrace::Server| {
        let bound = server.listen("127.0.0.1:0").bind().await.expect("a port");
        let address = bound.address().expect("TCP");
        let serving = tokio::spawn(bound.serve_until(std::future::pending()));
        let text = tokio::task::spawn_blocking(move || {
            use std::io::{Read, Write};
            let mut stream = std::net::TcpStream::connect(address).expect("it listens");
            let head = "GET /letters/base HTTP/1.1\r\nhost: inner\r\nx-forwarded-host: outer.example\r\n\
                        x-forwarded-proto: https\r\nconnection: close\r\n\r\n";
            stream.write_all(head.as_bytes()).expect("it reads");
            let mut text = String::new();
            stream.read_to_string(&mut text).expect("it answers");
            text.split_once("\r\n\r\n").expect("an answer").1.to_owned()
        });
        let text = text.await.expect("a client");
        serving.abort();
        text
    };
    let server = || terrace::Server::new(Plain::new(()));
    assert_eq!(asked(server()).await, "http://inner");
    assert_eq!(asked(server().public_url(PublicUrl::XForwarded)).await, "https://outer.example");
    let fixed: BaseUrl = "https://api.example/words/".parse().expect("a URL");
    assert_eq!(asked(server().public_url(fixed)).await, "https://api.example/words");
}
