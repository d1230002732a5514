//! What stands behind a filter, and how a layer is put around it.

use core::future::Future;
use std::sync::Arc;

use terrace_model::Answers;

use super::end::Handled;
use super::{Passage, Request};
use crate::answer::Response;

/// What can stand behind a filter: other filters, each a type of its own around the next, and in the end the API.
#[doc(hidden)]
pub trait Behind: Send + Sync + 'static {
    /// Whether anything of it is a filter that waits for something.
    const WAITS: bool = true;

    /// Sends a request through.
    fn call(self: Arc<Self>, request: Request, passage: Passage) -> impl Future<Output = Response> + Send + 'static;

    /// The same where nobody may know of which type the answer's future is: in a box, unless it is the API's own.
    fn begin(self: Arc<Self>, request: Request, passage: Passage) -> Handled {
        Handled::boxed(self.call(request, passage))
    }
}

/// What can be put around what is behind it: a layer of tower, or one of terrace's own.
///
/// A filter that is made of another one, or of several, has a [`Layer`](super::Filter::Layer) that is put around by it:
///
/// ```
/// use std::time::Duration;
///
/// use terrace::filter::{Around, Filter, Provision};
/// use terrace::filters::NoAuth;
/// use terrace::http::StatusCode;
/// use terrace::prelude::*;
/// use terrace::{Answer, Answers, Content, HeaderDoc, Security, Status, TestClient};
/// use tower_http::timeout::TimeoutLayer;
///
/// /// A filter that has so much time, and what is behind it.
/// struct Within<F>(Duration, F);
///
/// const LATE: Answers =
///     Answers::of(&[Answer { status: Status::Is(504), description: "", content: Content::Failure, headers: &[] }]);
///
/// impl<F: Filter> Filter for Within<F> {
///     const REQUIRES: &'static [&'static Provision] = F::REQUIRES;
///     const PROVIDES: &'static [&'static Provision] = F::PROVIDES;
///     const ANSWERS: Answers = Answers::all(&[&F::ANSWERS, &LATE]);
///     const HEADERS: &'static [HeaderDoc] = F::HEADERS;
///     const SECURITY: Option<Security> = F::SECURITY;
///
///     type Layer = WithinLayer<F::Layer>;
///
///     fn ready(&self) -> Result<(), String> {
///         self.1.ready()
///     }
///
///     fn layer(self) -> Self::Layer {
///         WithinLayer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, self.0), self.1.layer())
///     }
/// }
///
/// struct WithinLayer<L>(TimeoutLayer, L);
///
/// impl<B, L: Around<B>> Around<B> for WithinLayer<L>
/// where
///     TimeoutLayer: Around<L::Both>,
/// {
///     type Both = <TimeoutLayer as Around<L::Both>>::Both;
///
///     fn around(self, answers: &'static Answers, behind: B) -> Self::Both {
///         self.0.around(answers, self.1.around(answers, behind))
///     }
/// }
///
/// type Hurried = Within<NoAuth>;
///
/// pipeline! { Front: [Hurried = Within(Duration::from_millis(10), NoAuth::default())] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) {
///         std::future::pending().await
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let answer = TestClient::new(Site::new(())).get("/words").header("x-auth-token", "jane").await;
/// assert_eq!((answer.status().as_u16(), &answer.value()["status"]), (504, &504.into()));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer that can stand in a pipeline",
    label = "no `tower::Layer` whose service takes and answers requests of HTTP",
    note = "its service is one of `terrace::filter::Request`, may be cloned, and is `Send` and `Sync`"
)]
pub trait Around<B> {
    /// Both.
    type Both;

    /// Puts it around, with what it may answer by itself.
    fn around(self, answers: &'static Answers, behind: B) -> Self::Both;
}
