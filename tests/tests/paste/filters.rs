//! Filters that note that they have seen a request, and then its answer.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use terrace::filter::{Filter, Layer, Next, NextWith, Request, Service};
use terrace::prelude::*;
use terrace::{Identity, Response, TestClient, Unauthorized};

thread_local! {
    /// Each test has a thread of its own.
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn note(what: &str) {
    SEEN.with_borrow_mut(|seen| seen.push(what.to_owned()));
}

/// What was seen since the last time: of a request in order, then of its answer.
fn taken() -> Vec<String> {
    SEEN.with_borrow_mut(std::mem::take)
}

/// The filters that a request passed, in order, where all of them saw the answer in the opposite one.
pub(crate) async fn way<A: terrace::Application>(client: &TestClient<A>, path: &str) -> String {
    taken();
    let answer = client.get(path).header("x-auth-token", "jane").await;
    assert!(answer.status().is_success(), "{path}: {}", answer.text());
    let seen = taken();
    let way = &seen[..seen.len() / 2];
    let back: Vec<_> = way.iter().rev().map(|name| format!("{name} again")).collect();
    assert_eq!(seen[seen.len() / 2..], back, "{path}");
    way.join(" ")
}

macro_rules! noting {
    ($($name:ident,)*) => {$(
        #[filter]
        pub(crate) async fn $name(request: Request, next: impl Next) -> Response {
            note(stringify!($name));
            let response = next.run(request).await;
            note(concat!(stringify!($name), " again"));
            response
        }
    )*};
}

noting! {
    compute_request_id,
    request_id,
    fault_wrap,
    legacy_v2_compatible,
    proxy_headers,
    request_log,
    profiler,
    mark,
}

/// Who a token says that it is.
#[derive(Clone, Provided)]
pub(crate) struct Token(String);

#[filter]
pub(crate) async fn auth_token(request: Request, next: impl NextWith<Token>) -> Result<Response, Unauthorized> {
    note("auth_token");
    let token = request.headers().get("x-auth-token").and_then(|token| token.to_str().ok());
    let Some(token) = token.map(str::to_owned) else { return Err(Unauthorized::new("a token is needed")) };
    let response = next.run(request, Token(token)).await;
    note("auth_token again");
    Ok(response)
}

#[filter]
pub(crate) async fn keystone_context(token: Token, request: Request, next: impl NextWith<Identity>) -> Response {
    note("keystone_context");
    let response = next.run(request, Identity::of(token.0)).await;
    note("keystone_context again");
    response
}

#[filter]
pub(crate) async fn no_auth(request: Request, next: impl NextWith<Identity>) -> Response {
    note("no_auth");
    let response = next.run(request, Identity::of("anybody")).await;
    note("no_auth again");
    response
}

/// How often who may ask.
#[derive(Clone, Debug, Settings)]
pub(crate) struct RateLimit {
    #[setting(default = "")]
    pub(crate) limits: String,
}

/// Who may read answers.
#[derive(Clone, Debug, Settings)]
pub(crate) struct Cors {}

/// How many bytes a body may have.
#[derive(Clone, Debug, Settings)]
pub(crate) struct SizeLimit {
    #[setting(default = 114_688)]
    pub(crate) bytes: usize,
}

macro_rules! noting_by_hand {
    ($($name:ident = $text:literal,)*) => {$(
        impl Filter for $name {
            type Layer = $name;

            fn layer(self) -> $name {
                self
            }
        }

        impl<S> Layer<S> for $name {
            type Service = Noting<S>;

            fn layer(&self, behind: S) -> Noting<S> {
                Noting { behind, name: $text }
            }
        }
    )*};
}

noting_by_hand! {
    Cors = "cors",
    RateLimit = "rate_limit",
    SizeLimit = "size_limit",
}

#[derive(Clone)]
pub(crate) struct Noting<S> {
    behind: S,
    name: &'static str,
}

impl<S> Service<Request> for Noting<S>
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send + 'static>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, task: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.behind.poll_ready(task)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let name = self.name;
        note(name);
        let answering = self.behind.call(request);
        Box::pin(async move {
            let response = answering.await;
            note(&format!("{name} again"));
            response
        })
    }
}
