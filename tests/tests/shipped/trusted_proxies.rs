//! `TrustedProxies`: only those who are trusted are believed.

use std::net::IpAddr;
use std::time::Duration;

use terrace::filter::{Next, Request};
use terrace::filters::TrustedProxies;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{BaseUrl, ClientAddress, Context, Controller, Failure, Part, PublicUrl, Response, Server, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Says where who has opened the connection is.
#[filter]
async fn opened(mut request: Request, next: impl Next) -> Response {
    let address = request.headers().get("x-opened").and_then(|value| value.to_str().ok()?.parse::<IpAddr>().ok());
    if let Some(address) = address {
        request.extensions_mut().insert(ClientAddress(address));
    }
    next.run(request).await
}

pipeline! { Front: [opened, TrustedProxies] }

/// Where the client is, and what it has said.
struct Seen(String);

impl<C: Controller> FromRequest<C> for Seen {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let client = cx.extensions().get::<ClientAddress>().map_or("-".to_owned(), |client| client.0.to_string());
        let said = cx.headers().keys().filter(|name| name.as_str().contains("forwarded")).count();
        Ok(Seen(format!("{client} {said}")))
    }
}

/// What is known of who asks.
#[controller(path = "/seen")]
struct Looks;

#[routes]
impl Looks {
    /// Tell it.
    #[index]
    async fn index(&self, seen: Seen, base: BaseUrl) -> String {
        format!("{} {base}", seen.0)
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Looks];
}

const TRUSTED: &str = "networks = ['10.0.0.0/8', '2001:db8::/32']";

async fn seen(file: &str, headers: &[(&str, &str)]) -> String {
    let told = Sources::none().text("site.toml", file).read::<TrustedProxies>().expect(file).settings;
    let client = TestClient::new(Site::new(told));
    let request = client.get("/seen").header("host", "inner");
    headers.iter().fold(request, |request, (name, value)| request.header(name, value)).await.text().to_owned()
}

#[tokio::test]
async fn a_trusted_proxy_is_believed() {
    let said = ("x-forwarded-for", "203.0.113.9");
    let far = [("x-opened", "10.1.2.3"), said, ("x-forwarded-host", "api.example"), ("x-forwarded-proto", "https")];
    assert_eq!(seen(TRUSTED, &far).await, "203.0.113.9 3 https://api.example");
    assert_eq!(seen(TRUSTED, &[("x-opened", "2001:db8::1"), said]).await, "203.0.113.9 1 http://inner");
    assert_eq!(seen(TRUSTED, &[("x-opened", "10.1.2.3")]).await, "10.1.2.3 0 http://inner");
}

#[tokio::test]
async fn nobody_else_is_and_what_they_say_is_gone() {
    let said = [("x-forwarded-for", "203.0.113.9"), ("x-forwarded-host", "evil"), ("forwarded", "for=203.0.113.9")];
    for opened in ["192.0.2.1", "11.0.0.1", "2001:db9::1"] {
        let headers = [&[("x-opened", opened)], &said[..]].concat();
        assert_eq!(seen(TRUSTED, &headers).await, format!("{opened} 0 http://inner"));
        assert_eq!(seen("", &headers).await, format!("{opened} 0 http://inner"));
    }
    assert_eq!(seen(TRUSTED, &said).await, "- 0 http://inner");
    assert_eq!(seen("unix = true", &said).await, "203.0.113.9 3 http://evil");
}

#[tokio::test]
async fn the_client_is_the_last_one_before_the_trusted_proxies() {
    for (said, expected) in [
        ("203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.0.0.7, 10.0.0.8", "203.0.113.9"),
        ("198.51.100.1, unknown, 10.0.0.7", "10.0.0.7"),
        ("10.0.0.7", "10.0.0.7"),
        ("[2001:db9::5]:443", "2001:db9::5"),
        ("203.0.113.9:1234", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("nonsense", "10.1.2.3"),
    ] {
        let seen = seen(TRUSTED, &[("x-opened", "10.1.2.3"), ("x-forwarded-for", said)]).await;
        assert_eq!(seen, format!("{expected} 1 http://inner"), "{said}");
    }
}

#[tokio::test]
async fn the_other_kind_of_header_is_read_where_it_is_the_proxies() {
    let file = format!("{TRUSTED}\nheaders = 'forwarded'");
    let said = "for=198.51.100.1, For=\"[2001:db9::5]:443\";proto=https;host=api.example, for=10.0.0.7";
    let headers = [("x-opened", "10.1.2.3"), ("forwarded", said), ("x-forwarded-host", "other")];
    assert_eq!(seen(&file, &headers).await, "2001:db9::5 2 http://inner");
    let nearest = [("x-opened", "10.1.2.3"), ("forwarded", "for=203.0.113.9;proto=https;host=api.example")];
    assert_eq!(seen(&file, &nearest).await, "203.0.113.9 1 https://api.example");
}

#[tokio::test]
async fn a_server_knows_who_has_opened_a_connection_and_its_own_url() {
    let told = Sources::none().text("site.toml", "networks = ['127.0.0.0/8']").read::<TrustedProxies>();
    let base: BaseUrl = "https://shop.example".parse().expect("a URL");
    let server = Server::new(Site::new(told.expect("settings").settings)).listen("127.0.0.1:0");
    let bound = server.public_url(PublicUrl::from(base)).bind().await.expect("a free port");
    let address = bound.address().expect("of TCP");
    let serving = tokio::spawn(bound.serve());
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("it listens");
    let request = "GET /seen HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-forwarded-for: 203.0.113.9\r\nx-forwarded-host: b\r\n\r\n";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut text = String::new();
    let read = stream.read_to_string(&mut text);
    tokio::time::timeout(Duration::from_secs(10), read).await.expect("in time").expect("it answers");
    assert!(text.ends_with("203.0.113.9 2 https://shop.example"), "{text}");
    serving.abort();
}
