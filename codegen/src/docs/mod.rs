//! The docs page: a service to mount, with all that it needs built in.
//!
//! | path | what is there |
//! |---|---|
//! | `/` | the page |
//! | `/openapi/<version>.json` | the whole document of a version, as `openapi --all` writes it |
//! | `/changes/<old>/<new>.json` | what differs between two versions, as `diff --json` tells it |
//! | `/assets/<digest>/…` | what the page is made of |
//!
//! Of several APIs, a version is `<api>/<version>`. All of it is made when it is first asked for, away from the threads that serve.

mod assets;
mod file;
mod page;
mod versions;

use core::convert::Infallible;
use core::fmt;
use core::task::{Context, Poll};
use std::sync::Arc;

use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};
use terrace::{Application, Body, OriginalUri};
use tokio::sync::OnceCell;
use tokio::task;
use tower_service::Service;

use self::assets::Assets;
use self::file::File;
use self::versions::{Made, Versions};
use crate::source::Source;

/// What the page may do: run its own scripts and the viewer's, and ask its own server. Nothing inline, nothing made from text,
/// nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// What every answer says beside its own.
const GUARDS: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// The docs page of an application, to be mounted beside it: every operation of every version with its parameters, bodies and
/// errors, a search, and what changed between two versions.
///
/// ```
/// # use terrace::prelude::*;
/// # use terrace::Server;
/// # #[controller(path = "/greetings")]
/// # pub struct Greetings;
/// # #[routes]
/// # impl Greetings {
/// #     /// Say hello.
/// #     #[index]
/// #     async fn index(&self) {}
/// # }
/// # api! {
/// #     pub struct Hello at "/";
/// #     controllers: [Greetings];
/// # }
/// let api = Hello::new(());
/// let docs = terrace_codegen::docs(&api);
/// let server = Server::new(api).mount("/docs", docs);
/// ```
///
/// On the command line, [`Main::docs`](crate::Main::docs) does the same. It is a `tower::Service` for any other host, too; one that
/// does not tell where it is mounted, as axum, is given the path with its slash: `.nest_service("/docs/", docs(&api))`.
///
/// It shows no extension that is off. Nothing is loaded from elsewhere, nothing is run but its own files, and it says so in its `Content-Security-Policy`. Requests
/// that are tried out on it go to the server that it is on.
pub fn docs<A: Application>(api: &A) -> Docs {
    Docs::of(&api.app().declared(A::APIS))
}

/// The service that [`docs()`] gives. Clones share everything.
#[derive(Clone)]
pub struct Docs(Arc<Shared>);

struct Shared {
    apis: Box<[Source]>,
    site: OnceCell<Site>,
}

struct Site {
    versions: Versions,
    page: File,
    assets: &'static Assets,
}

impl Site {
    fn of(apis: &[Source]) -> Self {
        let (versions, assets) = (Versions::of(apis), Assets::shared());
        let page = page::page(&versions, assets.digest());
        Site { versions, page: File::new("text/html; charset=utf-8", page.as_bytes()), assets }
    }
}

impl Docs {
    pub(crate) fn of(apis: &[Source]) -> Self {
        Docs(Arc::new(Shared { apis: apis.into(), site: OnceCell::new() }))
    }

    async fn site(&self) -> &Site {
        let make = async || {
            let docs = self.clone();
            let making = task::spawn_blocking(move || Site::of(&docs.0.apis));
            making.await.expect("the page of an API that compiles can be made")
        };
        self.0.site.get_or_init(make).await
    }

    async fn answer(&self, request: &Parts) -> Response<Body> {
        if ![Method::GET, Method::HEAD].contains(&request.method) {
            let mut answer = said(StatusCode::METHOD_NOT_ALLOWED, "this is only read");
            answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return answer;
        }
        let path = request.uri.path().trim_start_matches('/');
        if path.is_empty()
            && let Some(answer) = slash(request)
        {
            return answer;
        }
        let Site { versions, page, assets } = self.site().await;
        if path.is_empty() {
            return page.answer(request);
        }
        if let Some(name) = path.strip_prefix("assets/") {
            return assets.find(name).map_or_else(missing, |file| file.answer(request));
        }
        match versions.find(path) {
            None => missing(),
            Some(place) => match versions.file(place).await {
                Made::File(file) => file.answer(request),
                Made::Failed => said(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "the API has no document; the command `check` of its service tells why",
                ),
            },
        }
    }
}

/// Where the page was asked for without the slash on which its links build: where it is.
fn slash(request: &Parts) -> Option<Response<Body>> {
    let OriginalUri(asked) = request.extensions.get()?;
    let last = asked.path().rsplit('/').next().filter(|last| !last.is_empty())?;
    let query = asked.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut answer = said(StatusCode::PERMANENT_REDIRECT, "");
    let place = HeaderValue::try_from(format!("./{last}/{query}"));
    answer.headers_mut().insert(header::LOCATION, place.expect("what was a target is text"));
    Some(answer)
}

fn missing() -> Response<Body> {
    said(StatusCode::NOT_FOUND, "there is nothing here")
}

fn said(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, plain);
    answer
}

impl<B> Service<Request<B>> for Docs {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = core::pin::Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let docs = self.clone();
        let request = request.into_parts().0;
        Box::pin(async move {
            let mut answer = docs.answer(&request).await;
            for (name, value) in &GUARDS {
                answer.headers_mut().insert(name, HeaderValue::from_static(value));
            }
            Ok(answer)
        })
    }
}

impl fmt::Debug for Docs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Docs").finish_non_exhaustive()
    }
}
