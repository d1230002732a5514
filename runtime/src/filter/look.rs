//! Filters that are functions which only look at a request: `#[filter] fn`.

use core::fmt;
use core::ops::ControlFlow;
use std::borrow::Cow;

use http::{Extensions, HeaderMap, Method, Uri};
use terrace_model::{Answers, Provision};

use super::{Pass, PassLayer, Passage, Provides, Request};
use crate::answer::Response;
use crate::exchange::RequestId;
use crate::failure::{Failure, IntoFailure};

/// The head of a request, for a filter that only looks at it.
///
/// ```
/// use terrace::TestClient;
/// use terrace::filter::Head;
/// use terrace::prelude::*;
///
/// /// Where a request comes from.
/// #[derive(Clone, Provided)]
/// struct Origin(String);
///
/// #[filter]
/// fn origin(request: Head<'_>) -> Result<Origin, BadRequest> {
///     let origin = request.headers().get("origin").and_then(|origin| origin.to_str().ok());
///     origin.map(|origin| Origin(origin.to_owned())).ok_or_else(|| BadRequest::new("no browser sends that"))
/// }
///
/// pipeline! { Browsers: [origin] }
///
/// #[controller(path = "/origin")]
/// struct Origins;
///
/// #[routes]
/// impl Origins {
///     #[show]
///     async fn show(&self, origin: Origin) -> String {
///         origin.0
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Browsers;
///     controllers: [Origins];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(Site::new(()));
/// assert_eq!(client.get("/origin").header("origin", "https://a.example").await.text(), "https://a.example");
/// assert_eq!(client.get("/origin").await.status(), 400);
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Head<'r> {
    request: &'r Request,
    passage: &'r Passage,
}

impl<'r> Head<'r> {
    /// The request's method.
    pub fn method(&self) -> &'r Method {
        self.request.method()
    }

    /// The request's target, as it was sent.
    pub fn uri(&self) -> &'r Uri {
        self.request.uri()
    }

    /// The request's headers.
    pub fn headers(&self) -> &'r HeaderMap {
        self.request.headers()
    }

    /// What services around the API have said about the request, and what filters before this one provide.
    pub fn extensions(&self) -> &'r Extensions {
        self.request.extensions()
    }

    /// The request's id.
    pub fn id(&self) -> &'r RequestId {
        self.passage.exchange().request_id()
    }

    /// What a variable of the request's path says, decoded, to a filter of a controller or a handler; to one of an API it is `None`, as is a
    /// variable that the path does not have.
    pub fn variable(&self, name: &str) -> Option<Cow<'r, str>> {
        self.passage.variable(self.request, name)
    }
}

impl fmt::Debug for Head<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Head").field("method", self.method()).field("uri", self.uri()).finish_non_exhaustive()
    }
}

/// What a function is given that only looks: the [`Head`] alone.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a filter that is not async looks at the head of the request, and not at `{Self}`",
    label = "not `Head<'_>`",
    note = "write `request: Head<'_>`; a filter that takes the request and answers is an `async fn` with `next: impl Next`"
)]
pub trait LookedAt<'r> {
    /// That of this request.
    fn of(request: &'r Request, passage: &'r Passage) -> Self;
}

impl<'r> LookedAt<'r> for Head<'r> {
    fn of(request: &'r Request, passage: &'r Passage) -> Self {
        Head { request, passage }
    }
}

/// What a function returns that only looks: what it provides, which may be nothing, or a `Result` of that and a failure.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a filter that is not async cannot return `{Self}`",
    label = "neither something to provide nor a failure",
    note = "return something with `#[derive(Clone, Provided)]`, several such things as a tuple, nothing, or a `Result` of that and a failure; a filter that answers is an `async fn` with `next: impl Next`"
)]
pub trait LookAnswer {
    /// Which types it provides.
    const PROVISIONS: &'static [&'static Provision];

    /// What it may answer.
    const ANSWERS: Answers;

    /// Gives what it provides to those behind it, or is the failure, in no dialect yet.
    fn give(self, request: &mut Request) -> Result<(), Failure>;
}

impl<T: Provides> LookAnswer for T {
    const PROVISIONS: &'static [&'static Provision] = T::PROVISIONS;

    const ANSWERS: Answers = Answers::NONE;

    fn give(self, request: &mut Request) -> Result<(), Failure> {
        self.put(request);
        Ok(())
    }
}

impl<T: Provides, E: IntoFailure> LookAnswer for Result<T, E> {
    const PROVISIONS: &'static [&'static Provision] = T::PROVISIONS;

    const ANSWERS: Answers = E::ANSWERS;

    fn give(self, request: &mut Request) -> Result<(), Failure> {
        self.map(|provided| provided.put(request)).map_err(E::into_failure)
    }
}

/// A function that is a filter, and only looks.
#[doc(hidden)]
pub trait Look: Send + Sync + 'static {
    /// Calls it, and gives what it provides to those behind it.
    fn look(&self, request: &mut Request, passage: &Passage) -> Result<(), Failure>;
}

/// Such a function, as what it is to others: a filter that does not wait.
#[doc(hidden)]
#[derive(Debug)]
pub struct Looking<F>(F);

impl<F: Look> Looking<F> {
    /// The layer of this one.
    pub fn layer(function: F) -> PassLayer<Self> {
        PassLayer::new(Looking(function))
    }
}

impl<F: Look> Pass for Looking<F> {
    fn enter(&self, request: &mut Request, passage: &mut Passage) -> ControlFlow<Response> {
        match self.0.look(request, passage) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => ControlFlow::Break(passage.refusal(&failure)),
        }
    }
}
