//! Services beside the API: any `tower::Service`, below a path of its own.

use core::fmt;
use core::future::poll_fn;
use core::panic::AssertUnwindSafe;
use core::pin::Pin;
use core::task::{self, Poll, ready};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, CatchUnwind};
use http::Request;
use http::uri::{PathAndQuery, Uri};
use tokio::time::Sleep;
use tower_service::Service;

use crate::answer::Response;
use crate::app::{App, panicked, took_too_long};
use crate::body::{Body, BoxError};
use crate::failure::Failure;
use crate::{context, timely};

/// The target of a request as it was sent, among the extensions of what a [mounted](crate::Server::mount) service gets,
/// whose own target is without the path of the mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalUri(pub Uri);

/// A service, whatever its type.
#[derive(Clone)]
pub(super) struct Mounted(Arc<dyn Fn(Request<Body>) -> Answer + Send + Sync>);

type Answer = BoxFuture<'static, Result<Response, BoxError>>;

impl Mounted {
    pub(super) fn new<S, B>(service: S) -> Self
    where
        S: Service<Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Mounted(Arc::new(move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                poll_fn(|task| service.poll_ready(task)).await.map_err(Into::into)?;
                let answering = service.call(request);
                Ok(answering.await.map_err(Into::into)?.map(Body::new))
            })
        }))
    }

    /// Has the service answer a request whose path begins with `path`, within the limits that the API's handlers have.
    pub(super) async fn answer(self, path: Arc<str>, app: App, request: Request<Body>) -> Result<Response, Failure> {
        let limits = app.limits();
        let (mut parts, body) = request.into_parts();
        let body = Body::new(context::limited(body, &limits)?);
        let inner = below(&path, &parts.uri);
        let original = core::mem::replace(&mut parts.uri, inner);
        parts.extensions.get_or_insert(OriginalUri(original));
        parts.extensions.insert(app.stop().clone());
        let request = Request::from_parts(parts, body);
        let answer = AssertUnwindSafe(async move { (self.0)(request).await }.boxed()).catch_unwind();
        Limited { answer, limit: limits.handler_time, timer: None }.await
    }
}

impl fmt::Debug for Mounted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mounted").finish_non_exhaustive()
    }
}

/// A target without the path that it begins with. What is left begins with `/`.
fn below(path: &str, uri: &Uri) -> Uri {
    let tail = &uri.path()[path.len()..];
    let slash = if tail.is_empty() { "/" } else { "" };
    let question = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    let left = PathAndQuery::try_from(format!("{slash}{tail}{question}"));
    parts.path_and_query = Some(left.expect("a part of a target, cut at a `/`, is a target"));
    Uri::from_parts(parts).expect("nothing but the path is another")
}

/// An answer that is given up where it takes too long, but for the time that the client takes to send its body.
struct Limited {
    answer: CatchUnwind<AssertUnwindSafe<Answer>>,
    limit: Option<Duration>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Future for Limited {
    type Output = Result<Response, Failure>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let (polled, waits_for_body) = timely::watched(|| self.answer.poll_unpin(task));
        if let Poll::Ready(result) = polled {
            return Poll::Ready(match result {
                Ok(answered) => answered.map_err(Failure::internal),
                Err(panic) => Err(panicked(&*panic)),
            });
        }
        let limit = self.limit.filter(|_| !waits_for_body);
        ready!(timely::poll_timer(&mut self.timer, limit, task));
        Poll::Ready(Err(took_too_long(limit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_target_begins_with_a_slash() {
        let check = |path, target: &str, expected: &str| {
            let uri = target.parse().expect("a target");
            assert_eq!(below(path, &uri).to_string(), expected, "{target}");
        };
        check("/ui", "/ui", "/");
        check("/ui", "/ui/", "/");
        check("/ui", "/ui?a=/b", "/?a=/b");
        check("/ui/more", "/ui/more/a%2Fb//c?d", "/a%2Fb//c?d");
        check("/ui", "http://a:80/ui/b", "http://a:80/b");
    }
}
