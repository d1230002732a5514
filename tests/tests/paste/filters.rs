//! The filters that ship, each of which notes that it has seen a request, and then its answer.

use std::any;
use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use terrace::filter::{Around, Filter, Layer, Next, Provision, Request, Service};
use terrace::prelude::*;
use terrace::settings::{Reading, Setting, Settings, Shape};
use terrace::{Answers, FromState, HeaderDoc, Parts, Response, Security, TestClient, filters};

thread_local! {
    /// Each test has a thread of its own.
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(what: &str) {
    SEEN.with_borrow_mut(|seen| seen.push(what.to_owned()));
}

/// What was seen since the last time: of a request in order, then of its answer.
pub(crate) fn taken() -> String {
    SEEN.with_borrow_mut(std::mem::take).join(" ")
}

/// The filters that a request passed, in order, where all of them saw the answer in the opposite one.
pub(crate) async fn way<A: terrace::Application>(client: &TestClient<A>, path: &str) -> String {
    taken();
    let answer = client.get(path).header("x-auth-token", "jane").await;
    assert!(answer.status().is_success(), "{path}: {}", answer.text());
    let seen = taken();
    let seen: Vec<_> = seen.split_whitespace().collect();
    let (way, back) = seen.split_at(seen.len() / 2);
    let opposite: Vec<_> = way.iter().rev().map(|name| format!("-{name}")).collect();
    assert_eq!(back, opposite, "{path}");
    way.join(" ")
}

/// Notes what passes.
#[filter]
pub(crate) async fn mark(request: Request, next: impl Next) -> Response {
    note("mark");
    let response = next.run(request).await;
    note("-mark");
    response
}

/// Does nothing, as Nova's of this name where nobody has switched it on, or fails.
#[filter]
pub(crate) async fn profiler(request: Request, next: impl Next) -> Response {
    note("profiler");
    assert!(!request.headers().contains_key("x-trace-info"), "out of order");
    let response = next.run(request).await;
    note("-profiler");
    response
}

pub(crate) type AccessLog = Noted<filters::AccessLog>;
pub(crate) type AuthToken = Noted<filters::AuthToken>;
pub(crate) type Cors = Noted<filters::Cors>;
pub(crate) type FaultWrap = Noted<filters::FaultWrap>;
pub(crate) type KeystoneContext = Noted<filters::KeystoneContext>;
pub(crate) type LegacyV2Compatible = Noted<filters::LegacyV2Compatible>;
pub(crate) type NoAuth = Noted<filters::NoAuth>;
pub(crate) type RateLimit = Noted<filters::RateLimit>;
pub(crate) type RequestId = Noted<filters::RequestId>;
pub(crate) type SizeLimit = Noted<filters::SizeLimit>;
pub(crate) type TrustedProxies = Noted<filters::TrustedProxies>;

/// A filter, and before it what notes that it is there.
#[derive(Clone, Debug)]
pub(crate) struct Noted<F>(pub(crate) F);

impl<F: Filter> Filter for Noted<F> {
    const REQUIRES: &'static [&'static Provision] = F::REQUIRES;
    const PROVIDES: &'static [&'static Provision] = F::PROVIDES;
    const ANSWERS: Answers = F::ANSWERS;
    const HEADERS: &'static [HeaderDoc] = F::HEADERS;
    const SECURITY: Option<Security> = F::SECURITY;

    type Layer = NotedLayer<F::Layer>;

    fn ready(&self) -> Result<(), String> {
        self.0.ready()
    }

    fn layer(self) -> Self::Layer {
        let name = any::type_name::<F>();
        NotedLayer { name: name.rsplit("::").next().unwrap_or(name), of: self.0.layer() }
    }
}

impl<S, F: FromState<S>> FromState<S> for Noted<F> {
    fn from_state(parts: &Parts<S>) -> Self {
        Noted(F::from_state(parts))
    }
}

impl<F: Setting> Setting for Noted<F> {
    const SHAPE: Shape = F::SHAPE;

    fn read(at: &mut Reading<'_>, default: Option<Self>) -> Option<Self> {
        F::read(at, default.map(|noted| noted.0)).map(Noted)
    }
}

impl<F: Settings> Settings for Noted<F> {}

pub(crate) struct NotedLayer<L> {
    name: &'static str,
    of: L,
}

impl<B, L: Around<B>> Around<B> for NotedLayer<L>
where
    Note: Around<L::Both>,
{
    type Both = <Note as Around<L::Both>>::Both;

    fn around(self, answers: &'static Answers, behind: B) -> Self::Both {
        Note(self.name).around(&Answers::NONE, self.of.around(answers, behind))
    }
}

/// A layer that notes what passes.
pub(crate) struct Note(&'static str);

impl<S> Layer<S> for Note {
    type Service = Noting<S>;

    fn layer(&self, behind: S) -> Noting<S> {
        Noting { behind, name: self.0 }
    }
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
            note(&format!("-{name}"));
            response
        })
    }
}
